package org.wengert.benchmarks.lse;

import org.hipparchus.analysis.differentiation.Gradient;
import org.wengert.benchmarks.HipparchusNumbers;
import org.wengert.benchmarks.ValueAndGradient;

/** {@link LogSumExp#primal} in Hipparchus' numbers. */
final class LogSumExpByHipparchus {

  private LogSumExpByHipparchus() {}

  static ValueAndGradient gradient(double[] values) {
    HipparchusNumbers numbers = new HipparchusNumbers(values.length);
    Gradient[] x = numbers.variables(values);
    return HipparchusNumbers.result(logSumExp(x, numbers.constant(0)), (Object) values);
  }

  private static Gradient logSumExp(Gradient[] x, Gradient zero) {
    Gradient max = x[0];
    for (int i = 1; i < x.length; i++) {
      if (x[i].getValue() > max.getValue()) {
        max = x[i];
      }
    }
    Gradient sum = zero;
    for (Gradient each : x) {
      sum = sum.add(each.subtract(max).exp());
    }
    return max.add(sum.log());
  }
}
