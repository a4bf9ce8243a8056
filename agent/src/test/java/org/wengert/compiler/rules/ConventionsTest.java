package org.wengert.compiler.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of docs/conventions.md, one test each. */
class ConventionsTest {

  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double MAX = Double.MAX_VALUE;
  private static final double TINY = Double.MIN_VALUE;

  /** Checks all partials of a row at a point; a zero of either sign is zero. */
  private static void assertPartials(String rowName, double[] point, double... expected) {
    Rule rule = PartialsTest.rule(rowName);
    double result = Primal.of(rowName).at(point);
    for (int i = 0; i < expected.length; i++) {
      double actual = ExprEvaluator.value(rule.partial(i), point, result) + 0.0;
      assertEquals(expected[i], actual, rowName + " operand " + i);
    }
  }

  private static double[] at(double... point) {
    return point;
  }

  private static void assertStrong(String rowName, int index) {
    assertTrue(((Partial.General) PartialsTest.rule(rowName).partial(index)).strongZero(), rowName);
  }

  @Test
  void absHasSlopeZeroAtZeroOfEitherSign() {
    for (String abs : List.of("abs(D)D", "abs(F)F")) {
      assertPartials(abs, at(0.0), 0);
      assertPartials(abs, at(-0.0), 0);
      assertPartials(abs, at(TINY), 1);
      assertPartials(abs, at(-INF), -1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"max(DD)D", "min(DD)D", "max(FF)F", "min(FF)F"})
  void tieOfMaxOrMinGivesHalfToEach(String rowName) {
    assertPartials(rowName, at(3, 3), 0.5, 0.5);
    assertPartials(rowName, at(-0.0, 0.0), 0.5, 0.5);
    assertPartials(rowName, at(0.0, -0.0), 0.5, 0.5);
    assertPartials(rowName, at(INF, INF), 0.5, 0.5);
  }

  @Test
  void maxAndMinGiveAllToTheOperandTheyReturn() {
    assertPartials("max(DD)D", at(1, 2), 0, 1);
    assertPartials("max(DD)D", at(2, 1), 1, 0);
    assertPartials("min(DD)D", at(1, 2), 1, 0);
    assertPartials("min(DD)D", at(2, 1), 0, 1);
  }

  @Test
  void clampIsMinOfMax() {
    assertClamp(at(1, 0, 2), 1, 0, 0);
    assertClamp(at(-1, 0, 2), 0, 1, 0);
    assertClamp(at(3, 0, 2), 0, 0, 1);
    assertClamp(at(0, 0, 2), 0.5, 0.5, 0);
    assertClamp(at(-0.0, 0, 2), 0.5, 0.5, 0);
    assertClamp(at(2, 0, 2), 0.5, 0, 0.5);
    assertClamp(at(2, 2, 2), 0.25, 0.25, 0.5);
    assertClamp(at(1, 2, 2), 0, 0.5, 0.5);
    assertClamp(at(3, 2, 2), 0, 0, 1);
    assertClamp(at(NAN, 0, 2), NAN, NAN, NAN);
  }

  /** Not by the primal, which JDK 17 lacks; its partials do not use the result. */
  private static void assertClamp(double[] point, double... expected) {
    for (String descriptor : List.of("(DDD)D", "(FFF)F")) {
      Rule rule = RuleTable.forMethod("java/lang/Math", "clamp", descriptor);
      for (int i = 0; i < 3; i++) {
        assertFalse(rule.partial(i).usesResult());
        assertEquals(expected[i], ExprEvaluator.value(rule.partial(i), point, NAN));
      }
    }
  }

  @Test
  void clampEqualsTheCompositionOfMaxAndMin() {
    double[] values = {-1, -0.0, 0, 1, 2, INF, -INF, NAN};
    for (double x : values) {
      for (double low : values) {
        for (double high : values) {
          if (low <= high) {
            assertClampComposed(x, low, high);
          }
        }
      }
    }
  }

  private static void assertClampComposed(double x, double low, double high) {
    double raised = Math.max(x, low);
    double through = partial("min(DD)D", 1, high, raised);
    assertClamp(
        at(x, low, high),
        through * partial("max(DD)D", 0, x, low),
        through * partial("max(DD)D", 1, x, low),
        partial("min(DD)D", 0, high, raised));
  }

  private static double partial(String rowName, int index, double... point) {
    double result = Primal.of(rowName).at(point);
    return ExprEvaluator.value(PartialsTest.rule(rowName).partial(index), point, result);
  }

  @Test
  void copySignHasSlopeOfBothSignsAndZeroAtZero() {
    for (String copySign : List.of("copySign(DD)D", "copySign(FF)F")) {
      assertPartials(copySign, at(2, 3), 1, 0);
      assertPartials(copySign, at(2, -3), -1, 0);
      assertPartials(copySign, at(-2, -3), 1, 0);
      assertPartials(copySign, at(-2, 3), -1, 0);
      assertPartials(copySign, at(2, -0.0), -1, 0);
      assertPartials(copySign, at(2, 0.0), 1, 0);
      assertPartials(copySign, at(0.0, -3), 0, 0);
    }
  }

  @Test
  void rootsHaveInfiniteSlopeAtZeroWithTheStrongZero() {
    assertPartials("sqrt(D)D", at(0), INF);
    assertPartials("cbrt(D)D", at(0), INF);
    assertPartials("cbrt(D)D", at(-0.0), INF);
    assertStrong("sqrt(D)D", 0);
    assertStrong("cbrt(D)D", 0);
  }

  @Test
  void arcsineAndArccosineHaveInfiniteSlopeAtTheEndsWithTheStrongZero() {
    assertPartials("asin(D)D", at(1), INF);
    assertPartials("asin(D)D", at(-1), INF);
    assertPartials("acos(D)D", at(1), -INF);
    assertPartials("acos(D)D", at(-1), -INF);
    assertStrong("asin(D)D", 0);
    assertStrong("acos(D)D", 0);
  }

  @Test
  void logarithmsHaveInfiniteSlopeAtTheirPolesWithTheStrongZero() {
    assertPartials("log(D)D", at(0), INF);
    assertPartials("log10(D)D", at(0), INF);
    assertPartials("log1p(D)D", at(-1), INF);
    assertStrong("log(D)D", 0);
    assertStrong("log10(D)D", 0);
    assertStrong("log1p(D)D", 0);
  }

  @Test
  void exponentialsThatOverflowHaveTheStrongZero() {
    assertPartials("exp(D)D", at(1000), INF);
    assertPartials("expm1(D)D", at(1000), INF);
    assertPartials("sinh(D)D", at(1000), INF);
    assertPartials("cosh(D)D", at(-1000), -INF);
    for (String name : List.of("exp(D)D", "expm1(D)D", "sinh(D)D", "cosh(D)D")) {
      assertStrong(name, 0);
    }
  }

  @Test
  void divisionByZeroHasTheStrongZero() {
    assertPartials("DDIV", at(3, 0), INF, -INF);
    assertPartials("DDIV", at(0, 0), INF, NAN);
    for (String division : List.of("DDIV", "FDIV")) {
      assertStrong(division, 0);
      assertStrong(division, 1);
    }
  }

  @Test
  void divisionOfZeroByATinyNumberHasSlopeZeroInTheDivisor() {
    assertPartials("DDIV", at(0, TINY), INF, 0);
  }

  @Test
  void powHasItsExactLimitsAtBaseZero() {
    assertPartials("pow(DD)D", at(0, 1), 1, 0);
    assertPartials("pow(DD)D", at(-0.0, 1), 1, 0);
    assertPartials("pow(DD)D", at(0, 2), 0, 0);
    assertPartials("pow(DD)D", at(0, 3.5), 0, 0);
    assertPartials("pow(DD)D", at(0, 0.5), INF, 0);
    assertPartials("pow(DD)D", at(0, 0), 0, -INF);
    assertPartials("pow(DD)D", at(0, -1), -INF, -INF);
    assertStrong("pow(DD)D", 0);
    assertStrong("pow(DD)D", 1);
  }

  @Test
  void powToTheZeroIsConstantInItsBase() {
    for (double x : new double[] {3, -3, TINY, -TINY, 0, MAX, INF, -INF}) {
      assertEquals(0, partial("pow(DD)D", 0, x, 0) + 0.0);
      assertEquals(0, partial("pow(DD)D", 0, x, -0.0) + 0.0);
    }
  }

  @Test
  void powOfANegativeBaseToAnIntegerHasSlopeZeroInTheExponent() {
    assertPartials("pow(DD)D", at(-2, 3), 12, 0);
    assertPartials("pow(DD)D", at(-2, 2), -4, 0);
    assertPartials("pow(DD)D", at(-2, -1), -0.25, 0);
    assertPartials("pow(DD)D", at(-2, 0), 0, 0);
    assertPartials("pow(DD)D", at(-10, 400), -INF, 0);
  }

  @Test
  void powOfANegativeBaseToAFractionIsNaNWithItsValue() {
    assertPartials("pow(DD)D", at(-2, 0.5), NAN, NAN);
  }

  @Test
  void powThatUnderflowsKeepsItsSlope() {
    assertPartials("pow(DD)D", at(1e-200, 2), 2e-200, 0);
  }

  @Test
  void directionAndLengthOfTheZeroVectorHaveSlopeZero() {
    assertPartials("atan2(DD)D", at(0, 0), 0, 0);
    assertPartials("atan2(DD)D", at(-0.0, -0.0), 0, 0);
    assertPartials("hypot(DD)D", at(0, 0), 0, 0);
    assertPartials("hypot(DD)D", at(0, -0.0), 0, 0);
  }

  @Test
  void atan2NeitherOverflowsNorUnderflows() {
    assertEquals(0.16e-300, partial("atan2(DD)D", 0, 3e300, 4e300), 1e-315);
    assertEquals(-0.12e-300, partial("atan2(DD)D", 1, 3e300, 4e300), 1e-315);
    assertEquals(0.12e300, partial("atan2(DD)D", 0, 4e-300, 3e-300), 1e285);
    assertEquals(-0.16e300, partial("atan2(DD)D", 1, 4e-300, 3e-300), 1e285);
    assertPartials("atan2(DD)D", at(0, -2), -0.5, 0);
    assertPartials("atan2(DD)D", at(1e-320, 1), 1, 0 - 1e-320);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "floor(D)D",
        "ceil(D)D",
        "rint(D)D",
        "round(D)J",
        "round(F)I",
        "signum(D)D",
        "signum(F)F",
        "ulp(D)D",
        "ulp(F)F",
        "getExponent(D)I",
        "getExponent(F)I",
        "D2I",
        "D2L",
        "F2I",
        "F2L",
        "I2D",
        "I2F",
        "L2D",
        "L2F",
        "DCMPL",
        "DCMPG",
        "FCMPL",
        "FCMPG"
      })
  void piecewiseConstantOperationsHaveSlopeZero(String rowName) {
    assertTrue(PartialsTest.rule(rowName).isConstant());
  }

