package org.wengert.compiler.rules;

import java.util.List;
import java.util.Random;

/**
 * Where the partials of a row are compared with differences.
 *
 * @param name of the row
 * @param low least operands, for each
 * @param high largest operands, for each
 * @param smooth whether the operation is smooth near a point
 */
record Sample(String name, double[] low, double[] high, Smooth smooth) {

  interface Smooth {
    boolean at(double[] operands);
  }

  static final List<Sample> ALL =
      List.of(
          of("DADD", -9, 9, -9, 9),
          of("DSUB", -9, 9, -9, 9),
          of("DMUL", -9, 9, -9, 9),
          of("DDIV", -9, 9, 0.2, 9),
          of("DDIV", -9, 9, -9, -0.2),
          of("DREM", 0.5, 9, 1, 4).where(Sample::insideQuotient),
          of("DREM", -9, -0.5, 1, 4).where(Sample::insideQuotient),
          of("DREM", -9, -0.5, -4, -1).where(Sample::insideQuotient),
          of("DNEG", -9, 9),
          of("sqrt(D)D", 0.1, 100),
          of("cbrt(D)D", 0.1, 100),
          of("cbrt(D)D", -100, -0.1),
          of("hypot(DD)D", -9, 9, 0.5, 9),
          of("pow(DD)D", 0.1, 5, -3, 3),
          of("exp(D)D", -30, 30),
          of("expm1(D)D", -8, 30),
          of("log(D)D", 0.01, 100),
          of("log10(D)D", 0.01, 100),
          of("log1p(D)D", -0.6, 100),
          of("sin(D)D", -9, 9),
          of("cos(D)D", -9, 9),
          of("tan(D)D", -1.3, 1.3),
          of("asin(D)D", -0.9, 0.9),
          of("acos(D)D", -0.9, 0.9),
          of("atan(D)D", -9, 9),
          of("atan2(DD)D", -9, 9, 0.5, 9),
          of("atan2(DD)D", 0.5, 9, -9, 9),
          of("atan2(DD)D", -9, -0.5, -9, 9),
          of("sinh(D)D", -9, 9),
          of("cosh(D)D", -9, 9),
          of("tanh(D)D", -5, 5),
          of("toRadians(D)D", -400, 400),
          of("toDegrees(D)D", -9, 9),
          of("abs(D)D", 0.5, 9),
          of("abs(D)D", -9, -0.5),
          of("max(DD)D", -9, 9, -9, 9).where(x -> Math.abs(x[0] - x[1]) > 0.5),
          of("min(DD)D", -9, 9, -9, 9).where(x -> Math.abs(x[0] - x[1]) > 0.5),
          of("copySign(DD)D", 0.5, 9, -9, 9),
          of("copySign(DD)D", -9, -0.5, -9, 9),
          of("fma(DDD)D", -9, 9, -9, 9, -9, 9),
          of("IEEEremainder(DD)D", 0.5, 9, 1, 4).where(Sample::insideHalfQuotient),
          of("IEEEremainder(DD)D", -9, -0.5, 1, 4).where(Sample::insideHalfQuotient),
          of("IEEEremainder(DD)D", -9, -0.5, -4, -1).where(Sample::insideHalfQuotient),
          of("nextUp(D)D", -9, 9),
          of("nextDown(D)D", -9, 9),
          of("nextAfter(DD)D", -9, 9, 20, 30),
          of("scalb(DI)D", -9, 9, -9, 9));

  static final Sample CLAMP =
      of("clamp(DDD)D", -9, 9, -5, 0, 1, 5)
          .where(x -> Math.abs(x[0] - x[1]) > 0.5 && Math.abs(x[0] - x[2]) > 0.5);

  static Sample of(String name, double... bounds) {
    int arity = bounds.length / 2;
    double[] low = new double[arity];
    double[] high = new double[arity];
    for (int i = 0; i < arity; i++) {
      low[i] = bounds[2 * i];
      high[i] = bounds[2 * i + 1];
    }
    return new Sample(name, low, high, x -> true);
  }

  Sample where(Smooth smooth) {
    return new Sample(name, low, high, smooth);
  }

  double[] point(Random random) {
    double[] point = new double[low.length];
    do {
      for (int i = 0; i < point.length; i++) {
        point[i] = low[i] + (high[i] - low[i]) * random.nextDouble();
      }
      if (name.equals("scalb(DI)D")) {
        point[1] = Math.rint(point[1]);
      }
    } while (!smooth.at(point));
    return point;
  }

  private static boolean insideQuotient(double[] x) {
    double quotient = Math.abs(x[0] / x[1]);
    return quotient < 4 && Math.abs(quotient - Math.rint(quotient)) > 0.2;
  }

  private static boolean insideHalfQuotient(double[] x) {
    double quotient = Math.abs(x[0] / x[1]);
    return quotient < 4 && Math.abs(quotient - Math.rint(quotient)) < 0.3;
  }
}
