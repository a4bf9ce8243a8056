package org.wengert.fuzz;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.wengert.fuzz.MathFunction.Partial;
import org.wengert.fuzz.MathFunction.Partials;
import org.wengert.fuzz.MathFunction.RangeRule;

/** The methods of {@code Math} that programs call, with textbook partials, one row each. */
final class MathTable {
  private static final Range ANY = new Range(-1e5, 1e5);
  private static final Range POSITIVE = new Range(0.05, 1e4);
  private static final Range SMALL_INT = Range.symmetric(1e4);
  private static final Range UNIT = Range.symmetric(1);
  private static final Ty D = Ty.DOUBLE;
  private static final Ty F = Ty.FLOAT;
  private static final Ty I = Ty.INT;
  private static final Ty L = Ty.LONG;

  private static final List<MathFunction> ALL = new ArrayList<>();

  static {
    trigonometric();
    exponential();
    roundingAndSign();
    ofTwoAndThree();
    floats();
    integers();
  }

  private MathTable() {}

  /** Every function whose result has the given type. */
  static List<MathFunction> yielding(Ty result) {
    return ALL.stream().filter(f -> f.result() == result).toList();
  }

  /** The overload with these parameter types. */
  static MathFunction named(String name, Ty... parameters) {
    return ALL.stream()
        .filter(f -> f.name().equals(name) && f.parameters().equals(List.of(parameters)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + Arrays.toString(parameters)));
  }

  private static void trigonometric() {
    unary("sin", Range.symmetric(100), fixed(UNIT), (x, r) -> p(Math.cos(x[0])));
    unary("cos", Range.symmetric(100), fixed(UNIT), (x, r) -> p(-Math.sin(x[0])));
    unary("tan", Range.symmetric(1.2), monotone(Math::tan), (x, r) -> p(1 + r * r));
    unary("asin", Range.symmetric(0.95), monotone(Math::asin), (x, r) -> arc(1, x[0]));
    unary("acos", Range.symmetric(0.95), monotone(Math::acos), (x, r) -> arc(-1, x[0]));
    unary("atan", ANY, monotone(Math::atan), (x, r) -> p(1 / (1 + x[0] * x[0])));
    Partials hyperbolic = (x, r) -> new Partial[] {new Partial(1 - r * r, 1 + r * r)};
    unary("tanh", ANY, monotone(Math::tanh), hyperbolic);
    unary("sinh", Range.symmetric(3), monotone(Math::sinh), (x, r) -> p(Math.cosh(x[0])));
    unary(
        "cosh",
        Range.symmetric(3),
        a -> new Range(1, Math.cosh(a.get(0).magnitude())),
        (x, r) -> p(Math.sinh(x[0])));
    unary("toRadians", ANY, monotone(Math::toRadians), (x, r) -> p(Math.PI / 180));
    unary("toDegrees", Range.symmetric(8), monotone(Math::toDegrees), (x, r) -> p(180 / Math.PI));
  }

  private static Partial[] arc(double sign, double x) {
    double partial = sign / Math.sqrt((1 - x) * (1 + x));
    return new Partial[] {new Partial(partial, Math.abs(partial * partial * partial))};
  }

  private static void exponential() {
    Range exponent = new Range(-6, 3);
    unary("exp", exponent, monotone(Math::exp), (x, r) -> p(r));
    unary(
        "expm1",
        exponent,
        monotone(Math::expm1),
        (x, r) -> new Partial[] {new Partial(Math.exp(x[0]), 1 + Math.abs(r))});
    unary("log", POSITIVE, monotone(Math::log), (x, r) -> p(1 / x[0]));
    unary("log10", POSITIVE, monotone(Math::log10), (x, r) -> p(1 / (x[0] * Math.log(10))));
    unary("log1p", new Range(-0.8, 1e4), monotone(Math::log1p), (x, r) -> p(1 / (1 + x[0])));
    unary("sqrt", POSITIVE, monotone(Math::sqrt), (x, r) -> p(0.5 / r));
    unary("cbrt", POSITIVE, monotone(Math::cbrt), (x, r) -> p(1 / (3 * r * r)));
  }

