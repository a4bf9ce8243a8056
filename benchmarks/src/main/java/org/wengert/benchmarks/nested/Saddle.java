package org.wengert.benchmarks.nested;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.wengert.Derivatives;

/** A saddle point, as the least of the greatest: each is found by descent along a gradient. */
public final class Saddle {
  private Saddle() {}

  /**
   * Both points.
   *
   * @param start where to look first, for either
   * @param outer whether the outer derivative is taken in reverse mode
   * @param inner the same of the inner one
   */
  public static double[] solve(double[] start, boolean outer, boolean inner) {
    ToDoubleFunction<double[]> greatest = p -> greatest(p, start, inner);
    UnaryOperator<double[]> slope =
        outer ? Derivatives.gradient(greatest) : p -> slopes(p, start, inner);
    double[] low = Descent.argmin(greatest, slope, start);
    double[] high = argmax(low, start, inner);
    return new double[] {low[0], low[1], high[0], high[1]};
  }

  private static double[] slopes(double[] p, double[] start, boolean inner) {
    return new double[] {
      Derivatives.derivative(a -> greatest(new double[] {a, p[1]}, start, inner))
          .applyAsDouble(p[0]),
      Derivatives.derivative(b -> greatest(new double[] {p[0], b}, start, inner))
          .applyAsDouble(p[1])
    };
  }

  private static double greatest(double[] p, double[] start, boolean inner) {
    double[] q = argmax(p, start, inner);
    return height(p, q[0], q[1]);
  }

  private static double[] argmax(double[] p, double[] start, boolean reverse) {
    ToDoubleFunction<double[]> depth = q -> -height(p, q[0], q[1]);
    UnaryOperator<double[]> slope = reverse ? Derivatives.gradient(depth) : q -> slopes(p, q);
    return Descent.argmin(depth, slope, start);
  }

  private static double[] slopes(double[] p, double[] q) {
    double x = q[0];
    double y = q[1];
    return new double[] {
      Derivatives.derivative(a -> -height(p, a, y)).applyAsDouble(x),
      Derivatives.derivative(b -> -height(p, x, b)).applyAsDouble(y)
    };
  }

  private static double height(double[] p, double x, double y) {
    return (p[0] * p[0] + p[1] * p[1]) - (x * x + y * y);
  }
}
