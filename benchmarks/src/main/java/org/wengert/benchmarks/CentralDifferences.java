package org.wengert.benchmarks;

import java.util.function.DoubleSupplier;

/** Derivatives as the difference of two values of the primal, one independent after the other. */
public final class CentralDifferences {

  /** The cube root of the rounding error: there it is as large as what the formula leaves out. */
  public static final double STEP = 6e-6;

  private CentralDifferences() {}

  /** Value and gradient. */
  static ValueAndGradient gradient(GradientWorkload workload) {
    Object[] arguments = workload.arguments();
    boolean[] independents = workload.independents();
    Object[] partials = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      partials[i] = independents[i] ? partials(arguments[i], workload::primal) : null;
    }
    return new ValueAndGradient(workload.primal(), partials);
  }

  private static Object partials(Object argument, DoubleSupplier primal) {
    if (argument instanceof double[] row) {
      return partials(row, primal);
    }
    double[][] rows = (double[][]) argument;
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = partials(rows[i], primal);
    }
    return result;
  }

  private static double[] partials(double[] row, DoubleSupplier primal) {
    double[] result = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      double saved = row[j];
      row[j] = saved + STEP;
      double up = primal.getAsDouble();
      row[j] = saved - STEP;
      double down = primal.getAsDouble();
      row[j] = saved;
      result[j] = (up - down) / (2 * STEP);
    }
    return result;
  }
}
