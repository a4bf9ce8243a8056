package org.wengert.compiler.ir;

/** Text that is not a function in textual IR: where, what was found there, what was expected. */
public final class IrSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  IrSyntaxException(int line, int column, String message) {
    super("line " + line + ", column " + column + ": " + message);
    this.line = line;
    this.column = column;
  }

  /** Line of the text, counted from 1. */
  public int line() {
    return line;
  }

  /** Column in the line, counted from 1. */
  public int column() {
    return column;
  }
}
