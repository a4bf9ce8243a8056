package org.wengert.benchmarks.nested;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * {@link Saddle} with derivatives by hand, in the same searches. The outer derivative goes through
 * the inner search, along with it or backwards; that it finds nothing there, as the place of the
 * greatest height does not depend on the outer point, is not used.
 */
final class SaddleByHand {

  private SaddleByHand() {}

  /** Both points. */
  static double[] solve(double[] start, boolean reverse) {
    ToDoubleFunction<double[]> greatest =
        p -> {
          double[] q = argmax(p, start);
          return height(p, q);
        };
    UnaryOperator<double[]> slope =
        p -> {
          Ascent ascent = new Ascent(p, start);
          return reverse ? ascent.reverse() : ascent.tangents();
        };
    double[] low = Descent.argmin(greatest, slope, start);
    double[] high = argmax(low, start);
    return new double[] {low[0], low[1], high[0], high[1]};
  }

  private static double[] argmax(double[] p, double[] start) {
    return Descent.argmin(q -> -height(p, q), q -> new double[] {2 * q[0], 2 * q[1]}, start);
  }

  static double height(double[] p, double[] q) {
    return (p[0] * p[0] + p[1] * p[1]) - (q[0] * q[0] + q[1] * q[1]);
  }
}
