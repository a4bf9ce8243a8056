package org.wengert.benchmarks.ode;

import org.wengert.Differentiable;

/**
 * A chain of linear differential equations, {@code y0' = x0} and {@code yi' = xi * y(i-1)}, from 0
 * at time 0, solved by the classic Runge-Kutta method of order 4, as GradBench defines it.
 */
public final class ChainOde {

  private ChainOde() {}

  /**
   * The last component of the solution at time 2.
   *
   * @param x the coefficients, [n]
   * @param s the number of steps
   */
  @Differentiable
  public static double lastComponent(double[] x, int s) {
    return solve(x, s)[x.length - 1];
  }

  /**
   * The solution at time 2.
   *
   * @param x the coefficients, [n]
   * @param s the number of steps
   */
  public static double[] solve(double[] x, int s) {
    int n = x.length;
    double h = 2.0 / s;
    double[] y = new double[n];
    double[] stage = new double[n];
    double[] k1 = new double[n];
    double[] k2 = new double[n];
    double[] k3 = new double[n];
    double[] k4 = new double[n];
    for (int step = 0; step < s; step++) {
      derivative(x, y, k1);
      for (int i = 0; i < n; i++) {
        stage[i] = y[i] + h * k1[i] / 2;
      }
      derivative(x, stage, k2);
      for (int i = 0; i < n; i++) {
        stage[i] = y[i] + h * k2[i] / 2;
      }
      derivative(x, stage, k3);
      for (int i = 0; i < n; i++) {
        stage[i] = y[i] + h * k3[i];
      }
      derivative(x, stage, k4);
      for (int i = 0; i < n; i++) {
        y[i] += h * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6;
      }
    }
    return y;
  }

  static void derivative(double[] x, double[] y, double[] out) {
    out[0] = x[0];
    for (int i = 1; i < x.length; i++) {
      out[i] = x[i] * y[i - 1];
    }
  }
}