  private static void roundingAndSign() {
    for (String name : List.of("floor", "ceil", "rint")) {
      unary(name, ANY, a -> new Range(a.get(0).low() - 1, a.get(0).high() + 1), null);
    }
    unary("signum", ANY, fixed(UNIT), null);
    unary("ulp", ANY, fixed(new Range(0, 1e-6)), null);
    unary("abs", ANY, a -> a.get(0).abs(), (x, r) -> p(Math.signum(x[0])));
    unary("nextUp", ANY, a -> a.get(0), (x, r) -> p(1));
    unary("nextDown", ANY, a -> a.get(0), (x, r) -> p(1));
  }

  private static void ofTwoAndThree() {
    row(
        "atan2",
        D,
        List.of(D, D),
        List.of(ANY, ANY),
        fixed(Range.symmetric(3.15)),
        MathTable::atan2);
    row(
        "pow",
        D,
        List.of(D, D),
        List.of(new Range(0.1, 5), Range.symmetric(3)),
        MathTable::powers,
        MathTable::pow);
    row(
        "hypot",
        D,
        List.of(D, D),
        List.of(ANY, ANY),
        a -> new Range(0, a.get(0).magnitude() + a.get(1).magnitude()),
        (x, r) -> r == 0 ? p(0, 0) : p(x[0] / r, x[1] / r));
    row(
        "IEEEremainder",
        D,
        List.of(D, D),
        List.of(ANY, new Range(0.5, 8)),
        fixed(Range.symmetric(4)),
        (x, r) -> p(1, -Math.rint((x[0] - r) / x[1])));
    row(
        "scalb",
        D,
        List.of(D, I),
        List.of(ANY, Range.symmetric(3)),
        a -> a.get(0).times(new Range(0.125, 8)),
        (x, r) -> p(Math.scalb(1.0, (int) x[1]), 0));
    floating("max", 2, D, MathTable::hull, MathTable::max);
    floating("min", 2, D, MathTable::hull, MathTable::min);
    floating("copySign", 2, D, a -> Range.symmetric(a.get(0).magnitude()), MathTable::copySign);
    floating("nextAfter", 2, D, a -> a.get(0), (x, r) -> p(1, 0));
    floating("fma", 3, D, a -> a.get(0).times(a.get(1)).plus(a.get(2)), (x, r) -> p(x[1], x[0], 1));
  }

  private static Range powers(List<Range> a) {
    double low = Math.pow(a.get(0).low(), a.get(1).low());
    double high = Math.pow(a.get(0).high(), a.get(1).high());
    double other = Math.pow(a.get(0).low(), a.get(1).high());
    double fourth = Math.pow(a.get(0).high(), a.get(1).low());
    return new Range(low, high).union(new Range(other, fourth)).union(new Range(0, 1)).abs();
  }

  private static Partial[] atan2(double[] x, double r) {
    double square = x[0] * x[0] + x[1] * x[1];
    return square == 0 ? p(0, 0) : p(x[1] / square, -x[0] / square);
  }

  private static Partial[] pow(double[] x, double r) {
    double byBase = x[1] == 0 ? 0 : x[1] * Math.pow(x[0], x[1] - 1);
    boolean flat = x[0] < 0 || (x[0] == 0 && x[1] > 0);
    return p(byBase, flat ? 0 : r * Math.log(x[0]));
  }

  private static Partial[] max(double[] x, double r) {
    return x[0] == x[1] ? p(0.5, 0.5) : x[0] > x[1] ? p(1, 0) : p(0, 1);
  }

  private static Partial[] min(double[] x, double r) {
    return x[0] == x[1] ? p(0.5, 0.5) : x[0] < x[1] ? p(1, 0) : p(0, 1);
  }

  private static Partial[] copySign(double[] x, double r) {
    return p(Math.signum(x[0]) * Math.copySign(1, x[1]), 0);
  }

