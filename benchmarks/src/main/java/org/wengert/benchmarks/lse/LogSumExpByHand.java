package org.wengert.benchmarks.lse;

import org.wengert.benchmarks.ValueAndGradient;

/** The gradient of {@link LogSumExp#primal}, derived by hand: the softmax. */
public final class LogSumExpByHand {

  private LogSumExpByHand() {}

  /** Value and gradient; parameter as for {@link LogSumExp#primal}. */
  public static ValueAndGradient gradient(double[] x) {
    int n = x.length;
    double max = x[0];
    for (int i = 1; i < n; i++) {
      max = Math.max(max, x[i]);
    }
    double[] softmax = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double e = Math.exp(x[i] - max);
      softmax[i] = e;
      sum += e;
    }
    double inverse = 1 / sum;
    for (int i = 0; i < n; i++) {
      softmax[i] *= inverse;
    }
    return new ValueAndGradient(max + Math.log(sum), new Object[] {softmax});
  }
}
