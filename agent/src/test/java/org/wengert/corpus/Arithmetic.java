package org.wengert.corpus;

/** Straight-line arithmetic, conversions, comparisons and stack shapes over all primitive types. */
@SuppressWarnings({"OperatorPrecedence", "AssignmentExpression"}) // such code is the point
public final class Arithmetic {

  private Arithmetic() {}

  public static double fourOperations(double x, double y) {
    return (x + y) * (x - y) / (x * y + 3);
  }

  public static double remainder(double x, double y) {
    return x * (x % y) + y;
  }

  public static double negations(double x) {
    return -(-x * -x) - -x;
  }

  public static double constantResult(double x) {
    return 42.5;
  }

  public static double identity(double x) {
    return x;
  }

  public static double unusedParameter(double x, double unused, int n, double y) {
    return x * y + n;
  }

  /** Values of every primitive type, none of them active, scale an active one. */
  public static double allPrimitiveTypes(
      double x, int i, long l, short s, byte b, char c, boolean z, float f) {
    double y = x * i + l;
    y = y * s - b;
    y += c * x;
    return (z ? y : -y) * f;
  }

  public static double integerConversions(double x, int i, long l) {
    byte b = (byte) (i * 1001);
    short s = (short) (i * 100_001);
    char c = (char) (i * 70_001);
    double fromLong = (double) (l << 3 | 5) + (float) l;
    return x * b + x * x * s / 1000 + c * x + fromLong * (int) l;
  }

  public static double integerArithmetic(double x, int i, long l) {
    int a = (i * 31 + 7) / 3 % 5 - (-i >> 1) + (i >>> 3 ^ i << 2 & ~i);
    long b = (l * 31 - 7) / 3 % 11 + (l >> 2) - (l >>> 40) ^ l << 1 & ~l | 1;
    a += 5;
    a++;
    return x * a + x * x * b;
  }

  /**
   * The executed branch of each of the six relations, with NaN on either side of dcmpl and dcmpg.
   */
  public static double comparisons(double x, double y) {
    double r = 0;
    if (x < y) {
      r += x * x;
    }
    if (x <= y) {
      r += 2 * y;
    }
    if (x > y) {
      r += 3 * x * y;
    }
    if (x >= y) {
      r -= y * y;
    }
    if (x == y) {
      r += 5;
    }
    if (x != y) {
      r *= 1.5;
    }
    return !(x < y) ? r + x : r;
  }

  public static double integerComparisons(double x, int i, long l) {
    double r = x;
    r *= i < 0 ? 2 : 3;
    r += i <= 1 ? x * x : 1;
    r -= i == 2 ? x : 0.5;
    r *= i != l ? r : 2;
    r += l > 3 ? x : -x;
    return l >= i ? r : -r;
  }

  /** Rounding through integers cuts the dependence; the linear part stays. */
  public static double castsCut(double x) {
    int i = (int) (x * 10);
    long l = (long) (x * 100);
    float f = (int) (float) x;
    return i + 0.01 * l + f + 2 * x;
  }

  /** {@code dup}, {@code dup2}, {@code dup_x} and {@code dup2_x} in their usual javac shapes. */
  public static double stackShapes(double x, double[] a) {
    int i = 0;
    double y;
    double z = y = x * x;
    a[i++] += z;
    double old = a[i]++;
    double now = ++a[i];
    a[2] = a[i] = y * old;
    return a[0] * now + a[2] * z;
  }

  /** Long chains on the operand stack, with values of two slots between values of one. */
  public static double deepExpression(double x, int n, double y) {
    return ((x + n) * (y - n * (x + (y * (n + (x * y - (n - x) * (y + n)))))) - (x / (y + n)));
  }

  public static double reassigned(double x) {
    double y = x;
    y = y * x;
    y = y + x;
    x = y * y;
    y = x - y;
    return x * y;
  }

  public static int integerResult(double x) {
    return (int) (x * 3);
  }

  public static double cubic(double x) {
    return ((2 * x - 3) * x + 5) * x - 7;
  }

  public static double horner(double[] c, double x) {
    double y = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      y = y * x + c[i];
    }
    return y;
  }
}
