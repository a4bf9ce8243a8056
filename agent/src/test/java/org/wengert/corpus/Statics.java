package org.wengert.corpus;

/** Static fields that hold doubles, arrays and counters. */
@SuppressWarnings("UnusedVariable") // such code is the point
public final class Statics {

  private static final double[] TABLE = {0.5, 1.5, -2, 3};

  private static int executions;
  private static long total = 10;
  private static double accumulator = 1;
  private static float small = 0.5f;
  private static double[] scratch = new double[4];
  private static double[] other = {1, 2, 3, 4};
  private static double[][] rows = {{1, 2}, {3}};
  private static boolean initialized;

  private Statics() {}

  /** The counter shows whether the primal was executed once. */
  public static double counted(double x) {
    executions++;
    total += 3;
    return x * x * total;
  }

  public static double throughField(double x) {
    accumulator = x * x;
    accumulator *= x;
    return accumulator + 2 * accumulator;
  }

  public static double throughFloatField(double x) {
    small = (float) x;
    small += small * small;
    return small;
  }

  public static double throughScratch(double[] x) {
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = x[i] * TABLE[i];
    }
    double sum = 0;
    for (int i = 0; i < scratch.length; i++) {
      sum += scratch[i] * scratch[(i + 1) % scratch.length];
    }
    return sum;
  }

  public static double readOnly(double x) {
    double sum = 0;
    for (double t : TABLE) {
      sum = sum * x + t;
    }
    return sum * accumulator;
  }

  public static double swappedReferences(double x) {
    double[] t = scratch;
    scratch = other;
    other = t;
    scratch[0] = x * scratch[1];
    other[0] = x * x;
    return scratch[0] * other[0];
  }

  public static double rowsOfRows(double x) {
    rows[0][1] *= x;
    rows[1] = rows[0];
    rows[1][0] += x;
    return rows[0][0] * rows[0][1];
  }

  public static double newArrayInField(double x) {
    scratch = new double[] {x, x * x};
    return readScratch() * x;
  }

  private static double readScratch() {
    return scratch[0] + scratch[1];
  }

  public static double overHelpers(double x) {
    accumulator = x;
    doubleAccumulator();
    doubleAccumulator();
    return accumulator * x;
  }

  private static void doubleAccumulator() {
    accumulator += accumulator * 0.5;
    executions++;
  }

  public static double onceOnly(double x) {
    if (!initialized) {
      initialized = true;
      accumulator = 5;
    }
    return accumulator * x;
  }

  public static void storeArgument(double[] x) {
    scratch = x;
    scratch[0] *= scratch[1];
  }
}
