package org.wengert.compiler.analyze;

import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.rules.Rule;
import org.wengert.compiler.rules.RuleTable;

/** Finds the derivative rule of an operation of the IR. */
public final class Rules {
  private Rules() {}

  /** Null if the operation has none: it is then no arithmetic, or integer arithmetic. */
  public static Rule of(Op op) {
    if (op instanceof Op.Binary binary) {
      return RuleTable.forOpcode(binary.kind().name());
    } else if (op instanceof Op.Unary unary) {
      return isIntegral(unary.kind()) ? null : RuleTable.forOpcode(unary.kind().name());
    } else if (op instanceof Op.Invoke invoke) {
      return RuleTable.forMethod(
          invoke.method().owner(), invoke.method().name(), invoke.method().descriptor());
    }
    return null;
  }

  /** Whether the operation has a rule, for who need not know it. */
  public static boolean has(Op op) {
    return of(op) != null;
  }

  private static boolean isIntegral(UnaryKind kind) {
    return !kind.operand().isFloating() && !kind.result().isFloating();
  }
}
