package org.wengert.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wengert.testing.Case;
import org.wengert.testing.Engine;
import org.wengert.testing.EngineUnderTest;

/** The conventions at the edges, one test for each row of their table, in every mode. */
@Tag("engine")
class EdgeConventionsTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final List<Class<?>> LIBRARIES = List.of(MathCalls.class, StrictMathCalls.class);

  private final Engine engine = EngineUnderTest.engine();

  /** Asks every mode for one partial, with the seed or tangent given. */
  private void withPartial(
      Class<?> owner,
      String name,
      Object[] args,
      int i,
      double seed,
      BiConsumer<String, Double> check)
      throws Throwable {
    Method method = Case.methodNamed(owner, name);
    String what = "%s.%s%s by %d".formatted(owner.getSimpleName(), name, Arrays.toString(args), i);
    check.accept(what + ", forward", forward(method, args, i, seed));
    check.accept(what + ", reverse", reverse(method, args, i, seed));
    if (seed == 1) {
      check.accept(what + ", joint", adjoint(engine.gradient(method, args, active(method)), i));
    }
  }

  private double forward(Method method, Object[] args, int i, double seed) throws Throwable {
    boolean[] active = active(method);
    Object[] tangents = new Object[args.length];
    for (int k = 0; k < args.length; k++) {
      tangents[k] = active[k] ? (Object) (k == i ? seed : 0.0) : null;
    }
    return (double) engine.jvp(method, args, tangents).tangent();
  }

  private double reverse(Method method, Object[] args, int i, double seed) throws Throwable {
    return adjoint(engine.vjp(method, args, active(method), seed, new Object[args.length]), i);
  }

  private static double adjoint(Engine.Vjp vjp, int i) {
    return (double) vjp.argAdjoints()[i];
  }

  private static boolean[] active(Method method) {
    boolean[] active = new boolean[method.getParameterCount()];
    for (int k = 0; k < active.length; k++) {
      Class<?> type = method.getParameterTypes()[k];
      active[k] = type == double.class || type == float.class;
    }
    return active;
  }

  private void assertPartial(double expected, Class<?> owner, String name, int i, Object... args)
      throws Throwable {
    // Zeros of either sign are the same derivative.
    withPartial(
        owner, name, args, i, 1, (what, found) -> assertEquals(expected + 0.0, found + 0.0, what));
  }

  private void assertPartials(Class<?> owner, String name, double[] expected, Object... args)
      throws Throwable {
    for (int i = 0; i < expected.length; i++) {
      assertPartial(expected[i], owner, name, i, args);
    }
  }

  /** Infinite with its sign under any non-zero seed, zero under a zero one. */
  private void assertInfinitePartial(double expected, String name, int i, Object... args)
      throws Throwable {
    for (Class<?> library : LIBRARIES) {
      assertPartial(expected, library, name, i, args);
      withPartial(
          library, name, args, i, -2, (what, found) -> assertEquals(-expected, found, what));
      withPartial(library, name, args, i, 0, (what, found) -> assertEquals(0, found + 0.0, what));
    }
  }

  @Test
  void branchesFollowTheExecutedBranch() throws Throwable {
    assertPartial(1, Edges.class, "absByBranch", 0, 0.0);
    assertPartial(1, Edges.class, "absByBranch", 0, -0.0);
    assertPartial(-1, Edges.class, "squareOrMinus", 0, 0.0);
    assertPartial(3, Edges.class, "squareOrMinus", 0, 1.5);
  }

  @Test
  void absAtZeroIsZero() throws Throwable {
    for (Class<?> library : LIBRARIES) {
      assertPartial(0, library, "abs", 0, 0.0);
      assertPartial(0, library, "abs", 0, -0.0);
      assertPartial(1, library, "abs", 0, 2.0);
      assertPartial(-1, library, "abs", 0, -2.0);
      assertPartial(0, library, "absFloat", 0, 0f);
      assertPartial(-1, library, "absFloat", 0, -2f);
    }
  }

  @Test
  void maxAndMinAtATieGiveHalfToEach() throws Throwable {
    for (Class<?> library : LIBRARIES) {
      for (String name : List.of("max", "min")) {
        assertPartials(library, name, new double[] {0.5, 0.5}, 1.5, 1.5);
        assertPartials(library, name, new double[] {0.5, 0.5}, 0.0, 0.0);
        assertPartials(library, name + "Float", new double[] {0.5, 0.5}, 1.5f, 1.5f);
      }
    }
  }

  @Test
  void rootAtZeroIsInfiniteWithTheStrongZero() throws Throwable {
    assertInfinitePartial(INFINITY, "sqrt", 0, 0.0);
    // The zero adjoint stays zero through the root; forward it is infinity times zero, a plain
    // product, which may be NaN.
    Method method = Case.methodNamed(Edges.class, "rootTimesZero");
    assertEquals(3, reverse(method, new Object[] {0.0}, 0, 1));
    assertPartial(2, Edges.class, "rootOfConstantAndX", 0, 1.0, 0.0);
  }

  @Test
  void infinitePartialsAtFiniteValuesAreTheLimitWithTheStrongZero() throws Throwable {
    assertInfinitePartial(INFINITY, "cbrt", 0, 0.0);
    assertInfinitePartial(INFINITY, "asin", 0, 1.0);
    assertInfinitePartial(INFINITY, "asin", 0, -1.0);
    assertInfinitePartial(-INFINITY, "acos", 0, 1.0);
    assertInfinitePartial(-INFINITY, "acos", 0, -1.0);
    assertInfinitePartial(INFINITY, "log", 0, 0.0);
    assertInfinitePartial(INFINITY, "log10", 0, 0.0);
    assertInfinitePartial(INFINITY, "log1p", 0, -1.0);
    assertInfinitePartial(INFINITY, "pow", 0, 0.0, 0.5);
  }

  @Test
  void divisionByZeroIsInfiniteWithTheStrongZero() throws Throwable {
    assertPartials(Edges.class, "quotient", new double[] {INFINITY, -INFINITY}, 3.0, 0.0);
    for (int i = 0; i < 2; i++) {
      withPartial(
          Edges.class,
          "quotient",
          new Object[] {3.0, 0.0},
          i,
          0,
          (what, found) -> assertEquals(0, found + 0.0, what));
    }
  }

  @Test
  void powerHasItsExactLimits() throws Throwable {
    for (Class<?> library : LIBRARIES) {
      assertPartial(1, library, "pow", 0, 0.0, 1.0);
      assertPartial(0, library, "pow", 0, 0.0, 2.0);
      assertPartial(0, library, "pow", 0, 0.0, 0.0);
      for (double y : new double[] {0.5, 1, 2, 7.3}) {
        assertPartial(0, library, "pow", 1, 0.0, y);
      }
      for (double y : new double[] {-3, -2, 1, 2, 5}) {
        assertPartial(0, library, "pow", 1, -2.0, y);
      }
      assertPartial(6, library, "pow", 0, 3.0, 2.0);
      assertPartial(-6, library, "pow", 0, -3.0, 2.0);
      assertPartial(27, library, "pow", 0, -3.0, 3.0);
    }
  }

  @Test
  void angleAndLengthAtTheOriginAreZero() throws Throwable {
    for (Class<?> library : LIBRARIES) {
      assertPartials(library, "atan2", new double[] {0, 0}, 0.0, 0.0);
      assertPartials(library, "hypot", new double[] {0, 0}, 0.0, 0.0);
    }
  }

  @Test
  void stepFunctionsAndCastsToIntegersAreZero() throws Throwable {
    for (Class<?> library : LIBRARIES) {
      for (String name : List.of("floor", "ceil", "rint", "signum", "ulp")) {
        for (double x : new double[] {1.7, -2.0, 0.0}) {
          assertPartial(0, library, name, 0, x);
        }
      }
      for (String name : List.of("signumFloat", "ulpFloat")) {
        assertPartial(0, library, name, 0, 1.7f);
      }
      // These multiply the rounded value by x: what is left is the rounded value.
      assertPartial(2, library, "round", 0, 1.7);
      assertPartial(-2, library, "round", 0, -2.0);
      assertPartial(2, library, "roundFloat", 0, 1.7f);
    }
    assertPartial(0, Edges.class, "casts", 0, 7.7);
    assertPartial(0, Edges.class, "casts", 0, -7.0);
  }

  @Test
  void remainderCountsTheWholeQuotients() throws Throwable {
    double[][] points = {{7.5, 2}, {-7.5, 2}, {7.5, -2}, {1.5, 2}, {8, 2}};
    for (double[] p : points) {
      double byY = -(p[0] - p[0] % p[1]) / p[1];
      assertPartials(Edges.class, "remainder", new double[] {1, byY}, p[0], p[1]);
      assertPartials(
          Edges.class, "remainderFloat", new double[] {1, byY}, (float) p[0], (float) p[1]);
    }
  }

  @Test
  void operandThatIsNoNumberMakesTheDerivativeNoNumber() throws Throwable {
    double nan = Double.NaN;
    List<String> unary =
        List.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "expm1",
            "log", "log10", "log1p", "sqrt", "cbrt");
    for (Class<?> library : LIBRARIES) {
      for (String name : unary) {
        assertNotANumber(library, name, 0, nan);
      }
      for (String name : List.of("pow", "atan2", "hypot")) {
        for (int i = 0; i < 2; i++) {
          assertNotANumber(library, name, i, nan, 1.5);
          assertNotANumber(library, name, i, 1.5, nan);
        }
      }
    }
    assertNotANumber(Edges.class, "product", 0, 1.5, nan);
    assertNotANumber(Edges.class, "product", 1, nan, 1.5);
    assertNotANumber(Edges.class, "quotient", 0, 1.5, nan);
    assertNotANumber(Edges.class, "quotient", 1, nan, 1.5);
    assertNotANumber(Edges.class, "remainder", 1, nan, 1.5);
  }

  /** NaN under seed 1; under seed 0, NaN or 0. */
  private void assertNotANumber(Class<?> owner, String name, int i, Object... args)
      throws Throwable {
    withPartial(
        owner, name, args, i, 1, (what, found) -> assertTrue(Double.isNaN(found), what + found));
    withPartial(
        owner,
        name,
        args,
        i,
        0,
        (what, found) -> assertTrue(Double.isNaN(found) || found == 0, what + found));
  }
}
