package org.wengert.corpus;

/** Single-precision code, alone and mixed with double and int. */
@SuppressWarnings("IdentityBinaryExpression") // such code is the point
public final class Floats {

  private Floats() {}

  public static float product(float x, float y) {
    return x * y - x / y + 2f * x;
  }

  public static double widened(float x, double y) {
    return x * y + (double) x * x;
  }

  public static float narrowed(double x) {
    return (float) (x * x) * 3f;
  }

  public static double throughFloat(double x) {
    float f = (float) x;
    return f * x;
  }

  public static float dotProduct(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  public static void scaleInPlace(float[] a, float factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] = a[i] * a[i] * factor;
    }
  }

  public static float[] outer(float[] a, float b) {
    float[] result = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * b + i;
    }
    return result;
  }

  public static float comparisons(float x, float y) {
    float r = x < y ? x * x : y;
    r += x > y ? 2 * x : y * y;
    return x == y || x != x ? r : -r * x;
  }

  public static float remainderAndNegation(float x, float y) {
    return -(x % y) * x;
  }

  public static float mathMethods(float x, float y) {
    float r = Math.abs(x) + Math.max(x, y) * Math.min(x, y);
    return r + Math.signum(x) + Math.copySign(x, y) + Math.fma(x, y, r);
  }

  public static double mixture(double x, float f, int n, float[] w) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += w[i % w.length] * x + f;
      f = (float) (f * 0.5 + x);
    }
    return sum * f;
  }

  public static float conversions(float x, int i, long l) {
    float a = i + l * x;
    int cut = (int) x;
    long longCut = (long) (x * 4);
    return a + cut - longCut + (float) Math.exp(x);
  }

  public static float[][] matrix(float[][] a) {
    float[][] b = new float[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        b[i][j] = a[i][j] * a[j][i];
      }
    }
    return b;
  }

  public static float newtonRoot(float x) {
    float r = x;
    for (int i = 0; i < 6; i++) {
      r = 0.5f * (r + x / r);
    }
    return r;
  }
}
