package org.wengert.fuzz;

/** The engine did something else than the plain program or the reference. */
final class Disagreement extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /** {@code what} names the comparison, {@code details} the numbers. */
  Disagreement(String what, String details) {
    super(details, null, false, false);
    this.what = what;
  }

  String what() {
    return what;
  }
}
