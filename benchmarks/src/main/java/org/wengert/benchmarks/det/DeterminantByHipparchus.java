package org.wengert.benchmarks.det;

import org.hipparchus.analysis.differentiation.Gradient;
import org.wengert.benchmarks.HipparchusNumbers;
import org.wengert.benchmarks.ValueAndGradient;

/** {@link Determinant#determinant} in Hipparchus' numbers. */
final class DeterminantByHipparchus {
  private final HipparchusNumbers numbers;
  private final Gradient[] a;
  private final int n;
  private final int[] next;

  private DeterminantByHipparchus(double[] values, int n) {
    this.numbers = new HipparchusNumbers(values.length);
    this.a = numbers.variables(values);
    this.n = n;
    this.next = Determinant.linkedColumns(n);
  }

  static ValueAndGradient gradient(double[] values, int n) {
    return HipparchusNumbers.result(new DeterminantByHipparchus(values, n).minor(0), values, null);
  }

  private Gradient minor(int row) {
    if (row == n) {
      return numbers.constant(1);
    }
    Gradient sum = numbers.constant(0);
    double sign = 1;
    int previous = n;
    int column = next[n];
    while (column != n) {
      next[previous] = next[column];
      sum = sum.add(a[row * n + column].multiply(sign).multiply(minor(row + 1)));
      next[previous] = column;
      sign = -sign;
      previous = column;
      column = next[column];
    }
    return sum;
  }
}
