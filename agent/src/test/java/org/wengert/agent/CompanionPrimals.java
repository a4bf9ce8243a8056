package org.wengert.agent;

import org.wengert.Differentiable;
import org.wengert.Inactive;

/** Methods of the shapes that companions are written for. */
final class CompanionPrimals {
  private CompanionPrimals() {}

  @Differentiable
  static double rate(double x, double[] w, @Inactive int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += w[i] * Math.sin(x * w[i]);
    }
    return sum;
  }

  @Differentiable(name = "rateOfOne")
  static double rate(double x) {
    return Math.exp(2 * x);
  }

  @Differentiable
  static float single(float x, float[] w) {
    return x * w[0] * w[0] + w[1];
  }

  @Differentiable
  static double bilinear(double[][] a, double[] x) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum += x[i] * a[i][j] * x[j];
      }
    }
    return sum;
  }

  @Differentiable
  static void squareInPlace(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = x[i] * x[i];
    }
  }

  @Differentiable
  static double[] scaled(double factor, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = factor * x[i] * x[i];
    }
    return y;
  }

  static double calling(double x) {
    return 2 * missing(x);
  }

  private static native double missing(double x);

  /** Nested, for its companion's name. */
  static final class Inner {
    private Inner() {}

    @Differentiable
    static double cube(double x) {
      return x * x * x;
    }
  }
}
