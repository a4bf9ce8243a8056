package org.wengert.corpus;

/** One method for each method of {@link Math} over double or float. */
public final class MathCalls {

  private MathCalls() {}

  public static double sin(double x) {
    return Math.sin(x);
  }

  public static double cos(double x) {
    return Math.cos(x);
  }

  public static double tan(double x) {
    return Math.tan(x);
  }

  public static double asin(double x) {
    return Math.asin(x);
  }

  public static double acos(double x) {
    return Math.acos(x);
  }

  public static double atan(double x) {
    return Math.atan(x);
  }

  public static double sinh(double x) {
    return Math.sinh(x);
  }

  public static double cosh(double x) {
    return Math.cosh(x);
  }

  public static double tanh(double x) {
    return Math.tanh(x);
  }

  public static double exp(double x) {
    return Math.exp(x);
  }

  public static double expm1(double x) {
    return Math.expm1(x);
  }

  public static double log(double x) {
    return Math.log(x);
  }

  public static double log10(double x) {
    return Math.log10(x);
  }

  public static double log1p(double x) {
    return Math.log1p(x);
  }

  public static double sqrt(double x) {
    return Math.sqrt(x);
  }

  public static double cbrt(double x) {
    return Math.cbrt(x);
  }

  public static double abs(double x) {
    return Math.abs(x);
  }

  public static double signum(double x) {
    return Math.signum(x);
  }

  public static double ceil(double x) {
    return Math.ceil(x);
  }

  public static double floor(double x) {
    return Math.floor(x);
  }

  public static double rint(double x) {
    return Math.rint(x);
  }

  public static double ulp(double x) {
    return Math.ulp(x);
  }

  public static double toRadians(double x) {
    return Math.toRadians(x);
  }

  public static double toDegrees(double x) {
    return Math.toDegrees(x);
  }

  public static double nextUp(double x) {
    return Math.nextUp(x);
  }

  public static double nextDown(double x) {
    return Math.nextDown(x);
  }

  public static double pow(double x, double y) {
    return Math.pow(x, y);
  }

  public static double atan2(double x, double y) {
    return Math.atan2(x, y);
  }

  public static double hypot(double x, double y) {
    return Math.hypot(x, y);
  }

  public static double IEEEremainder(double x, double y) {
    return Math.IEEEremainder(x, y);
  }

  public static double max(double x, double y) {
    return Math.max(x, y);
  }

  public static double min(double x, double y) {
    return Math.min(x, y);
  }

  public static double copySign(double x, double y) {
    return Math.copySign(x, y);
  }

  public static double nextAfter(double x, double y) {
    return Math.nextAfter(x, y);
  }

  public static double fma(double x, double y, double z) {
    return Math.fma(x, y, z);
  }

  public static double scalb(double x, int n) {
    return Math.scalb(x, n);
  }

  public static double round(double x) {
    return Math.round(x) * x;
  }

  public static double getExponent(double x) {
    return Math.getExponent(x) * x;
  }

  public static float absFloat(float x) {
    return Math.abs(x);
  }

  public static float signumFloat(float x) {
    return Math.signum(x);
  }

  public static float ulpFloat(float x) {
    return Math.ulp(x);
  }

  public static float nextUpFloat(float x) {
    return Math.nextUp(x);
  }

  public static float nextDownFloat(float x) {
    return Math.nextDown(x);
  }

  public static float maxFloat(float x, float y) {
    return Math.max(x, y);
  }

  public static float minFloat(float x, float y) {
    return Math.min(x, y);
  }

  public static float copySignFloat(float x, float y) {
    return Math.copySign(x, y);
  }

  public static float nextAfterFloat(float x, double y) {
    return Math.nextAfter(x, y);
  }

  public static float fmaFloat(float x, float y, float z) {
    return Math.fma(x, y, z);
  }

  public static float scalbFloat(float x, int n) {
    return Math.scalb(x, n);
  }

  public static float roundFloat(float x) {
    return Math.round(x) * x;
  }

  public static float getExponentFloat(float x) {
    return Math.getExponent(x) * x;
  }

  /** Methods over integers alone, in an active product. */
  public static double integerMethods(double x, int i, long l) {
    int a = Math.abs(i) + Math.max(i, 3) - Math.min(i, 3) + Math.floorDiv(i, 3);
    a = Math.addExact(a, Math.floorMod(i, 5)) + Math.subtractExact(i, 1);
    long b = Math.multiplyExact(l, 3L) + Math.abs(l) + Math.max(l, 2L) - Math.min(l, 2L);
    b += Math.multiplyHigh(l, l) + Math.multiplyFull(i, i) + Math.floorMod(l, 7L);
    return x * a + x * x * (b + Math.toIntExact(l));
  }

  /** Many methods together, sharing sub-expressions. */
  public static double shared(double x, double y) {
    double e = Math.exp(-x * x);
    double s = Math.sin(x) * e + Math.cos(x) * Math.sqrt(1 + y * y);
    double t = Math.tanh(s) + Math.log1p(Math.abs(y)) * e;
    double u = Math.pow(1 + y * y, t) + Math.atan2(y, x);
    return Math.hypot(u, s) * Math.sin(x) - Math.max(u, t) * Math.min(x, y);
  }
}
