package org.wengert.runtime;

/**
 * Something cannot be differentiated. The API turns it into its {@code NotDifferentiableException}.
 */
public final class Refusal extends EndsCall {
  private static final long serialVersionUID = 1L;
  private final String reason;

  /**
   * @param reason name of the reason, one of a fixed list
   * @param message the whole diagnostic: where, why, what to do
   */
  public Refusal(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
