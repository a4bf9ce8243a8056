package org.wengert.corpus;

/** Branches, switches, ternaries and short circuits. */
@SuppressWarnings({
  "OperatorPrecedence",
  "ShortCircuitBoolean",
  "IdentityBinaryExpression"
}) // such code is the point
public final class Branches {

  private Branches() {}

  public static double ifElse(double x, double y) {
    double r;
    if (x > y) {
      r = x * x;
    } else {
      r = y * 3;
    }
    return r * x;
  }

  public static double nestedTernary(double x) {
    return x < -1 ? x * x : x < 0 ? -x : x < 1 ? x * x * x : Math.sqrt(x);
  }

  public static double shortCircuits(double x, double y) {
    double r = 0;
    if (x > 0 && y > 0 || x * y > 4) {
      r += x * y;
    }
    if (!(x < 1 || y < 1) && x != y) {
      r += x / y;
    }
    return r + (x > 2 & y > 2 ? x : y);
  }

  public static double denseSwitch(double x, int k) {
    switch (k) {
      case 0:
        return x;
      case 1:
        return x * x;
      case 2:
        return Math.sin(x);
      case 3:
      case 4:
        return x * x * x;
      default:
        return 1 / x;
    }
  }

  public static double sparseSwitch(double x, int k) {
    double r =
        switch (k) {
          case -1000 -> x * 2;
          case 7 -> x * x;
          case 123_456 -> Math.exp(x);
          case Integer.MAX_VALUE -> -x;
          default -> x + 1;
        };
    return r * x;
  }

  public static double fallThrough(double x, int k) {
    double r = 1;
    switch (k) {
      case 3:
        r *= x;
      // falls through
      case 2:
        r += x * x;
      // falls through
      case 1:
        r = r * r;
        break;
      case 0:
        r = x;
        break;
      default:
    }
    return r;
  }

  public static double booleanLocals(double x, boolean flag) {
    boolean big = x > 2;
    boolean both = big && flag;
    boolean odd = big ^ flag;
    return (both ? x * x : x) * (odd ? 3 : -2) + (big | flag ? x : 0);
  }

  public static double clamp(double x, double low, double high) {
    return x < low ? low : x > high ? high : x;
  }

  public static double nanBranch(double x) {
    if (x != x) {
      return 7 + 0 * x;
    }
    return x <= 0 ? -x : x * x;
  }

  public static double manyReturns(double x) {
    if (x > 100) {
      return x;
    }
    double y = x * x;
    if (y > 100) {
      return y;
    }
    y *= x;
    if (y > 100) {
      return y + 1;
    }
    return y * x;
  }

  public static double emptyBranches(double x) {
    if (x > 0) {
      // nothing to do
    } else {
      x = -x;
    }
    if (x > 10) {
      x = 10 + 0.1 * x;
    }
    return x * x;
  }

  public static double smoothStep(double x, double edge0, double edge1) {
    double t = (x - edge0) / (edge1 - edge0);
    if (t <= 0) {
      return 0;
    }
    if (t >= 1) {
      return 1;
    }
    return t * t * (3 - 2 * t);
  }

  public static double joinOfThree(double x, int k) {
    double a;
    double b;
    if (k == 0) {
      a = x;
      b = 2;
    } else if (k == 1) {
      a = 3;
      b = x * x;
    } else {
      a = b = Math.cos(x);
    }
    return a * b;
  }
}
