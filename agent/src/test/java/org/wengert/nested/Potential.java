package org.wengert.nested;

import org.wengert.Differentiable;
import org.wengert.Inactive;

/** Methods whose companions are called in code that is differentiated. */
public class Potential {
  private final double stiffness;

  Potential(double stiffness) {
    this.stiffness = stiffness;
  }

  /** One of everything: scalars, arrays, and what is no independent. */
  @Differentiable
  public static double energy(
      double a, double[] q, float b, @Inactive double[] weights, int n, @Inactive double scale) {
    double sum = a * a * scale;
    for (int i = 0; i < n; i++) {
      sum += Math.sin(q[i] * a) * weights[i] + q[i] * q[(i + 1) % n] * b;
    }
    return sum;
  }

  @Differentiable
  public static double bilinear(double[][] m, double[] x, double s) {
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < x.length; j++) {
        sum += x[i] * m[i][j] * m[i][j] * x[j] * s;
      }
    }
    return sum;
  }

  /** Other rows than before are there at the end. */
  @Differentiable
  public static double swapped(double[][] m, double s) {
    double[] row = m[0];
    m[0] = m[1];
    m[1] = row;
    return m[0][0] * m[0][0] * s + m[1][0] * m[1][0] * m[1][0];
  }

  @Differentiable
  public static double cube3(double[][][] t, double s) {
    return t[0][0][0] * t[0][0][0] * s;
  }

  @Differentiable
  public static float narrow(float x, float[] w) {
    return x * x * w[0] + w[1] * w[1] * x;
  }

  @Differentiable
  public static double cube(double x) {
    return x * x * x;
  }

  @Differentiable
  public static void square(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= x[i];
    }
  }

  /** Of an object that is no independent. */
  @Differentiable
  public double spring(double x, double[] y) {
    return stiffness * x * x * y[0] * y[0];
  }

  /** The scratch array may be memory of the object. */
  @Differentiable
  static double throughHolder(double x, @Inactive Holder holder, @Inactive double[] scratch) {
    holder.row[0] = x * x;
    return scratch[0] * x;
  }

  /** Writes what is active into an array that is no independent. */
  @Differentiable
  public static double throughScratch(double x, @Inactive double[] scratch) {
    scratch[0] = x * x;
    return scratch[0] * x;
  }

  static final class Holder {
    final double[] row;

    Holder(double[] row) {
      this.row = row;
    }
  }
}
