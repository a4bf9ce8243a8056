package org.wengert.benchmarks;

import java.util.SplittableRandom;

/**
 * Partial derivatives and directions as a user of the derivative API gives and gets them: arrays
 * parallel to a primal's arguments, each of its argument's shape, {@code null} where the argument
 * is no independent. This is the arithmetic on them that checking needs.
 */
public final class Partials {

  private Partials() {}

  /** A direction for the workload's independents with entries in [-1, 1), always the same. */
  public static Object[] direction(GradientWorkload workload) {
    SplittableRandom random = new SplittableRandom(4711);
    Object[] arguments = workload.arguments();
    boolean[] independents = workload.independents();
    Object[] result = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      result[i] = independents[i] ? randomLike(arguments[i], random) : null;
    }
    return result;
  }

  private static Object randomLike(Object shape, SplittableRandom random) {
    if (shape instanceof Double) {
      return 2 * random.nextDouble() - 1;
    }
    if (shape instanceof double[] row) {
      double[] result = new double[row.length];
      for (int i = 0; i < row.length; i++) {
        result[i] = 2 * random.nextDouble() - 1;
      }
      return result;
    }
    double[][] rows = (double[][]) shape;
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = (double[]) randomLike(rows[i], random);
    }
    return result;
  }

  /** All entries of one argument's partials, row by row. */
  public static double[] flatten(Object partials) {
    if (partials instanceof Double scalar) {
      return new double[] {scalar};
    }
    if (partials instanceof double[] row) {
      return row;
    }
    if (!(partials instanceof Object[] rows)) {
      throw new IllegalArgumentException("no array of doubles: " + partials);
    }
    int length = 0;
    for (Object row : rows) {
      length += flatten(row).length;
    }
    double[] result = new double[length];
    int offset = 0;
    for (Object row : rows) {
      double[] flat = flatten(row);
      System.arraycopy(flat, 0, result, offset, flat.length);
      offset += flat.length;
    }
    return result;
  }

  /** The sum of products of corresponding entries. */
  public static double dot(Object[] a, Object[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != null) {
        double[] left = flatten(a[i]);
        double[] right = flatten(b[i]);
        for (int j = 0; j < left.length; j++) {
          sum += left[j] * right[j];
        }
      }
    }
    return sum;
  }

  /** The sum of the absolute products: the scale of {@link #dot}'s rounding error. */
  public static double absoluteDot(Object[] a, Object[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != null) {
        double[] left = flatten(a[i]);
        double[] right = flatten(b[i]);
        for (int j = 0; j < left.length; j++) {
          sum += Math.abs(left[j] * right[j]);
        }
      }
    }
    return sum;
  }
}
