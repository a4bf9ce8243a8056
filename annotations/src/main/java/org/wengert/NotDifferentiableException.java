package org.wengert;

/**
 * The derivative asked for cannot be had. The message says which class, method, file and line, the
 * chain of calls that led there, the reason, and the remedy.
 */
public final class NotDifferentiableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why: the name of one entry of the compiler's list of reasons. */
  private final String reason;

  /**
   * Made by the runtime; applications only catch it.
   *
   * @param reason name of the reason, for instance {@code NATIVE_METHOD}
   * @param message the whole diagnostic
   * @param cause the runtime's own report, or null
   */
  public NotDifferentiableException(String reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Name of the reason, stable across releases: for programs; people read the message. */
  public String reason() {
    return reason;
  }
}
