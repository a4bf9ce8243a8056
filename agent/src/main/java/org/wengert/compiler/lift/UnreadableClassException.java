package org.wengert.compiler.lift;

/** A class file that cannot be understood: too new, truncated, or not valid bytecode. */
public final class UnreadableClassException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableClassException(String message) {
    super(message);
  }

  public UnreadableClassException(String message, Throwable cause) {
    super(message, cause);
  }
}
