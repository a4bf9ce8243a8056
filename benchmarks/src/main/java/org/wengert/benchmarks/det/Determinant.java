package org.wengert.benchmarks.det;

import org.wengert.Differentiable;

/** The determinant by expansion along the first row: as many calls as the factorial says. */
public final class Determinant {

  private Determinant() {}

  /**
   * The determinant of a square matrix.
   *
   * @param a the matrix row by row, [n * n]
   * @param n the number of rows, at least 1
   */
  @Differentiable
  public static double determinant(double[] a, int n) {
    return minor(a, n, 0, linkedColumns(n));
  }

  /** The columns 0 to n-1 as a linked list: {@code next[n]} is the first, {@code n} the end. */
  static int[] linkedColumns(int n) {
    int[] next = new int[n + 1];
    for (int j = 0; j < n; j++) {
      next[j] = j + 1;
    }
    next[n] = 0;
    return next;
  }

  /** The minor of the rows from {@code row} on and of the columns that are still in the list. */
  private static double minor(double[] a, int n, int row, int[] next) {
    if (row == n) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    int previous = n;
    int column = next[n];
    while (column != n) {
      next[previous] = next[column];
      sum += sign * a[row * n + column] * minor(a, n, row + 1, next);
      next[previous] = column;
      sign = -sign;
      previous = column;
      column = next[column];
    }
    return sum;
  }
}
