package org.wengert.runtime;

/**
 * Values with a derivative from elsewhere: each method yields its last argument, which the primal
 * has computed, and has the derivative rule of the function that it is named after. For functions
 * whose result is an object of several numbers.
 */
public final class Values {
  private Values() {}

  /** The sine of x, known to be {@code value}. */
  public static double sin(double x, double value) {
    return value;
  }

  /** The cosine of x, known to be {@code value}. */
  public static double cos(double x, double value) {
    return value;
  }

  /** The hyperbolic sine of x, known to be {@code value}. */
  public static double sinh(double x, double value) {
    return value;
  }

  /** The hyperbolic cosine of x, known to be {@code value}. */
  public static double cosh(double x, double value) {
    return value;
  }
}
