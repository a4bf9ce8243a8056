package org.wengert.libraries;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.util.BigReal;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.dfp.DfpMath;
import org.hipparchus.fraction.BigFraction;

/** Calls of classes that keep numbers in integers. */
public final class Numbers {
  private static final DfpField FIELD = new DfpField(20);

  private Numbers() {}

  public static double dfp(UnaryOperator<Dfp> function, double x) {
    return function.apply(FIELD.newDfp(x)).toDouble();
  }

  public static double dfp(BinaryOperator<Dfp> function, double x, double y) {
    return function.apply(FIELD.newDfp(x), FIELD.newDfp(y)).toDouble();
  }

  public static double decimal(UnaryOperator<BigDecimal> function, double x) {
    return function.apply(new BigDecimal(x)).doubleValue();
  }

  public static double decimal(BinaryOperator<BigDecimal> function, double x, double y) {
    return function.apply(BigDecimal.valueOf(x), new BigDecimal(y)).doubleValue();
  }

  /** One object, two references with different derivatives: the power one is the same object. */
  public static double sameObject(double x, double y) {
    Dfp a = FIELD.newDfp(x);
    Dfp b = a.pow(FIELD.newDfp(y));
    return a.multiply(3).add(b.multiply(b)).toDouble();
  }

  /** Kept in arrays, lists and fields, overwritten, in a loop. */
  public static double mixed(double[] xs, double scale) {
    Dfp[] kept = new Dfp[xs.length];
    List<Dfp> list = new ArrayList<>();
    for (int i = 0; i < xs.length; i++) {
      kept[i] = FIELD.newDfp(xs[i]).multiply(FIELD.newDfp(scale));
      list.add(kept[i].sin());
    }
    Dfp sum = FIELD.getZero();
    for (int i = 0; i < xs.length; i++) {
      kept[i] = kept[i].divide(list.get(xs.length - 1 - i).add(2));
      sum = sum.add(kept[i].multiply(list.get(i)));
      if (sum.lessThan(FIELD.getZero())) {
        sum = sum.negate();
      }
    }
    return sum.sqrt().toDouble();
  }

  public static double compound(double amount, double rate) {
    BigDecimal total = BigDecimal.valueOf(amount);
    for (int year = 0; year < 5; year++) {
      BigDecimal interest = total.multiply(new BigDecimal(rate, MathContext.DECIMAL64));
      total = total.add(interest).setScale(20, RoundingMode.HALF_EVEN);
    }
    return total.doubleValue();
  }

  public static double real(double x, double y) {
    BigReal a = new BigReal(x);
    BigReal b = new BigReal(y);
    return a.multiply(b).add(a.divide(b)).subtract(b.reciprocal()).doubleValue();
  }

  public static double fraction(double x) {
    BigFraction f = new BigFraction(x);
    return f.multiply(f).add(3).divide(f.reciprocal()).negate().doubleValue();
  }

  /** Who takes the digits out of sight is refused. */
  public static double fractionByDigits(double x) {
    return new BigFraction(x).multiply(java.math.BigInteger.TEN).doubleValue();
  }

  public static double series(double x) {
    return DfpMath.exp(FIELD.newDfp(x)).subtract(DfpMath.log(FIELD.newDfp(x))).toDouble();
  }

  /** The library's own code over its numbers. */
  public static double linear(double[] a, double[] b) {
    Dfp[] left = new Dfp[a.length];
    for (int i = 0; i < a.length; i++) {
      left[i] = FIELD.newDfp(a[i]);
    }
    return FIELD.getOne().linearCombination(b, left).getReal();
  }
}
