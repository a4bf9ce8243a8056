package org.wengert;

/** A scalar function's value and its partial derivatives at the arguments of one call. */
public final class Gradient extends Adjoints {
  private final double value;
  private final long tapeBytes;

  Gradient(Primal primal, double value, double[] scalars, Object[] shadows, long tapeBytes) {
    super(primal, primal.independent, scalars, shadows);
    this.value = value;
    this.tapeBytes = tapeBytes;
  }

  /** The function's value: bit for bit that of the plain call. A float result is widened. */
  public double value() {
    return value;
  }

  /** Bytes that this call recorded on its tape. */
  public long tapeBytes() {
    return tapeBytes;
  }

  @Override
  public String toString() {
    return "Gradient[value=" + value + ", " + super.toString().substring(1);
  }
}
