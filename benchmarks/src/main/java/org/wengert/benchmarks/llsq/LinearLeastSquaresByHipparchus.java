package org.wengert.benchmarks.llsq;

import org.hipparchus.analysis.differentiation.Gradient;
import org.wengert.benchmarks.HipparchusNumbers;
import org.wengert.benchmarks.ValueAndGradient;

/** {@link LinearLeastSquares#primal} in Hipparchus' numbers. */
final class LinearLeastSquaresByHipparchus {

  private LinearLeastSquaresByHipparchus() {}

  static ValueAndGradient gradient(double[] values, int n) {
    HipparchusNumbers numbers = new HipparchusNumbers(values.length);
    Gradient[] x = numbers.variables(values);
    Gradient sum = numbers.constant(0);
    for (int i = 0; i < n; i++) {
      double t = -1 + 2.0 * i / (n - 1);
      Gradient residual = numbers.constant(Math.signum(t));
      double power = 1;
      for (Gradient each : x) {
        residual = residual.subtract(each.multiply(power));
        power *= t;
      }
      sum = sum.add(residual.multiply(residual));
    }
    return HipparchusNumbers.result(sum.multiply(0.5), values, null);
  }
}
