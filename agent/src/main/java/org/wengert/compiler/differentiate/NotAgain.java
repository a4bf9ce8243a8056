package org.wengert.compiler.differentiate;

/** Derivative code does what has no second derivative yet. */
public final class NotAgain extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;

  /**
   * @param what that it does, as a clause
   */
  NotAgain(String what, int line) {
    super(what);
    this.line = line;
  }

  /** The line of the source that the code belongs to. */
  public int line() {
    return line;
  }
}
