package org.wengert.compiler.emit;

/** The bytecode of a method passes what a class file can hold; the function has to be split. */
public final class MethodTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String methodName;
  private final int bytes;

  MethodTooLarge(String methodName, int bytes, Throwable cause) {
    super(
        "method "
            + methodName
            + " has "
            + bytes
            + " bytes of bytecode; at most "
            + MethodSize.CLASS_FILE_LIMIT
            + " fit into a class file",
        cause);
    this.methodName = methodName;
    this.bytes = bytes;
  }

  /** Name of the method that was emitted. */
  public String methodName() {
    return methodName;
  }

  /** Its size in bytes of bytecode. */
  public int bytes() {
    return bytes;
  }
}
