package org.wengert.corpus;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.wengert.Derivatives;
import org.wengert.VectorGradient;

/** Derivatives of functions that take derivatives. */
public final class Nested {
  private Nested() {}

  public static double derivativeInside(double x, double y) {
    DoubleUnaryOperator slope = Derivatives.derivative(t -> Math.sin(x * t * t) * y);
    return slope.applyAsDouble(y) * slope.applyAsDouble(x * y) + x;
  }

  /** The norm of a gradient. */
  public static double gradientNorm(double[] x) {
    double[] weights = {x[0], x[1] * x[1]};
    VectorGradient gradient =
        Derivatives.gradient(
            q -> {
              double sum = 0;
              for (int i = 0; i < q.length; i++) {
                sum += weights[i % 2] * q[i] * q[i] * q[(i + 1) % q.length];
              }
              return sum;
            });
    double norm = 0;
    for (double g : gradient.apply(x.clone())) {
      norm += g * g;
    }
    return Math.sqrt(norm);
  }

  /** Gradient descent, whose steps overwrite the point, inside. */
  public static double descent(double[] x, double rate) {
    double[] p = x.clone();
    ToDoubleFunction<double[]> loss = q -> (q[0] - x[1]) * (q[0] - x[1]) + q[1] * q[1] * x[0];
    VectorGradient gradient = Derivatives.gradient(loss);
    for (int i = 0; i < 5; i++) {
      double[] g = gradient.apply(p);
      for (int j = 0; j < p.length; j++) {
        p[j] -= rate * g[j];
      }
    }
    return loss.applyAsDouble(p) + p[0] * p[1];
  }

  private static double helper(double a, double b) {
    return a > 0 ? a * a * b : helper(-a, b) * b;
  }

  /** Calls of methods that the inner derivative finds inactive, and recursion. */
  public static double inactiveInside(double x, double y) {
    DoubleUnaryOperator f = t -> helper(x, y) * t * helper(t, x);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += Derivatives.derivative(f).applyAsDouble(y - i) * (i + 1);
    }
    return sum;
  }

  private static final class Spring {
    private double stiffness;

    Spring(double stiffness) {
      this.stiffness = stiffness;
    }

    double energy(double[] q) {
      return stiffness * q[0] * q[0] * q[1];
    }
  }

  /** The state of an object changes between the derivatives. */
  public static double objectsInside(double x, double y) {
    Spring spring = new Spring(x * y);
    VectorGradient force = Derivatives.gradient(spring::energy);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double[] f = force.apply(new double[] {x + i, y});
      spring.stiffness += f[0] * 0.1;
      sum += f[1];
    }
    return sum * spring.stiffness;
  }

  private static final class Holder {
    private double[] row;

    Holder(double[] row) {
      this.row = row;
    }
  }

  /** What the function has captured leads elsewhere when the reverse sweep comes back. */
  public static double movedInside(double x, double y) {
    double[][] rows = {{x}, {y}};
    Holder holder = new Holder(new double[] {x * y});
    VectorGradient gradient =
        Derivatives.gradient(
            q -> rows[0][0] * rows[0][0] * q[0] * q[0] * rows[1][0] * holder.row[0]);
    double first = gradient.apply(new double[] {x})[0];
    rows[0] = new double[] {5 * x * x};
    holder.row = new double[] {y};
    double second = gradient.apply(new double[] {2})[0];
    rows[1] = rows[0];
    return first * second * gradient.apply(new double[] {y})[0];
  }

  /** In place, through arrays of the caller. */
  public static void inPlace(double[] x, double[] out) {
    double[] g = Derivatives.gradient(q -> Math.exp(q[0] * x[1]) * q[1]).apply(x.clone());
    for (int i = 0; i < x.length; i++) {
      out[i] = g[i] * x[i];
      x[i] *= g[1 - i];
    }
  }
}
