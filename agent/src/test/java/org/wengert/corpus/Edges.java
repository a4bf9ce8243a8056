package org.wengert.corpus;

/** Primals of the conventions at the edges that are not a single method of Math. */
public final class Edges {

  private Edges() {}

  public static double absByBranch(double x) {
    return x >= 0 ? x : -x;
  }

  public static double squareOrMinus(double x) {
    return x > 0 ? x * x : -x;
  }

  /** x·√x written so that a zero meets the infinite partial of the root. */
  public static double rootTimesZero(double x) {
    return 0 * Math.sqrt(x) + 3 * x;
  }

  public static double rootOfConstantAndX(double x, double c) {
    return Math.sqrt(c) + 2 * x;
  }

  public static double casts(double x) {
    return (int) x + (long) x + (short) (int) x + (byte) (int) x + (char) (int) x;
  }

  public static double remainder(double x, double y) {
    return x % y;
  }

  public static float remainderFloat(float x, float y) {
    return x % y;
  }

  public static double product(double x, double y) {
    return x * y;
  }

  public static double quotient(double x, double y) {
    return x / y;
  }
}
