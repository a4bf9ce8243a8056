package org.wengert.benchmarks;

/** Finite differences. */
final class Differences {

  private Differences() {}

  /** The value of something after a step. */
  interface Function {
    double at(double step);
  }

  /** Two central differences, extrapolated: the error is of order h to the fourth. */
  static double richardson(Function f, double h) {
    double coarse = (f.at(h) - f.at(-h)) / (2 * h);
    double fine = (f.at(h / 2) - f.at(-h / 2)) / h;
    return (4 * fine - coarse) / 3;
  }
}
