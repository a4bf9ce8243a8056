package org.wengert.corpus;

/** One method for each method of {@link StrictMath} over double or float. */
public final class StrictMathCalls {

  private StrictMathCalls() {}

  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  public static double tan(double x) {
    return StrictMath.tan(x);
  }

  public static double asin(double x) {
    return StrictMath.asin(x);
  }

  public static double acos(double x) {
    return StrictMath.acos(x);
  }

  public static double atan(double x) {
    return StrictMath.atan(x);
  }

  public static double sinh(double x) {
    return StrictMath.sinh(x);
  }

  public static double cosh(double x) {
    return StrictMath.cosh(x);
  }

  public static double tanh(double x) {
    return StrictMath.tanh(x);
  }

  public static double exp(double x) {
    return StrictMath.exp(x);
  }

  public static double expm1(double x) {
    return StrictMath.expm1(x);
  }

  public static double log(double x) {
    return StrictMath.log(x);
  }

  public static double log10(double x) {
    return StrictMath.log10(x);
  }

  public static double log1p(double x) {
    return StrictMath.log1p(x);
  }

  public static double sqrt(double x) {
    return StrictMath.sqrt(x);
  }

  public static double cbrt(double x) {
    return StrictMath.cbrt(x);
  }

  public static double abs(double x) {
    return StrictMath.abs(x);
  }

  public static double signum(double x) {
    return StrictMath.signum(x);
  }

  public static double ceil(double x) {
    return StrictMath.ceil(x);
  }

  public static double floor(double x) {
    return StrictMath.floor(x);
  }

  public static double rint(double x) {
    return StrictMath.rint(x);
  }

  public static double ulp(double x) {
    return StrictMath.ulp(x);
  }

  public static double toRadians(double x) {
    return StrictMath.toRadians(x);
  }

  public static double toDegrees(double x) {
    return StrictMath.toDegrees(x);
  }

  public static double nextUp(double x) {
    return StrictMath.nextUp(x);
  }

  public static double nextDown(double x) {
    return StrictMath.nextDown(x);
  }

  public static double pow(double x, double y) {
    return StrictMath.pow(x, y);
  }

  public static double atan2(double x, double y) {
    return StrictMath.atan2(x, y);
  }

  public static double hypot(double x, double y) {
    return StrictMath.hypot(x, y);
  }

  public static double IEEEremainder(double x, double y) {
    return StrictMath.IEEEremainder(x, y);
  }

  public static double max(double x, double y) {
    return StrictMath.max(x, y);
  }

  public static double min(double x, double y) {
    return StrictMath.min(x, y);
  }

  public static double copySign(double x, double y) {
    return StrictMath.copySign(x, y);
  }

  public static double nextAfter(double x, double y) {
    return StrictMath.nextAfter(x, y);
  }

  public static double fma(double x, double y, double z) {
    return StrictMath.fma(x, y, z);
  }

  public static double scalb(double x, int n) {
    return StrictMath.scalb(x, n);
  }

  public static double round(double x) {
    return StrictMath.round(x) * x;
  }

  public static double getExponent(double x) {
    return StrictMath.getExponent(x) * x;
  }

  public static float absFloat(float x) {
    return StrictMath.abs(x);
  }

  public static float signumFloat(float x) {
    return StrictMath.signum(x);
  }

  public static float ulpFloat(float x) {
    return StrictMath.ulp(x);
  }

  public static float nextUpFloat(float x) {
    return StrictMath.nextUp(x);
  }

  public static float nextDownFloat(float x) {
    return StrictMath.nextDown(x);
  }

  public static float maxFloat(float x, float y) {
    return StrictMath.max(x, y);
  }

  public static float minFloat(float x, float y) {
    return StrictMath.min(x, y);
  }

  public static float copySignFloat(float x, float y) {
    return StrictMath.copySign(x, y);
  }

  public static float nextAfterFloat(float x, double y) {
    return StrictMath.nextAfter(x, y);
  }

  public static float fmaFloat(float x, float y, float z) {
    return StrictMath.fma(x, y, z);
  }

  public static float scalbFloat(float x, int n) {
    return StrictMath.scalb(x, n);
  }

  public static float roundFloat(float x) {
    return StrictMath.round(x) * x;
  }

  public static float getExponentFloat(float x) {
    return StrictMath.getExponent(x) * x;
  }

  /** Methods over integers alone, in an active product. */
  public static double integerMethods(double x, int i, long l) {
    int a =
        StrictMath.abs(i) + StrictMath.max(i, 3) - StrictMath.min(i, 3) + StrictMath.floorDiv(i, 3);
    a = StrictMath.addExact(a, StrictMath.floorMod(i, 5)) + StrictMath.subtractExact(i, 1);
    long b =
        StrictMath.multiplyExact(l, 3L)
            + StrictMath.abs(l)
            + StrictMath.max(l, 2L)
            - StrictMath.min(l, 2L);
    b += StrictMath.multiplyHigh(l, l) + StrictMath.multiplyFull(i, i) + StrictMath.floorMod(l, 7L);
    return x * a + x * x * (b + StrictMath.toIntExact(l));
  }

  /** Many methods together, sharing sub-expressions. */
  public static double shared(double x, double y) {
    double e = StrictMath.exp(-x * x);
    double s = StrictMath.sin(x) * e + StrictMath.cos(x) * StrictMath.sqrt(1 + y * y);
    double t = StrictMath.tanh(s) + StrictMath.log1p(StrictMath.abs(y)) * e;
    double u = StrictMath.pow(1 + y * y, t) + StrictMath.atan2(y, x);
    return StrictMath.hypot(u, s) * StrictMath.sin(x) - StrictMath.max(u, t) * StrictMath.min(x, y);
  }
}
