package org.wengert.corpus;

/** Methods that throw at some points, before and after effects. */
@SuppressWarnings({"UnusedVariable", "NarrowCalculation"}) // such code is the point
public final class Throws {

  private static int calls;

  private Throws() {}

  public static double illegalArgument(double x) {
    if (x <= 0) {
      throw new IllegalArgumentException("x must be positive");
    }
    return Math.log(x);
  }

  public static double outOfBounds(double[] a, int i) {
    calls++;
    a[0] = a[0] * a[1];
    double y = a[i] * a[0];
    a[1] = y;
    return y;
  }

  public static double divisionByZero(double x, int n) {
    double y = x * x;
    return y * (10 / n) + 10 % n;
  }

  public static double negativeSize(double x, int n) {
    double[] a = new double[n];
    a[0] = x;
    return a[0] * x;
  }

  public static double nullArray(double x, double[] a) {
    return x * a[0];
  }

  public static double fromCallee(double x, int depth) {
    if (depth == 0) {
      return illegalArgument(x);
    }
    return x * fromCallee(x - 1, depth - 1);
  }

  public static void inLoop(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] = a[i] * b[i];
    }
  }

  public static double withoutMessage(double x) {
    if (x > 3) {
      throw new UnsupportedOperationException();
    }
    return x * x;
  }
}
