package org.wengert.compiler.rules;

/** Derivatives by central differences, extrapolated to step zero (Richardson; Ridders' tableau). */
final class Differences {

  private static final double SHRINK = 1.4;
  private static final int STEPS = 10;

  private Differences() {}

  /** The derivative of {@code f} in the operand at {@code index}, from steps below {@code h}. */
  static double derivative(Primal f, double[] point, int index, double h) {
    double[] previous = new double[STEPS];
    double best = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    double step = h;
    for (int i = 0; i < STEPS; i++, step /= SHRINK) {
      double[] row = new double[STEPS];
      row[0] = central(f, point, index, step);
      double factor = 1;
      for (int j = 1; j <= i; j++) {
        factor *= SHRINK * SHRINK;
        row[j] = (row[j - 1] * factor - previous[j - 1]) / (factor - 1);
        double spread = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - previous[j - 1]));
        if (spread < error) {
          error = spread;
          best = row[j];
        }
      }
      previous = row;
    }
    return best;
  }

  private static double central(Primal f, double[] point, int index, double step) {
    double[] right = point.clone();
    double[] left = point.clone();
    right[index] += step;
    left[index] -= step;
    return (f.at(right) - f.at(left)) / (right[index] - left[index]);
  }
}
