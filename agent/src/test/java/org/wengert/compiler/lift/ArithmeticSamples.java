package org.wengert.compiler.lift;

/** Arithmetic, conversions, comparisons and locals, as javac compiles them. */
final class ArithmeticSamples {
  static double fieldOfDouble = 1.5;
  static long fieldOfLong = 3;
  static byte fieldOfByte = 7;

  private ArithmeticSamples() {}

  static double doubles(double a, double b) {
    return ((a + b) * (a - b) / (a * 1.25 + 0.0) - -b) % (b + 2) + 1.0 - 0.5;
  }

  static float floats(float a, float b) {
    return ((a + b) * (a - b) / (a * 1.25f + 0f) - -b) % (b + 2f) + 1f;
  }

  static int intSums(int a, int b) {
    return (a + b) * (a - b) - -a + 100000 + 1000 + 100 + 5 - 1;
  }

  static int intDivision(int a, int b) {
    return a / b;
  }

  static int intRemainder(int a, int b) {
    return a % b;
  }

  static int intBits(int a, int b) {
    return (a << b ^ a >> b | a >>> b) & ~b;
  }

  static long longSums(long a, long b) {
    return (a + b) * (a - b) - -a + 10000000000L + 1L;
  }

  static long longDivision(long a, long b) {
    return a / b;
  }

  static long longRemainder(long a, long b) {
    return a % b;
  }

  static long longBits(long a, long b, int n) {
    return (a << n ^ a >> n | a >>> n) & ~b;
  }

  static long fromInt(int a) {
    return (long) a + (long) (float) a + (long) (double) a;
  }

  static double fromLong(long a) {
    return (int) a + (float) a + (double) a;
  }

  static long fromFloat(float a) {
    return (int) a + (long) a + (long) ((double) a * 3);
  }

  static long fromDouble(double a) {
    return (int) a ^ (long) a ^ (long) (float) a;
  }

  static double toFloatAndBack(double a) {
    return (float) a;
  }

  static int narrowing(int a) {
    byte b = (byte) a;
    char c = (char) (a >> 3);
    short s = (short) (a >> 5);
    return b * 3 + c * 5 + s * 7;
  }

  static boolean less(double a, double b) {
    return a < b;
  }

  static boolean lessOrEqual(double a, double b) {
    return a <= b;
  }

  static boolean greater(double a, double b) {
    return a > b;
  }

  static boolean greaterOrEqual(double a, double b) {
    return a >= b;
  }

  static int negatedComparisons(double a, double b) {
    int bits = 0;
    if (!(a < b)) {
      bits |= 1;
    }
    if (!(a <= b)) {
      bits |= 2;
    }
    if (!(a > b)) {
      bits |= 4;
    }
    if (!(a >= b)) {
      bits |= 8;
    }
    if (a == b) {
      bits |= 16;
    }
    return a != b ? bits | 32 : bits;
  }

  static int floatComparisons(float a, float b) {
    return (a < b ? 1 : 0)
        + (a <= b ? 2 : 0)
        + (a > b ? 4 : 0)
        + (a >= b ? 8 : 0)
        + (a == b ? 16 : 0)
        + (!(a < b) ? 32 : 0)
        + (!(a > b) ? 64 : 0);
  }

  static int longComparisons(long a, long b) {
    return (a < b ? 1 : 0)
        + (a <= b ? 2 : 0)
        + (a > b ? 4 : 0)
        + (a >= b ? 8 : 0)
        + (a == b ? 16 : 0)
        + (a != b ? 32 : 0);
  }

  static int intComparisons(int a, int b) {
    int bits = (a < b ? 1 : 0) + (a <= b ? 2 : 0) + (a > b ? 4 : 0) + (a >= b ? 8 : 0);
    bits += (a == b ? 16 : 0) + (a != b ? 32 : 0) + (a < 0 ? 64 : 0) + (a <= 0 ? 128 : 0);
    bits += (a > 0 ? 256 : 0) + (a >= 0 ? 512 : 0) + (a == 0 ? 1024 : 0);
    return a != 0 ? bits + 2048 : bits;
  }

  static boolean references(double[] a, double[] b) {
    return a == b || a != b && a == null;
  }

  static int nulls(double[] a, Object b) {
    return (a == null ? 1 : 0) + (b != null ? 2 : 0);
  }

  static double increments(double a, int n) {
    double x = a++;
    x += ++a;
    long l = n++;
    l -= --n;
    n += 1000;
    n -= 40000;
    float f = n--;
    f++;
    return x + a-- * l + f * --a + n;
  }

  static long compoundNarrowing(byte a, short b, char c, int n) {
    a += n;
    b *= n;
    c -= n;
    a >>>= 1;
    b ^= a;
    c++;
    return a + 1000L * b + 100000000L * c;
  }

  static boolean booleans(boolean a, boolean b) {
    boolean c = a & !b | a ^ b;
    c &= a || b;
    return c != (a && b);
  }

  static double statics(double a, int n) {
    double before = fieldOfDouble;
    long longBefore = fieldOfLong;
    byte byteBefore = fieldOfByte;
    fieldOfDouble *= a;
    fieldOfLong += n;
    fieldOfByte += n;
    double x = fieldOfDouble++ + ++fieldOfLong + fieldOfByte--;
    x += fieldOfDouble + fieldOfLong + fieldOfByte;
    fieldOfDouble = before;
    fieldOfLong = longBefore;
    fieldOfByte = byteBefore;
    return x;
  }

  static double constants(int n) {
    double[] all = {0, 1, 2, -0.0, Double.NaN, Double.MIN_VALUE, 1e300};
    float[] floats = {0, 1, 2, 3, -0f, Float.NaN};
    long[] longs = {0, 1, 2, Long.MIN_VALUE};
    int[] ints = {-1, 0, 1, 5, 6, -128, 128, -32768, 32768, Integer.MIN_VALUE};
    int i = n & 3;
    return all[i + 3] / floats[i + 1] + longs[i] + ints[i * 3] + 1 / all[i];
  }

  static int manyLocals(int n) {
    double a0 = n;
    double a1 = a0 + 1;
    double a2 = a1 + a0;
    double a3 = a2 + a1;
    long b0 = n;
    long b1 = b0 * 3;
    for (int i = 0; i < (n & 7); i++) {
      double t = a0;
      a0 = a1;
      a1 = a2;
      a2 = a3;
      a3 = t;
      long s = b0;
      b0 = b1;
      b1 = s + i;
    }
    return (int) (a0 + 2 * a1 + 3 * a2 + 5 * a3 + b0 - b1);
  }

  static double slotsOfOtherTypes(double a, int n) {
    double r = 0;
    if (n > 0) {
      int i = n;
      float f = i;
      r += f;
    } else {
      long l = n;
      r -= l;
    }
    {
      double d = a;
      r += d;
    }
    {
      double[] array = {r};
      r = array[0];
    }
    return r;
  }
}
