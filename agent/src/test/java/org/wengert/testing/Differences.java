package org.wengert.testing;

/**
 * Jacobians by central differences with one step of Richardson extrapolation, (4 D(h/2) − D(h)) /
 * 3: the error is of order h⁴, plus rounding over h. Steps are 2⁻¹⁰ for doubles and 2⁻⁵ for floats,
 * times max(1, |x|).
 */
final class Differences {

  private static final double DOUBLE_STEP = 0x1p-10;
  private static final double FLOAT_STEP = 0x1p-5;

  private Differences() {}

  /** Reads the dependents of a plain run as one vector. */
  interface Dependents {
    double[] of(Primal.Run run);
  }

  /** The Jacobian by columns: {@code [independent][dependent]}. */
  static double[][] columns(Primal primal, Object[] args, Layout entry, Dependents dependents) {
    double[] x = entry.read(args);
    double[][] columns = new double[x.length][];
    for (int j = 0; j < x.length; j++) {
      double step = entry.isFloat(j) ? FLOAT_STEP : DOUBLE_STEP;
      step *= Math.max(1, Math.abs(x[j]));
      double[] coarse = central(primal, args, entry, dependents, j, step);
      double[] fine = central(primal, args, entry, dependents, j, step / 2);
      columns[j] = new double[fine.length];
      for (int i = 0; i < fine.length; i++) {
        columns[j][i] = (4 * fine[i] - coarse[i]) / 3;
      }
    }
    return columns;
  }

  private static double[] central(
      Primal primal, Object[] args, Layout entry, Dependents dependents, int slot, double step) {
    Object[] above = DeepCopy.tuple(args);
    Object[] below = DeepCopy.tuple(args);
    double x = entry.read(args)[slot];
    entry.write(above, slot, x + step);
    entry.write(below, slot, x - step);
    // The step that was really made: floats round.
    double width = entry.read(above)[slot] - entry.read(below)[slot];
    double[] up = dependents.of(primal.run(above));
    double[] down = dependents.of(primal.run(below));
    double[] slope = new double[up.length];
    for (int i = 0; i < up.length; i++) {
      slope[i] = (up[i] - down[i]) / width;
    }
    return slope;
  }
}
