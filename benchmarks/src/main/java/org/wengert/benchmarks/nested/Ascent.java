package org.wengert.benchmarks.nested;

import java.util.Arrays;

/**
 * The inner search of {@link SaddleByHand}, with derivatives of the height that it finds by the
 * outer point. It takes the steps of {@link Descent}, and knows which of them it took.
 */
final class Ascent {
  private static final double ENOUGH = 1e-5;
  private static final int SUCCESSES = 10;

  private final double[] p;
  private final double[] q;
  private double[] steps = new double[64];
  private final double[] startAdjoint = new double[2];
  private int taken;

  Ascent(double[] p, double[] start) {
    this.p = p;
    this.q = start.clone();
    climb();
  }

  private void climb() {
    double value = -SaddleByHand.height(p, q);
    double step = 1e-5;
    int successes = 0;
    double[] next = new double[2];
    while (2 * length(q[0], q[1]) > ENOUGH) {
      if (successes == SUCCESSES) {
        step *= 2;
        successes = 0;
        continue;
      }
      next[0] = q[0] - step * (2 * q[0]);
      next[1] = q[1] - step * (2 * q[1]);
      if (length(q[0] - next[0], q[1] - next[1]) <= ENOUGH) {
        return;
      }
      double there = -SaddleByHand.height(p, next);
      if (there < value) {
        q[0] = next[0];
        q[1] = next[1];
        value = there;
        take(step);
        successes++;
      } else {
        step /= 2;
        successes = 0;
      }
    }
  }

  private void take(double step) {
    if (taken == steps.length) {
      steps = Arrays.copyOf(steps, 2 * taken);
    }
    steps[taken++] = step;
  }

  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }

  /** By both coordinates of the outer point, with two tangents of each of the inner's. */
  double[] tangents() {
    double xByA = 0;
    double xByB = 0;
    double yByA = 0;
    double yByB = 0;
    for (int i = 0; i < taken; i++) {
      double step = steps[i];
      xByA -= step * (2 * xByA);
      xByB -= step * (2 * xByB);
      yByA -= step * (2 * yByA);
      yByB -= step * (2 * yByB);
    }
    return new double[] {
      2 * p[0] - 2 * q[0] * xByA - 2 * q[1] * yByA, 2 * p[1] - 2 * q[0] * xByB - 2 * q[1] * yByB
    };
  }

  /**
   * The same backwards, which also gives the adjoint of where the search starts: none of it reaches
   * the outer point.
   */
  double[] reverse() {
    double x = -2 * q[0];
    double y = -2 * q[1];
    for (int i = taken - 1; i >= 0; i--) {
      x -= steps[i] * (2 * x);
      y -= steps[i] * (2 * y);
    }
    startAdjoint[0] = x;
    startAdjoint[1] = y;
    return new double[] {2 * p[0], 2 * p[1]};
  }
}
