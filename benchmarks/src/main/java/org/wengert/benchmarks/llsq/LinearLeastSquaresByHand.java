package org.wengert.benchmarks.llsq;

import org.wengert.benchmarks.ValueAndGradient;

/** The gradient of {@link LinearLeastSquares#primal}, derived by hand. */
public final class LinearLeastSquaresByHand {

  private LinearLeastSquaresByHand() {}

  /** Value and gradient; parameters as for {@link LinearLeastSquares#primal}. */
  public static ValueAndGradient gradient(double[] x, int n) {
    int m = x.length;
    double[] xAdjoint = new double[m];
    double[] powers = new double[m];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = -1 + 2.0 * i / (n - 1);
      double residual = Math.signum(t);
      double power = 1;
      for (int j = 0; j < m; j++) {
        residual -= x[j] * power;
        powers[j] = power;
        power *= t;
      }
      sum += residual * residual;
      for (int j = 0; j < m; j++) {
        xAdjoint[j] -= residual * powers[j];
      }
    }
    return new ValueAndGradient(0.5 * sum, new Object[] {xAdjoint, null});
  }
}