  @Test
  void remainderIsThatOfTheExecutedQuotient() {
    for (String rem : List.of("DREM", "FREM")) {
      assertPartials(rem, at(7, 2), 1, -3);
      assertPartials(rem, at(-7, 2), 1, 3);
      assertPartials(rem, at(7, -2), 1, 3);
      assertPartials(rem, at(6, 2), 1, -3);
      assertPartials(rem, at(7, INF), 1, 0);
      assertStrong(rem, 1);
    }
    assertPartials("DREM", at(7, 0), 1, NAN);
    assertPartials("DREM", at(1.1, 0.1), 1, -11);
  }

  @Test
  void ieeeRemainderIsThatOfTheNearestQuotient() {
    assertPartials("IEEEremainder(DD)D", at(7, 4), 1, -2);
    assertPartials("IEEEremainder(DD)D", at(5, 4), 1, -1);
    assertPartials("IEEEremainder(DD)D", at(-7, 4), 1, 2);
    assertPartials("IEEEremainder(DD)D", at(MAX, MAX / 1.6), 1, -2);
    assertPartials("IEEEremainder(DD)D", at(7, 0), 1, NAN);
    assertStrong("IEEEremainder(DD)D", 1);
  }

  @Test
  void neighboursMoveWithTheirNumber() {
    for (String name : List.of("nextUp(D)D", "nextUp(F)F", "nextDown(D)D", "nextDown(F)F")) {
      assertSame(Partial.ONE, PartialsTest.rule(name).partial(0));
    }
    for (String name : List.of("nextAfter(DD)D", "nextAfter(FD)F")) {
      assertEquals(List.of(Partial.ONE, Partial.ZERO), PartialsTest.rule(name).partials());
    }
  }

