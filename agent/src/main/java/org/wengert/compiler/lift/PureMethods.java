package org.wengert.compiler.lift;

import org.wengert.compiler.ir.MethodRef;

/**
 * The static methods that depend on their operands only and never throw. The list names what is
 * pure rather than what is not, so that a method of a later JDK is never taken for pure by mistake.
 */
public final class PureMethods {
  private PureMethods() {}

  /** Whether a static method is one of them. */
  public static boolean contains(MethodRef method) {
    switch (method.owner()) {
      case "java/lang/Math", "java/lang/StrictMath":
        return isPureMath(method.name());
      case "org/apache/commons/math3/util/FastMath", "org/hipparchus/util/FastMath":
        return isOfNumbers(method.descriptor())
            && (isPureMath(method.name()) || isPureFastMath(method.name()));
      default:
        return false;
    }
  }

  /** Some of the same names take objects. */
  private static boolean isOfNumbers(String descriptor) {
    return descriptor.indexOf('L') < 0 && descriptor.indexOf('[') < 0;
  }

  private static boolean isPureFastMath(String name) {
    return name.equals("acosh") || name.equals("asinh") || name.equals("atanh");
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
