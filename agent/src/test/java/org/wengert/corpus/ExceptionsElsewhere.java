package org.wengert.corpus;

/** Callees of {@link Exceptions} in another class. */
final class ExceptionsElsewhere {
  private static int calls;

  private ExceptionsElsewhere() {}

  static double store(double[] a, double x, int i) {
    calls++;
    a[0] = a[0] * x;
    a[i] = a[i] * a[0];
    return a[i] + x;
  }

  static double scaled(double[] a, double x, int n) {
    calls++;
    double y = x;
    for (int i = 0; i < n; i++) {
      a[i % 2] = a[i % 2] * y;
      y = y * 0.5 + a[0];
      if (i == 3) {
        throw new IllegalStateException("too many");
      }
    }
    return y;
  }
}
