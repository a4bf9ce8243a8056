package org.wengert.benchmarks.nested;

import java.util.Arrays;

/**
 * The flight of {@link Particle}, with the force as a formula: {@code d / |d|^3} away from each
 * charge. What the reverse sweep needs, the places of the particle, is kept.
 */
final class Flight {
  private static final double STEP = 0.1;

  private final double w;
  private double[] xs = new double[64];
  private double[] ys = new double[64];
  private int steps;
  private double vx = 0.75;
  private double vy;
  private double x;
  private double y = 8;

  Flight(double w) {
    this.w = w;
  }

  /** The square of where the particle meets the line. */
  double miss() {
    while (true) {
      keep();
      double nearX = x - 10;
      double nearY = y - (10 - w);
      double near = cubeOfInverse(nearX, nearY);
      double far = cubeOfInverse(nearX, y);
      x += STEP * vx;
      y += STEP * vy;
      if (y <= 0) {
        double meets = meets();
        return meets * meets;
      }
      vx += STEP * (nearX * near + nearX * far);
      vy += STEP * (nearY * near + ys[steps - 1] * far);
    }
  }

  private void keep() {
    if (steps == xs.length) {
      xs = Arrays.copyOf(xs, 2 * steps);
      ys = Arrays.copyOf(ys, 2 * steps);
    }
    xs[steps] = x;
    ys[steps] = y;
    steps++;
  }

  private double meets() {
    return x - y / vy * vx;
  }

  static double cubeOfInverse(double x, double y) {
    double square = x * x + y * y;
    return 1 / (square * Math.sqrt(square));
  }

  /** The derivative of {@link #miss}, which ran before, by w. */
  double reverse() {
    double meets = meets();
    double adjoint = 2 * meets;
    double xAdjoint = adjoint;
    double yAdjoint = -adjoint * vx / vy;
    double vxAdjoint = -adjoint * y / vy;
    double vyAdjoint = adjoint * y * vx / (vy * vy);
    double wAdjoint = 0;
    // The last step moved the particle only: its force came too late.
    vxAdjoint += STEP * xAdjoint;
    vyAdjoint += STEP * yAdjoint;
    for (int i = steps - 2; i >= 0; i--) {
      double ax = STEP * vxAdjoint;
      double ay = STEP * vyAdjoint;
      double nearX = xs[i] - 10;
      double nearY = ys[i] - (10 - w);
      double near = cubeOfInverse(nearX, nearY);
      double far = cubeOfInverse(nearX, ys[i]);
      double nearFall = 3 * (nearX * ax + nearY * ay) * near / square(nearX, nearY);
      double farFall = 3 * (nearX * ax + ys[i] * ay) * far / square(nearX, ys[i]);
      double byNearY = ay * near - nearFall * nearY;
      vxAdjoint += STEP * xAdjoint;
      vyAdjoint += STEP * yAdjoint;
      xAdjoint += ax * (near + far) - nearFall * nearX - farFall * nearX;
      yAdjoint += byNearY + ay * far - farFall * ys[i];
      wAdjoint += byNearY;
    }
    return wAdjoint;
  }

  static double square(double x, double y) {
    return x * x + y * y;
  }
}
