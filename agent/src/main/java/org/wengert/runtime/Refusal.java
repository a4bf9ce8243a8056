package org.wengert.runtime;

/**
 * Something cannot be differentiated. The API turns it into its {@code NotDifferentiableException}.
 */
public class Refusal extends EndsCall {
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

  /**
   * The diagnostic of a refusal that is found while a derivative runs, worded by the compiler's
   * list of reasons.
   *
   * @param where the method and what led there; may be empty
   * @param detail fills the place in the reason's text
   */
  static String text(String where, String reason, String detail) {
    String described = Linker.describe(reason, detail);
    return where.isEmpty()
        ? described
        : where + (where.contains(", called") ? "," : "") + " is not differentiable: " + described;
  }

  public String reason() {
    return reason;
  }
}
