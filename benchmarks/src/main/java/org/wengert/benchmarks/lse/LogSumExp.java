package org.wengert.benchmarks.lse;

import org.wengert.Differentiable;

/** The logarithm of a sum of exponentials. */
public final class LogSumExp {

  private LogSumExp() {}

  /** {@code log(sum exp(x))}, shifted by the largest entry so that nothing overflows. */
  @Differentiable
  public static double primal(double[] x) {
    double max = x[0];
    for (int i = 1; i < x.length; i++) {
      if (x[i] > max) {
        max = x[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.exp(x[i] - max);
    }
    return max + Math.log(sum);
  }
}
