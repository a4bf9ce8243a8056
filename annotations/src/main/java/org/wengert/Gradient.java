package org.wengert;

/** A scalar function's value and its partial derivatives at the arguments of one call. */
public final class Gradient extends Adjoints {
  private final double value;
  private final long tapeBytes;

  Gradient(
      Primal primal,
      double value,
      Object[] arguments,
      double[] scalars,
      Object[] shadows,
      Reached entry,
      long tapeBytes) {
    super(primal, primal.independent, arguments, scalars, shadows, entry);
    this.value = value;
    this.tapeBytes = tapeBytes;
  }

  Gradient(Adjoints adjoints, double value, long tapeBytes) {
    super(adjoints);
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
