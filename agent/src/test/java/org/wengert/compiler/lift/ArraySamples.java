package org.wengert.compiler.lift;

/** Arrays of all types and ranks, and calls, as javac compiles them. */
final class ArraySamples {
  static double[] held = {1, 2, 3};
  static double[][] grid = {{1}, {2, 3}, null};

  private ArraySamples() {}

  static double sum(double[] x) {
    double s = 0;
    for (double e : x) {
      s += e;
    }
    return s;
  }

  static double at(double[] x, int i) {
    return x[i];
  }

  static void set(double[] x, int i, double v) {
    x[i] = v;
  }

  static double compound(double[] x, float[] f, long[] l, int n) {
    int i = n & 1;
    x[i++] += 2.5;
    x[i--] *= x[0];
    double old = x[i]++;
    f[i] /= 3;
    float f0 = --f[i++];
    l[--i] <<= 2;
    l[i] += old;
    long l0 = l[i]--;
    return (x[i] -= f0) + (l[i] = l0 + 1) + (f[0] = 7) + old;
  }

  static int smallTypes(byte[] b, short[] s, char[] c, boolean[] z, int[] k, int n) {
    b[0] += n;
    s[0] = (short) n;
    c[0]++;
    z[0] = !z[0];
    z[1] |= n > 3;
    k[0] ^= b[0];
    b[1] = (byte) (c[0] + s[0]);
    s[1] -= k[0]--;
    return b[0] + s[0] * 3 + c[0] + (z[0] ? 1 : 0) + (z[1] ? 2 : 0) + k[0] + b[1] + s[1];
  }

  static int allocations(int n) {
    int i = n & 7;
    return new boolean[i].length
        + new char[i + 1].length
        + new float[i].length
        + new double[i].length
        + new byte[i].length
        + new short[i].length
        + new int[i].length
        + new long[i].length
        + new String[i].length
        + new double[i][].length
        + new int[2][i][].length
        + new Object[i][i].length;
  }

  static double ranks(int n) {
    double[][][] cube = new double[2][3][n & 3];
    int[][] ragged = new int[3][];
    ragged[1] = new int[] {4, 5};
    ragged[2] = new int[n & 1];
    double s = 0;
    for (double[][] plane : cube) {
      for (int i = 0; i < plane.length; i++) {
        for (int j = 0; j < plane[i].length; j++) {
          plane[i][j] += i * j + 1;
          s += plane[i][j];
        }
      }
    }
    for (int[] row : ragged) {
      s += row == null ? -1 : row.length;
    }
    return s + ragged[1][1]++ + --ragged[1][1];
  }

  static double rows(double[][] m) {
    double[] previous = null;
    double s = 0;
    for (double[] row : m) {
      if (previous != null) {
        s += previous[0] * row[0];
      }
      previous = row;
    }
    double[] t = m[0];
    m[0] = m[1];
    m[1] = t;
    return s + m[1][0];
  }

  static double[] result(double[] x, int n) {
    double[] y = x.clone();
    System.arraycopy(x, 0, y, 1, x.length - 1);
    y[0] = n;
    return n > 2 ? y : x;
  }

  static double statics(int n) {
    double[] before = held;
    held = new double[] {n, 4};
    held[1] *= 2;
    double r = held[0] + held[1] + grid[1][1] + grid.length;
    held = before;
    return r + held[2];
  }

  static double aliasing(double[] x, int n) {
    double[] a = x;
    double[] b = n > 0 ? x : new double[x.length];
    a[0] = 3;
    b[0] = 5;
    for (int i = 0; i < (n & 7); i++) {
      double[] t = a;
      a = b;
      b = t;
      a[0] += b[0];
    }
    return a[0] * 2 + b[0];
  }

  static Object[] objects(Object[] x, String s) {
    x[0] = s;
    x[1] = held;
    Object[] y = {s, x[1], "text", double[].class};
    return y[2].equals(s) ? x : y;
  }

  static double cast(Object x) {
    return ((double[]) x)[0];
  }

  static int test(Object x) {
    return (x instanceof double[] ? 1 : 0)
        + (x instanceof String ? 2 : 0)
        + (x instanceof Object[] ? 4 : 0);
  }

  static double calls(double a, double[] x, int n) {
    return ControlSamples.nested(a, n, 3)
        + sum(x)
        + Math.sin(a) * StrictMath.exp(-a * a)
        + Math.floorMod(n, 3)
        + (ControlSamples.shortCircuits(n, 1, 2) > 2 ? sum(held) : 0);
  }

  static long wideArguments(long a, double b, int c, long d, float e) {
    return a + (long) b * c - d + (e > 0 ? wideArguments(d, e, c, a, -1) : 0);
  }

  static double throughInt(boolean z, byte b, char c, short s) {
    return onlySmall(z, b, c, s) ? narrow(b) : c + s;
  }

  private static boolean onlySmall(boolean z, byte b, char c, short s) {
    return z && b < c && c > s;
  }

  private static byte narrow(byte b) {
    return (byte) (b * 3);
  }

  static int joinBeforeTheConstructor(String s, int n) {
    return new StringBuilder(n > 2 ? "xyz" : s).append(n).length();
  }

  static int text(String s, int n) {
    return s.substring(n & 1).length() + new StringBuilder(s).append(n > 2 ? "x" : s).length();
  }
}