  @Test
  void scalbHasExactPowersOfTwoAsSlope() {
    for (int n = -1074; n <= 1023; n++) {
      assertEquals(Math.scalb(1.0, n), partial("scalb(DI)D", 0, 1.5, n));
      assertEquals(Math.scalb(1.0, n), partial("scalb(FI)F", 0, 1.5, n));
    }
    assertPartials("scalb(DI)D", at(1e-300, 2000), INF, 0);
    assertStrong("scalb(DI)D", 0);
  }

  @Test
  void anglesAreConvertedByTheFactorsOfTheJdk() {
    assertPartials("toRadians(D)D", at(7), Math.toRadians(1));
    assertPartials("toDegrees(D)D", at(7), Math.toDegrees(1));
  }

  @Test
  void randomNumbersAreConstantsThatDiffer() {
    Rule rule = RuleTable.forMethod("java/lang/Math", "random", "()D");
    assertEquals(0, rule.arity());
    assertSame(Rule.Purity.NONDETERMINISTIC, rule.purity());
  }

  @Test
  void partialsOfStrictMathAreThoseOfMath() {
    for (String name : RuleTable.rowNames()) {
      int parenthesis = name.indexOf('(');
      if (parenthesis > 0) {
        Rule strict =
            RuleTable.forMethod(
                "java/lang/StrictMath",
                name.substring(0, parenthesis),
                name.substring(parenthesis));
        assertEquals("java/lang/StrictMath." + name, strict.key());
        assertEquals(PartialsTest.rule(name).partials(), strict.partials());
      }
    }
  }

