package org.wengert.compiler.lift;

import org.wengert.compiler.ir.MethodRef;

/**
 * The static methods that depend on their operands only and never throw. The list names what is
 * pure rather than what is not, so that a method of a later JDK is never taken for pure by mistake.
 */
final class PureMethods {
  private PureMethods() {}

  static boolean contains(MethodRef method) {
    boolean math =
        method.owner().equals("java/lang/Math") || method.owner().equals("java/lang/StrictMath");
    return math && isPureMath(method.name());
  }

  private static boolean isPureMath(String name) {
    switch (name) {
      case "IEEEremainder", "abs", "acos", "asin", "atan", "atan2":
      case "cbrt", "ceil", "copySign", "cos", "cosh", "exp", "expm1", "floor", "fma":
      case "getExponent", "hypot", "log", "log10", "log1p", "max", "min", "multiplyFull":
      case "multiplyHigh", "nextAfter", "nextDown", "nextUp", "pow", "rint", "round", "scalb":
      case "signum", "sin", "sinh", "sqrt", "tan", "tanh", "toDegrees", "toRadians", "ulp":
      case "unsignedMultiplyHigh":
        return true;
      default:
        return false;
    }
  }
}
