package org.wengert.runtime;

/**
 * Functions with rules of their own that stand in generated code for what hides its arithmetic.
 * {@code sin} and the like yield their last argument, which the primal has computed, and have the
 * derivative of the function that they are named after: for results that are objects of several
 * numbers.
 */
public final class Values {
  private Values() {}

  /** What a call yields, {@code value}, is x. */
  public static double itself(double x, double value) {
    return value;
  }

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

  /** The number that an object stands for, as near as a double comes. */
  public static double number(Object object) {
    return object instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble(object.toString());
  }

  /** The value of a function whose derivative a rule knows. */
  public static double known(double x, double value) {
    return value;
  }

  /** As the other {@code known}. */
  public static double known(double x, double y, double value) {
    return value;
  }

  /** As the other {@code known}. */
  public static double known(double x, double y, double z, double value) {
    return value;
  }

  /** As the other {@code known}. */
  public static double known(double x, double y, double z, double u, double value) {
    return value;
  }

  /** The number without the bits that the mask leaves out: rounded, so its derivative is 1. */
  public static double truncated(double x, long mask) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & mask);
  }
}
