package org.wengert.corpus;

/** Callees of {@link Calls} in another class, one of them calling back. */
final class CallsElsewhere {

  private CallsElsewhere() {}

  static double square(double x) {
    return x * x;
  }

  static double viaCaller(double x, int depth) {
    return depth == 0 ? Math.sin(x) : Calls.crossing(x * 0.9, depth - 1);
  }

  static void scale(double[] x, double by) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= by;
    }
  }

  static double[] outerProductRow(double[] x, int row) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = x[i] * x[row];
    }
    return result;
  }

  static double weighted(double a, double b, double c) {
    return a * b + b * c + a * c * c;
  }

  static float halved(float x) {
    return x * 0.5f;
  }

  static int rounded(double x) {
    return (int) x;
  }

  static boolean isLarge(double x) {
    return x > 2;
  }
}
