package org.wengert;

/**
 * A scalar function's value, its derivatives in two directions, and its second derivative along
 * both: the tangent of the tangent. A float result's derivatives are carried in double.
 */
public final class SecondJvp {
  private final double value;
  private final double first;
  private final double second;
  private final double mixed;

  SecondJvp(double value, double[] results) {
    this.value = value;
    this.first = results[0];
    this.second = results[1];
    this.mixed = results[2];
  }

  /** The function's value: bit for bit that of the plain call. A float result is widened. */
  public double value() {
    return value;
  }

  /** The derivative in the first direction. */
  public double first() {
    return first;
  }

  /** The derivative in the second direction. */
  public double second() {
    return second;
  }

  /** The second derivative along both: first direction times Hessian times second direction. */
  public double mixed() {
    return mixed;
  }

  @Override
  public String toString() {
    return "SecondJvp[value="
        + value
        + ", first="
        + first
        + ", second="
        + second
        + ", mixed="
        + mixed
        + "]";
  }
}
