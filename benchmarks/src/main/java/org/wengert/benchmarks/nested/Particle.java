package org.wengert.benchmarks.nested;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.wengert.Derivatives;

/**
 * A charged particle that flies between two charges, by Euler's method, until it meets the line y =
 * 0; one charge is moved so that it meets it at x = 0. The force is a gradient, inside of what is
 * differentiated.
 */
public final class Particle {
  private static final double STEP = 0.1;

  private Particle() {}

  /**
   * The charge's place.
   *
   * @param start where to look first
   * @param outer whether the outer derivative is taken in reverse mode
   * @param inner the same of the inner one
   */
  public static double solve(double start, boolean outer, boolean inner) {
    ToDoubleFunction<double[]> miss = w -> naiveEuler(w[0], inner);
    UnaryOperator<double[]> slope =
        outer
            ? Derivatives.gradient(miss)
            : w ->
                new double[] {
                  Derivatives.derivative(v -> naiveEuler(v, inner)).applyAsDouble(w[0])
                };
    return Descent.argmin(miss, slope, new double[] {start})[0];
  }

  /** The square of where the particle meets the line. */
  static double naiveEuler(double w, boolean reverse) {
    double x = 0;
    double y = 8;
    double vx = 0.75;
    double vy = 0;
    while (true) {
      double[] force = reverse ? byReverse(x, y, w) : byForward(x, y, w);
      double ax = -force[0];
      double ay = -force[1];
      x += STEP * vx;
      y += STEP * vy;
      if (y <= 0) {
        double rest = -y / vy;
        double meets = x + rest * vx;
        return meets * meets;
      }
      vx += STEP * ax;
      vy += STEP * ay;
    }
  }

  private static double[] byReverse(double x, double y, double w) {
    return Derivatives.gradient(p -> potential(p[0], p[1], w)).apply(new double[] {x, y});
  }

  private static double[] byForward(double x, double y, double w) {
    return new double[] {
      Derivatives.derivative(a -> potential(a, y, w)).applyAsDouble(x),
      Derivatives.derivative(b -> potential(x, b, w)).applyAsDouble(y)
    };
  }

  private static double potential(double x, double y, double w) {
    return 1 / distance(x, y, 10, 10 - w) + 1 / distance(x, y, 10, 0);
  }

  private static double distance(double x, double y, double px, double py) {
    return Math.sqrt((x - px) * (x - px) + (y - py) * (y - py));
  }
}
