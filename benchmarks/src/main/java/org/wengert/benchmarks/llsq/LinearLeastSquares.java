package org.wengert.benchmarks.llsq;

import org.wengert.Differentiable;

/** Least squares fit of the sign function by a polynomial, as GradBench defines it. */
public final class LinearLeastSquares {

  private LinearLeastSquares() {}

  /**
   * Half the sum of squared residuals at {@code n} equidistant points of [-1, 1].
   *
   * @param x the polynomial's coefficients, lowest degree first
   * @param n the number of points, at least 2
   */
  @Differentiable
  public static double primal(double[] x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = -1 + 2.0 * i / (n - 1);
      double residual = Math.signum(t);
      double power = 1;
      for (int j = 0; j < x.length; j++) {
        residual -= x[j] * power;
        power *= t;
      }
      sum += residual * residual;
    }
    return 0.5 * sum;
  }
}
