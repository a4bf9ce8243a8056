package org.wengert;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function of one variable by central differences with shrinking steps,
 * extrapolated to step 0. C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)",
 * Advances in Engineering Software 4 (1982) 75.
 *
 * @param value NaN if no step gave a number
 * @param error estimate of its absolute error
 */
record Richardson(double value, double error) {
  private static final double SHRINK = 1.4;
  private static final int STEPS = 12;

  /**
   * Differences around {@code x}.
   *
   * @param floatArgument whether the function rounds its argument to float
   * @param coarse whether the function's values are good to float precision only: then large steps
   */
  static Richardson of(double x, boolean floatArgument, boolean coarse, DoubleUnaryOperator f) {
    double[][] table = new double[STEPS][STEPS];
    double step = (coarse ? 0.1 : 0.03) * (Math.abs(x) + 0.1);
    double best = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    for (int i = 0; i < (coarse ? STEPS / 2 : STEPS); i++, step /= SHRINK) {
      table[0][i] = central(x, step, floatArgument, f);
      double factor = 1;
      for (int j = 1; j <= i; j++) {
        factor *= SHRINK * SHRINK;
        double left = table[j - 1][i];
        double above = table[j - 1][i - 1];
        table[j][i] = (left * factor - above) / (factor - 1);
        double estimate = Math.max(Math.abs(table[j][i] - left), Math.abs(table[j][i] - above));
        if (estimate <= error) {
          error = estimate;
          best = table[j][i];
        }
      }
    }
    return new Richardson(best, error);
  }

  private static double central(
      double x, double step, boolean floatArgument, DoubleUnaryOperator f) {
    double right = floatArgument ? (float) (x + step) : x + step;
    double left = floatArgument ? (float) (x - step) : x - step;
    return (f.applyAsDouble(right) - f.applyAsDouble(left)) / (right - left);
  }
}
