package org.wengert.compiler.diag;

import org.wengert.compiler.ir.MethodRef;

/** Thrown inside the compiler where a method cannot be differentiated; says where and why. */
public final class NotDifferentiable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Reason reason;

  /**
   * @param method the method in whose code the obstacle is
   * @param sourceFile null if unknown
   * @param line 0 if unknown
   * @param detail fills the place in the reason's text; may be null
   */
  public NotDifferentiable(
      Reason reason, MethodRef method, String sourceFile, int line, String detail) {
    super(text(reason, method, sourceFile, line, detail), null, false, false);
    this.reason = reason;
  }

  private static String text(
      Reason reason, MethodRef method, String sourceFile, int line, String detail) {
    StringBuilder text = new StringBuilder();
    text.append(method.owner().replace('/', '.')).append('.').append(method.name());
    text.append(method.descriptor());
    if (sourceFile != null) {
      text.append(" (").append(sourceFile);
      if (line > 0) {
        text.append(':').append(line);
      }
      text.append(')');
    }
    text.append(" is not differentiable: ").append(reason.describe(detail));
    return text.append("; remedy: ").append(reason.remedy()).toString();
  }

  public Reason reason() {
    return reason;
  }
}
