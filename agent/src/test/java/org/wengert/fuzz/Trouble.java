package org.wengert.fuzz;

/** The reference's counterpart of the exception class that programs declare. */
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Dual amount;

  Trouble(Dual amount) {
    super(null, null, false, false);
    this.amount = amount;
  }

  /** What it carries. */
  Dual amount() {
    return amount;
  }
}
