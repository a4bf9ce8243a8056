package org.wengert.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import org.hipparchus.dfp.Dfp;
import org.junit.jupiter.api.Test;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;
import org.wengert.testing.Engine;

/** Numbers that objects keep in integers: each method against differences of what it computes. */
class NumbersTest {
  private static final double[] POINTS = {0.3, 0.75, 0.9};

  private static Method method(String name, Class<?>... types) {
    try {
      return Numbers.class.getMethod(name, types);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** Derivatives in both modes, which must agree; the value must be the plain call's. */
  private static double[] partials(Method method, Object... args) {
    boolean[] active = new boolean[args.length];
    for (int i = 1; i < args.length; i++) {
      active[i] = true;
    }
    double[] found = new double[args.length - 1];
    try {
      Engine.Vjp reverse = Directly.engine().vjp(method, args, active, 1.0, null);
      assertEquals(method.invoke(null, args), reverse.value());
      for (int i = 1; i < args.length; i++) {
        Object[] tangents = new Object[args.length];
        for (int j = 1; j < args.length; j++) {
          tangents[j] = i == j ? 1.0 : 0.0;
        }
        Engine.Jvp forward = Directly.engine().jvp(method, args, tangents);
        assertEquals(method.invoke(null, args), forward.value());
        found[i - 1] = (double) reverse.argAdjoints()[i];
        double bound = 1e-13 * Math.max(1, Math.abs(found[i - 1]));
        assertEquals((double) forward.tangent(), found[i - 1], bound);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    return found;
  }

  private static void compare(
      String name,
      double found,
      DoubleBinaryOperator function,
      double x,
      double y,
      boolean byX,
      List<String> wrong) {
    double h = 1e-4;
    double near = difference(function, x, y, byX, h);
    double nearer = difference(function, x, y, byX, h / 2);
    double expected = (4 * nearer - near) / 3;
    if (!(Math.abs(found - expected) <= 1e-8 * Math.max(1, Math.abs(expected)))) {
      wrong.add(name + " at " + x + ", " + y + ": " + found + " instead of " + expected);
    }
  }

  private static double difference(
      DoubleBinaryOperator function, double x, double y, boolean byX, double h) {
    double above = byX ? function.applyAsDouble(x + h, y) : function.applyAsDouble(x, y + h);
    double below = byX ? function.applyAsDouble(x - h, y) : function.applyAsDouble(x, y - h);
    return (above - below) / (2 * h);
  }

  private static Map<String, UnaryOperator<Dfp>> ofOneDfp() {
    Map<String, UnaryOperator<Dfp>> all = new LinkedHashMap<>();
    all.put("newInstance", x -> x.newInstance(x));
    all.put("newInstance of a double", x -> x.newInstance(x.toDouble()).multiply(x));
    all.put("new", x -> new Dfp(x).multiply(x));
    all.put("constants", x -> x.add(x.getOne()).multiply(x.getTwo()).subtract(x.getPi()));
    all.put("rint", x -> x.multiply(11).rint().add(x));
    all.put("floor", x -> x.floor().add(x));
    all.put("ceil", x -> x.ceil().multiply(x));
    all.put("sign", x -> x.sign().multiply(x));
    all.put("power10", x -> x.power10(2).multiply(x));
    all.put("multiply by an int", x -> x.multiply(7));
    all.put("divide by an int", x -> x.divide(7));
    all.put("negate", Dfp::negate);
    all.put("abs", x -> x.negate().abs());
    all.put("reciprocal", Dfp::reciprocal);
    all.put("square", Dfp::square);
    all.put("sqrt", Dfp::sqrt);
    all.put("rootN", x -> x.rootN(3));
    all.put("exp", Dfp::exp);
    all.put("expm1", Dfp::expm1);
    all.put("log", Dfp::log);
    all.put("log1p", Dfp::log1p);
    all.put("log10", Dfp::log10);
    all.put("sin", Dfp::sin);
    all.put("cos", Dfp::cos);
    all.put("tan", Dfp::tan);
    all.put("asin", Dfp::asin);
    all.put("acos", Dfp::acos);
    all.put("atan", Dfp::atan);
    all.put("sinh", Dfp::sinh);
    all.put("cosh", Dfp::cosh);
    all.put("tanh", Dfp::tanh);
    all.put("acosh", x -> x.add(1).acosh());
    all.put("asinh", Dfp::asinh);
    all.put("atanh", Dfp::atanh);
    all.put("toDegrees", Dfp::toDegrees);
    all.put("toRadians", Dfp::toRadians);
    all.put("scalb", x -> x.scalb(3));
    all.put("pow of an int", x -> x.pow(3));
    all.put("pow of a double", x -> x.pow(1.7));
    all.put("copySign", x -> x.copySign(-2.0));
    all.put("remainder of a double", x -> x.multiply(5).remainder(0.7));
    all.put("sinhCosh", x -> x.sinhCosh().sinh().multiply(x.sinhCosh().cosh()));
    all.put("nextAfter", x -> x.nextAfter(x.getTwo()));
    all.put(
        "comparisons",
        x -> x.lessThan(x.getOne()) && !x.isNaN() && x.intValue() == 0 ? x.multiply(x) : x);
    return all;
  }

  @Test
  void methodsOfOneDfpAgreeWithDifferences() {
    List<String> wrong = new ArrayList<>();
    Method subject = method("dfp", UnaryOperator.class, double.class);
    ofOneDfp()
        .forEach(
            (name, function) -> {
              for (double x : POINTS) {
                double found = partials(subject, function, x)[0];
                compare(name, found, (at, y) -> Numbers.dfp(function, at), x, 0, true, wrong);
              }
            });
    assertEquals(List.of(), wrong);
  }

  @Test
  void methodsOfTwoDfpsAgreeWithDifferences() {
    Map<String, BinaryOperator<Dfp>> all = new LinkedHashMap<>();
    all.put("add", Dfp::add);
    all.put("subtract", Dfp::subtract);
    all.put("multiply", Dfp::multiply);
    all.put("divide", Dfp::divide);
    all.put("remainder", (x, y) -> x.multiply(5).remainder(y));
    all.put("copySign", (x, y) -> x.copySign(y.negate()));
    all.put("copysign", Dfp::copysign);
    all.put("hypot", Dfp::hypot);
    all.put("pow", Dfp::pow);
    all.put("atan2", Dfp::atan2);
    all.put("linearCombination", (x, y) -> x.linearCombination(x, y, 2.0 > 1 ? y : x, y));
    all.put("linearCombination of doubles", (x, y) -> x.linearCombination(2, x, -3, y));
    List<String> wrong = new ArrayList<>();
    Method subject = method("dfp", BinaryOperator.class, double.class, double.class);
    all.forEach(
        (name, function) -> {
          for (double x : POINTS) {
            double y = 1.13 - x / 3;
            double[] found = partials(subject, function, x, y);
            DoubleBinaryOperator plain = (a, b) -> Numbers.dfp(function, a, b);
            compare(name, found[0], plain, x, y, true, wrong);
            compare(name, found[1], plain, x, y, false, wrong);
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void methodsOfBigDecimalAgreeWithDifferences() {
    MathContext precise = new MathContext(40);
    Map<String, BinaryOperator<BigDecimal>> all = new LinkedHashMap<>();
    all.put("add", BigDecimal::add);
    all.put("add to precision", (x, y) -> x.add(y, precise));
    all.put("subtract", BigDecimal::subtract);
    all.put("multiply", BigDecimal::multiply);
    all.put("multiply to precision", (x, y) -> x.multiply(y, precise));
    all.put("divide to precision", (x, y) -> x.divide(y, precise));
    all.put("divide to scale", (x, y) -> x.divide(y, 30, RoundingMode.HALF_UP));
    all.put("divide as scaled", (x, y) -> x.setScale(30).divide(y, RoundingMode.DOWN));
    all.put("remainder", (x, y) -> x.movePointRight(1).remainder(y));
    all.put("divideAndRemainder", (x, y) -> x.scaleByPowerOfTen(1).divideAndRemainder(y)[1]);
    all.put("sqrt", (x, y) -> x.sqrt(precise).add(y.sqrt(precise)));
    all.put("pow", (x, y) -> x.pow(3).multiply(y.pow(2, precise)));
    all.put("abs", (x, y) -> x.negate().abs().subtract(y.plus()));
    all.put("rounded", (x, y) -> x.round(precise).stripTrailingZeros().multiply(y));
    all.put("max and min", (x, y) -> x.max(y).multiply(x.min(y)).multiply(x));
    all.put("movePointLeft", (x, y) -> x.movePointLeft(2).add(y.negate(precise)));
    all.put("as integers", (x, y) -> new BigDecimal(x.toBigInteger()).add(y));
    List<String> wrong = new ArrayList<>();
    Method subject = method("decimal", BinaryOperator.class, double.class, double.class);
    all.forEach(
        (name, function) -> {
          for (double x : POINTS) {
            double y = 1.13 - x / 3;
            double[] found = partials(subject, function, x, y);
            DoubleBinaryOperator plain = (a, b) -> Numbers.decimal(function, a, b);
            compare(name, found[0], plain, x, y, true, wrong);
            compare(name, found[1], plain, x, y, false, wrong);
          }
        });
    assertEquals(List.of(), wrong);
  }

  @Test
  void oneObjectHasADerivativeForEachReference() {
    // y = 1 yields the base itself; by y there is a derivative all the same.
    double x = 0.7;
    double byX = Directly.partial(Numbers.class, "sameObject", 0, x, 1.0);
    double byY = Directly.partial(Numbers.class, "sameObject", 1, x, 1.0);
    assertEquals(3 + 2 * x, byX, 1e-13);
    assertEquals(2 * x * x * Math.log(x), byY, 1e-13);
  }

  private static void check(String name, Object... args) {
    new DerivativeHarness(Directly.engine()).check(Case.of(Numbers.class, name).at(args));
  }

  @Test
  void numbersInMemoryKeepTheirDerivatives() {
    check("mixed", new double[] {0.4, 1.3, -0.8, 2.1}, 0.7);
    check("compound", 100.0, 0.03);
    check("real", 1.3, 0.6);
    check("fraction", 0.37);
    check("series", 0.8);
    check("linear", new double[] {0.4, 1.3, -0.8}, new double[] {2, -0.3, 0.9});
  }

  @Test
  void digitsWithoutARuleAreRefused() {
    Throwable refused =
        assertThrows(
            Throwable.class, () -> Directly.gradient(Numbers.class, "fractionByDigits", 0.37));
    assertTrue(refused.toString().contains("digits of a number"), refused::toString);
  }
}
