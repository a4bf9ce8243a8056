package org.wengert.demo.programs;

/** Stands for a library that knows nothing of derivatives: no annotation, no import. */
final class LegacyPendulum {

  private LegacyPendulum() {}

  /**
   * The period of a pendulum in seconds, by the arithmetic-geometric mean (C. F. Gauss, 1818).
   *
   * @param amplitude the largest angle from the vertical in radians, below pi
   * @param length in metres
   */
  static double period(double amplitude, double length) {
    double a = 1;
    double b = Math.cos(0.5 * amplitude);
    while (Math.abs(a - b) > 1e-15) {
      double mean = 0.5 * (a + b);
      b = Math.sqrt(a * b);
      a = mean;
    }
    return 2 * Math.PI * Math.sqrt(length / 9.80665) / a;
  }
}
