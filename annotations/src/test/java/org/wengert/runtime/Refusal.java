package org.wengert.runtime;

/** As the real runtime's: found by its name. */
public final class Refusal extends Error {
  private static final long serialVersionUID = 1L;
  private final String reason;

  public Refusal(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