  /** A partial that varies is NaN when any operand is, but where the value ignores the NaN. */
  @Test
  void partialsThatVaryAreNaNAtNaN() {
    for (Sample sample : PartialsTest.samples()) {
      Rule rule = PartialsTest.rule(sample.name());
      double[] ordinary = sample.point(new java.util.Random(4));
      for (int nan = 0; nan < rule.arity(); nan++) {
        double[] point = ordinary.clone();
        point[nan] = NAN;
        if (!sample.name().startsWith("scalb") && !sample.name().startsWith("clamp")) {
          assertVaryingPartialsAreNaN(rule, point, Primal.of(sample.name()).at(point), nan);
        }
      }
    }
  }

  private static void assertVaryingPartialsAreNaN(
      Rule rule, double[] point, double result, int nan) {
    for (int i = 0; i < point.length; i++) {
      Partial partial = rule.partial(i);
      boolean varies = partial.usesResult() || partial.operandsUsed().contains(nan);
      if (varies) {
        double value = ExprEvaluator.value(partial, point, result);
        assertTrue(Double.isNaN(value), rule.key() + " operand " + i);
      }
    }
  }

  @Test
  void powAtNaNIsNaNButForTheConstantPowerZero() {
    assertPartials("pow(DD)D", at(NAN, 1), NAN, NAN);
    assertPartials("pow(DD)D", at(NAN, 2), NAN, NAN);
    assertPartials("pow(DD)D", at(1, NAN), NAN, NAN);
    assertPartials("pow(DD)D", at(0, NAN), NAN, NAN);
    assertPartials("pow(DD)D", at(-1, NAN), NAN, NAN);
    assertPartials("pow(DD)D", at(NAN, 0), 0, NAN);
  }

  private static final double[] EXTREMES = {
    0, -0.0, TINY, -TINY, 1e-300, -1e-300, 0.5, -0.5, 1, -1, 2, 3, -3, 710.5, -711, 2000, 1e300,
    -1e300, MAX, -MAX
  };

  @Test
  void strongZeroIsUsedExactlyWhereAPartialCanBeInfiniteOrNaN() {
    for (Sample sample : PartialsTest.samples()) {
      assertStrongWhereNotFinite(sample.name());
    }
  }

  private static void assertStrongWhereNotFinite(String rowName) {
    Rule rule = PartialsTest.rule(rowName);
    boolean[] singular = new boolean[rule.arity()];
    for (double[] point : extremePoints(rule.arity())) {
      if (!rowName.startsWith("clamp") || Double.compare(point[1], point[2]) <= 0) {
        double result = Primal.of(rowName).at(point);
        for (int i = 0; i < singular.length; i++) {
          singular[i] |= !Double.isFinite(ExprEvaluator.value(rule.partial(i), point, result));
        }
      }
    }
    for (int i = 0; i < singular.length; i++) {
      boolean strong = rule.partial(i) instanceof Partial.General general && general.strongZero();
      assertEquals(singular[i], strong, rowName + " operand " + i);
    }
  }

  private static List<double[]> extremePoints(int arity) {
    List<double[]> points = List.of(new double[0]);
    for (int i = 0; i < arity; i++) {
      List<double[]> longer = new ArrayList<>();
      for (double[] point : points) {
        for (double extreme : EXTREMES) {
          double[] next = Arrays.copyOf(point, i + 1);
          next[i] = extreme;
          longer.add(next);
        }
      }
      points = longer;
    }
    return points;
  }
}
