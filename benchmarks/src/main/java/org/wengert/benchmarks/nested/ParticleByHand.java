package org.wengert.benchmarks.nested;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * {@link Particle} with derivatives by hand, in the same search: the force is a formula, and the
 * flight is differentiated along with it, or backwards.
 */
final class ParticleByHand {
  private static final double STEP = 0.1;

  private ParticleByHand() {}

  /** The charge's place. */
  static double solve(double start, boolean reverse) {
    ToDoubleFunction<double[]> miss = w -> new Flight(w[0]).miss();
    UnaryOperator<double[]> slope = w -> new double[] {reverse ? reverse(w[0]) : tangent(w[0])};
    return Descent.argmin(miss, slope, new double[] {start})[0];
  }

  /** The derivative of the miss, backwards. */
  static double reverse(double w) {
    Flight flight = new Flight(w);
    flight.miss();
    return flight.reverse();
  }

  /** The derivative of the miss, along with the flight: names in T are tangents. */
  static double tangent(double w) {
    double x = 0;
    double y = 8;
    double vx = 0.75;
    double vy = 0;
    double xT = 0;
    double yT = 0;
    double vxT = 0;
    double vyT = 0;
    while (true) {
      double nearX = x - 10;
      double nearY = y - (10 - w);
      double nearYT = yT + 1;
      double near = Flight.cubeOfInverse(nearX, nearY);
      double far = Flight.cubeOfInverse(nearX, y);
      double nearT = -3 * near * (nearX * xT + nearY * nearYT) / Flight.square(nearX, nearY);
      double farT = -3 * far * (nearX * xT + y * yT) / Flight.square(nearX, y);
      double ax = nearX * (near + far);
      double ay = nearY * near + y * far;
      double axT = xT * (near + far) + nearX * (nearT + farT);
      double ayT = nearYT * near + nearY * nearT + yT * far + y * farT;
      x += STEP * vx;
      y += STEP * vy;
      xT += STEP * vxT;
      yT += STEP * vyT;
      if (y <= 0) {
        double rest = -y / vy;
        double restT = -(yT + rest * vyT) / vy;
        double meets = x + rest * vx;
        return 2 * meets * (xT + restT * vx + rest * vxT);
      }
      vx += STEP * ax;
      vy += STEP * ay;
      vxT += STEP * axT;
      vyT += STEP * ayT;
    }
  }
}
