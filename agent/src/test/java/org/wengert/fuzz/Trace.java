package org.wengert.fuzz;

/**
 * What one run of the reference decided and met: enough to tell whether two runs took the same
 * path, and whether the derivative is worth comparing.
 */
final class Trace {
  private static final long STEP_LIMIT = 300_000;

  private long path = 17;
  private long steps;
  private boolean wild;
  private boolean floats;

  /** The program ran longer than any program should. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("more than " + STEP_LIMIT + " steps", null, false, false);
    }
  }

  void step() {
    if (++steps > STEP_LIMIT) {
      throw new TooLong();
    }
  }

  /** An array of that length is created. */
  void reserve(int length) {
    if (length > STEP_LIMIT) {
      throw new TooLong();
    }
  }

  /** A discrete outcome that depends on floating-point values. */
  void decide(long outcome) {
    long mixed = (path ^ outcome) * 0x9E3779B97F4A7C15L;
    path = Long.rotateLeft(mixed ^ (mixed >>> 29), 17) + 1;
  }

  Dual met(Dual value) {
    wild |= value.isWild();
    floats |= value.type() == Ty.FLOAT;
    return value;
  }

  long path() {
    return path;
  }

  long steps() {
    return steps;
  }

  /** Whether NaN, infinity or a huge value or derivative occurred. */
  boolean wild() {
    return wild;
  }

  /** Whether values were rounded to float, which differences cannot see through. */
  boolean floats() {
    return floats;
  }
}
