package org.wengert.corpus;

/** Memory that is reached in two ways: through a static field, a callee, another argument. */
@SuppressWarnings("UnusedVariable") // such code is the point
public final class Aliases {

  static double[] shared = {1, 2, 3};

  private Aliases() {}

  /** The array is new here, and written under its other name. */
  public static double freshArrayEscapes(double x) {
    double[] fresh = new double[2];
    fresh[0] = x;
    shared = fresh;
    shared[1] = fresh[0] * x;
    shared[0] *= 3;
    return fresh[0] * fresh[1];
  }

  /** The same, and the static is written by a method that is too large to be inlined. */
  public static double freshArrayIsWrittenElsewhere(double x, int n) {
    double[] fresh = {x, x};
    shared = fresh;
    writeShared(x, n);
    return fresh[0] * fresh[1];
  }

  private static void writeShared(double x, int n) {
    if (n > 0) {
      shared[n % 2] *= x + n;
      writeShared(x, n - 1);
    }
  }

  /** A recursive method is not inlined. */
  public static double calleeWrites(double[] x, int n) {
    double before = x[0] * x[0];
    powers(x, n);
    return before + x[0] * x[1];
  }

  private static void powers(double[] x, int n) {
    if (n > 0) {
      x[1] *= x[0];
      x[0] = Math.sin(x[0]);
      powers(x, n - 1);
    }
  }

  public static double[] resultIsAnArgument(double[] x, double[] y, int swaps) {
    double[] a = x;
    double[] b = y;
    for (int i = 0; i < swaps; i++) {
      double[] t = a;
      a = b;
      b = t;
      a[i % a.length] *= b[0];
    }
    return a;
  }

  /** Meant for one array as both arguments, too. */
  public static double product(double[] x, double[] y) {
    x[0] *= y[1];
    y[0] += x[1];
    return x[0] * y[0];
  }

  /** A load of x cannot be repeated after the store in y. */
  public static double overwritten(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double t = x[0];
      y[0] = Math.sin(t);
      sum += x[0] * t * x[1];
    }
    return sum + y[0];
  }

  public static double weighted(double[] x, double[] weights) {
    x[0] *= weights[1];
    return x[0] * weights[0];
  }

  public static double rowsThroughObjects(double[] x, double[] y, int which) {
    Object[] rows = new Object[2];
    rows[0] = x;
    rows[1] = y;
    double[] chosen = (double[]) rows[which];
    chosen[0] *= y[1];
    rows[1 - which] = chosen;
    ((double[]) rows[1 - which])[1] = chosen[0] * x[0];
    return x[0] * x[1] + 2 * y[0] * y[1];
  }

  /** Meant for the static array as argument, too. */
  public static double argumentAndStatic(double[] x) {
    x[0] *= x[1];
    shared[0] += x[1];
    return x[0] * shared[0];
  }

  /** Meant for the static array as second argument: then what is written there is lost. */
  public static double writesStatic(double x, double[] y) {
    shared[0] = x * x;
    return x * y[0];
  }
}
