package org.wengert.compiler.diag;

import java.util.List;
import org.wengert.compiler.ir.MethodRef;

/** Thrown inside the compiler where a method cannot be differentiated; says where and why. */
public final class NotDifferentiable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Reason reason;
  private final transient MethodRef method;
  private final transient String sourceFile;
  private final transient int line;
  private final transient String detail;

  /**
   * @param method the method in whose code the obstacle is
   * @param sourceFile null if unknown
   * @param line 0 if unknown
   * @param detail fills the place in the reason's text; may be null
   */
  public NotDifferentiable(
      Reason reason, MethodRef method, String sourceFile, int line, String detail) {
    this(reason, method, sourceFile, line, detail, null);
  }

  /**
   * @param cause what failed, if that was no refusal
   */
  public NotDifferentiable(
      Reason reason,
      MethodRef method,
      String sourceFile,
      int line,
      String detail,
      Throwable cause) {
    super(null, cause, false, false);
    this.reason = reason;
    this.method = method;
    this.sourceFile = sourceFile;
    this.line = line;
    this.detail = detail;
  }

  /** The diagnostic without the calls that led there. */
  @Override
  public String getMessage() {
    return text(List.of());
  }

  /**
   * The diagnostic: class, method, file and line, the calls that led there, reason and remedy.
   *
   * @param callers innermost first
   */
  public String text(List<CallSite> callers) {
    StringBuilder text = new StringBuilder();
    text.append(method.owner().replace('/', '.')).append('.').append(method.name());
    text.append(method.descriptor()).append(CallSite.position(sourceFile, line));
    for (CallSite caller : callers) {
      text.append(", called from ").append(caller);
    }
    text.append(callers.isEmpty() ? "" : ",").append(" is not differentiable: ");
    return text.append(reason.text(detail)).toString();
  }

  /** The reason with its detail, without the place. */
  public String why() {
    return reason.describe(detail);
  }

  public Reason reason() {
    return reason;
  }

  /** The method in whose code the obstacle is. */
  public MethodRef method() {
    return method;
  }
}
