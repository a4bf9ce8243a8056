package org.wengert.corpus;

/** Numbers taken apart, as arithmetic of more than double precision does. */
public final class Splitting {
  private Splitting() {}

  public static double high(double x) {
    double large = x * 0x1p30;
    return (x + large) - large;
  }

  public static double highByDekker(double x) {
    double large = x * 134217729.0;
    return large - (large - x);
  }

  public static double low(double x) {
    double large = x * 0x1p30;
    double high = (large + x) - large;
    return x - high;
  }
}
