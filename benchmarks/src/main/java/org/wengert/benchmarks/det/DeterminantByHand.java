package org.wengert.benchmarks.det;

import org.wengert.benchmarks.ValueAndGradient;

/**
 * The gradient of {@link Determinant#determinant}, derived by hand within the same recursion: the
 * adjoint of a minor is known before it is evaluated, so that one descent does both.
 */
public final class DeterminantByHand {

  private final double[] a;
  private final double[] aAdjoint;
  private final int n;
  private final int[] next;

  private DeterminantByHand(double[] a, int n) {
    this.a = a;
    this.n = n;
    aAdjoint = new double[a.length];
    next = Determinant.linkedColumns(n);
  }

  /** Value and gradient; parameters as for {@link Determinant#determinant}. */
  public static ValueAndGradient gradient(double[] a, int n) {
    DeterminantByHand state = new DeterminantByHand(a, n);
    double value = state.minor(0, 1);
    return new ValueAndGradient(value, new Object[] {state.aAdjoint, null});
  }

  private double minor(int row, double seed) {
    if (row == n) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    int previous = n;
    int column = next[n];
    while (column != n) {
      next[previous] = next[column];
      int cell = row * n + column;
      double factor = sign * a[cell];
      double minor = minor(row + 1, seed * factor);
      sum += factor * minor;
      aAdjoint[cell] += seed * sign * minor;
      next[previous] = column;
      sign = -sign;
      previous = column;
      column = next[column];
    }
    return sum;
  }
}
