package org.wengert;

/**
 * A recorded call: its value, and the pullback that turns adjoints of what came out into adjoints
 * of what went in. Closing it closes the pullback.
 */
public final class Vjp implements AutoCloseable {
  private final Object value;
  private final Pullback pullback;

  Vjp(Object value, Pullback pullback) {
    this.value = value;
    this.pullback = pullback;
  }

  /** What the plain call returns; null for void. */
  public Object value() {
    return value;
  }

  /** Holds the recorded tape until it is closed; may be applied any number of times. */
  public Pullback pullback() {
    return pullback;
  }

  @Override
  public void close() {
    pullback.close();
  }
}