  private static void floats() {
    row("abs", F, List.of(F), List.of(ANY), a -> a.get(0).abs(), (x, r) -> p(Math.signum(x[0])));
    row("signum", F, List.of(F), List.of(ANY), fixed(UNIT), null);
    row("ulp", F, List.of(F), List.of(ANY), fixed(UNIT), null);
    row("nextUp", F, List.of(F), List.of(ANY), a -> a.get(0), (x, r) -> p(1));
    row("nextDown", F, List.of(F), List.of(ANY), a -> a.get(0), (x, r) -> p(1));
    row("nextAfter", F, List.of(F, D), List.of(ANY, ANY), a -> a.get(0), (x, r) -> p(1, 0));
    row(
        "scalb",
        F,
        List.of(F, I),
        List.of(ANY, Range.symmetric(3)),
        a -> a.get(0).times(new Range(0.125, 8)),
        (x, r) -> p(Math.scalb(1.0, (int) x[1]), 0));
    floating("max", 2, F, MathTable::hull, MathTable::max);
    floating("min", 2, F, MathTable::hull, MathTable::min);
    floating("copySign", 2, F, a -> Range.symmetric(a.get(0).magnitude()), MathTable::copySign);
    floating("fma", 3, F, a -> a.get(0).times(a.get(1)).plus(a.get(2)), (x, r) -> p(x[1], x[0], 1));
  }

  private static void integers() {
    row("round", L, List.of(D), List.of(ANY), a -> a.get(0), null);
    row("round", I, List.of(F), List.of(ANY), a -> a.get(0), null);
    row("getExponent", I, List.of(D), List.of(ANY), fixed(Range.symmetric(1100)), null);
    row("getExponent", I, List.of(F), List.of(ANY), fixed(Range.symmetric(130)), null);
    Range divisor = new Range(1, 1000);
    for (Ty type : List.of(I, L)) {
      row("abs", type, List.of(type), List.of(SMALL_INT), a -> a.get(0).abs(), null);
      for (String name : List.of("max", "min")) {
        row(name, type, List.of(type, type), List.of(SMALL_INT, SMALL_INT), MathTable::hull, null);
      }
      for (String name : List.of("addExact", "subtractExact", "multiplyExact")) {
        row(name, type, List.of(type, type), List.of(SMALL_INT, SMALL_INT), fixed(ANY), null);
      }
      row("negateExact", type, List.of(type), List.of(SMALL_INT), a -> a.get(0).negate(), null);
      for (String name : List.of("floorMod", "floorDiv")) {
        row(name, type, List.of(type, type), List.of(SMALL_INT, divisor), fixed(SMALL_INT), null);
      }
    }
    row("floorMod", I, List.of(L, I), List.of(SMALL_INT, divisor), fixed(SMALL_INT), null);
    row("toIntExact", I, List.of(L), List.of(SMALL_INT), a -> a.get(0), null);
    row("multiplyFull", L, List.of(I, I), List.of(SMALL_INT, SMALL_INT), fixed(Range.ANY), null);
    row("multiplyHigh", L, List.of(L, L), List.of(SMALL_INT, SMALL_INT), fixed(UNIT), null);
  }

  private static Range hull(List<Range> a) {
    return a.get(0).union(a.get(1));
  }

  private static RangeRule fixed(Range range) {
    return a -> range;
  }

  private static RangeRule monotone(DoubleUnaryOperator f) {
    return a -> {
      double one = f.applyAsDouble(a.get(0).low());
      double other = f.applyAsDouble(a.get(0).high());
      return Range.of(Math.min(one, other), Math.max(one, other));
    };
  }

  private static Partial[] p(double... values) {
    return Arrays.stream(values).mapToObj(Partial::new).toArray(Partial[]::new);
  }

  private static void unary(String name, Range domain, RangeRule range, Partials partials) {
    row(name, D, List.of(D), List.of(domain), range, partials);
  }

  /** All parameters and the result are of one floating-point type. */
  private static void floating(String name, int arity, Ty type, RangeRule range, Partials rule) {
    List<Range> domains = Collections.nCopies(arity, Range.symmetric(1e3));
    row(name, type, Collections.nCopies(arity, type), domains, range, rule);
  }

  private static void row(
      String name, Ty result, List<Ty> types, List<Range> domains, RangeRule range, Partials rule) {
    Method math = find(Math.class, name, types);
    Method strict = find(StrictMath.class, name, types);
    ALL.add(new MathFunction(name, types, result, math, strict, rule, domains, range));
  }

  /** Null where this JDK's class has no such method: {@code StrictMath} lacked some until 19. */
  private static Method find(Class<?> owner, String name, List<Ty> types) {
    try {
      return owner.getMethod(name, types.stream().map(Ty::reflected).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException absent) {
      return null;
    }
  }
}
