package org.wengert.benchmarks.nested;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Steepest descent with a step that doubles after ten successes and halves after a failure. */
public final class Descent {
  private static final double ENOUGH = 1e-5;
  private static final int SUCCESSES = 10;

  private Descent() {}

  /**
   * Where a function is least, near a point.
   *
   * @param slope its gradient
   */
  public static double[] argmin(
      ToDoubleFunction<double[]> function, UnaryOperator<double[]> slope, double[] start) {
    double[] x = start.clone();
    double value = function.applyAsDouble(x);
    double[] g = slope.apply(x);
    double step = 1e-5;
    int successes = 0;
    while (norm(g) > ENOUGH) {
      if (successes == SUCCESSES) {
        step *= 2;
        successes = 0;
        continue;
      }
      double[] next = new double[x.length];
      double[] moved = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        next[i] = x[i] - step * g[i];
        moved[i] = x[i] - next[i];
      }
      if (norm(moved) <= ENOUGH) {
        return x;
      }
      double there = function.applyAsDouble(next);
      if (there < value) {
        x = next;
        value = there;
        g = slope.apply(x);
        successes++;
      } else {
        step /= 2;
        successes = 0;
      }
    }
    return x;
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += each * each;
    }
    return Math.sqrt(sum);
  }
}
