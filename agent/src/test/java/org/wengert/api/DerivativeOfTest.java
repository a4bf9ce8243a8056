package org.wengert.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.Derivative;
import org.wengert.DerivativeOf;
import org.wengert.DerivativeOf.Mode;
import org.wengert.Derivatives;
import org.wengert.Gradient;
import org.wengert.Inactive;
import org.wengert.Jacobians;
import org.wengert.Jvp;
import org.wengert.NotDifferentiableException;
import org.wengert.testing.DirectEngine;

/**
 * Derivatives that users give for methods. Methods here have twins without rules; both must yield
 * the same derivatives in all modes, which also makes forward fit reverse mode.
 */
class DerivativeOfTest {
  static {
    new DirectEngine();
  }

  /** Runs of methods that have rules, and of rules. */
  private static int primals;

  private static int rules;

  @BeforeEach
  void reset() {
    primals = 0;
    rules = 0;
  }

  /** What has rules hides its arithmetic: nobody may look into it. */
  private static double hidden(double x) {
    primals++;
    return Double.longBitsToDouble(Double.doubleToLongBits(x) + 0);
  }

  // Numbers.

  static double cube(double x) {
    return hidden(x) * x * x;
  }

  @DerivativeOf(
      type = DerivativeOfTest.class,
      method = "cube",
      mode = {Mode.FORWARD, Mode.REVERSE})
  private static double cubeRule(double x, double result, double seed) {
    rules++;
    return seed * 3 * result / x;
  }

  static float mix(float a, int n, double b) {
    return (float) (hidden(a) * n * b);
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "mix", mode = Mode.FORWARD)
  static double mixTangent(float a, int n, double b, float result, double at, double bt) {
    rules++;
    return n * (b * at + a * bt);
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "mix", mode = Mode.REVERSE)
  static void mixAdjoint(float a, int n, double b, float result, double seed, double[] adjoints) {
    rules++;
    assertArrayEquals(new double[2], adjoints);
    adjoints[0] += seed * n * b;
    adjoints[1] += seed * n * a;
  }

  // Arrays.

  static double dot(double[] x, double[] y) {
    double sum = hidden(0);
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Another overload, without a rule. */
  static double dot(double x, double y) {
    return x * y;
  }

  interface DotRules {
    @DerivativeOf(type = DerivativeOfTest.class, method = "dot", mode = Mode.FORWARD)
    static double tangent(double[] x, double[] y, double result, double[] xt, double[] yt) {
      rules++;
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * yt[i] + xt[i] * y[i];
      }
      return sum;
    }

    @DerivativeOf(type = DerivativeOfTest.class, method = "dot", mode = Mode.REVERSE)
    static void adjoint(
        double[] x, double[] y, double result, double seed, double[] xa, double[] ya) {
      rules++;
      for (int i = 0; i < x.length; i++) {
        xa[i] += seed * y[i];
        ya[i] += seed * x[i];
      }
    }
  }

  /** Writes its last argument, and the first in place. */
  static void squares(double[] x, @Inactive int[] index, float[][] out) {
    primals++;
    for (int i = 0; i < index.length; i++) {
      double v = x[index[i]];
      x[index[i]] = Double.longBitsToDouble(Double.doubleToLongBits(v * v) + 0);
      out[i][1] = (float) (3 * v);
    }
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "squares", mode = Mode.FORWARD)
  static void squaresTangent(
      double[] x, int[] index, float[][] out, double[] xt, double[][] outTangent) {
    rules++;
    for (int i = 0; i < index.length; i++) {
      outTangent[i][1] = 3 * xt[index[i]];
      xt[index[i]] *= 2 * x[index[i]];
    }
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "squares", mode = Mode.REVERSE)
  static void squaresAdjoint(
      double[] x, int[] index, float[][] out, double[] xa, double[][] outAdjoint) {
    rules++;
    for (int i = 0; i < index.length; i++) {
      xa[index[i]] = 2 * x[index[i]] * xa[index[i]] + 3 * outAdjoint[i][1];
      outAdjoint[i][1] = 0;
    }
  }

  static double[][] outer(double[] x, double y) {
    double[][] result = new double[x.length][2];
    for (int i = 0; i < x.length; i++) {
      result[i][0] = hidden(x[i]) * y;
      result[i][1] = y;
    }
    return result;
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "outer", mode = Mode.FORWARD)
  static double[][] outerTangent(double[] x, double y, double[][] result, double[] xt, double yt) {
    rules++;
    double[][] tangent = new double[x.length][2];
    for (int i = 0; i < x.length; i++) {
      tangent[i][0] = x[i] * yt + xt[i] * y;
      tangent[i][1] = yt;
    }
    return tangent;
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "outer", mode = Mode.REVERSE)
  static double outerAdjoint(
      double[] x, double y, double[][] result, double[][] seed, double[] xa) {
    rules++;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      assertEquals(x[i] * y, result[i][0]);
      xa[i] += seed[i][0] * y;
      sum += seed[i][0] * x[i] + seed[i][1];
    }
    return sum;
  }

  // Methods of interfaces.

  interface Power {
    static double third(double x) {
      return hidden(x) * x * x;
    }

    default double second(double x) {
      return hidden(x) * x;
    }

    @DerivativeOf(
        type = Power.class,
        method = "third",
        mode = {Mode.FORWARD, Mode.REVERSE})
    private static double thirdRule(double x, double result, double seed) {
      rules++;
      return 3 * x * x * seed;
    }

    @DerivativeOf(
        type = Power.class,
        method = "second",
        mode = {Mode.FORWARD, Mode.REVERSE})
    private static double secondRule(@Inactive Object self, double x, double y, double seed) {
      rules++;
      return 2 * x * seed;
    }
  }

  static double powers(double x, double y) {
    Power power = new Power() {};
    return Power.third(x) * power.second(y) * Power.third(y);
  }

  static double powersTwin(double x, double y) {
    return x * x * x * y * y * y * y * y;
  }

  // Objects.

  static class Spring {
    final double stiffness;

    Spring(double stiffness) {
      this.stiffness = stiffness;
    }

    double energy(double x) {
      return 0.5 * stiffness * hidden(x) * x;
    }

    @DerivativeOf(
        typeName = "org.wengert.api.DerivativeOfTest$Spring",
        method = "energy",
        mode = {Mode.FORWARD, Mode.REVERSE})
    private static double force(@Inactive Spring self, double x, double result, double seed) {
      rules++;
      return seed * self.stiffness * x;
    }
  }

  static final class Stiff extends Spring {
    Stiff() {
      super(1);
    }

    @Override
    double energy(double x) {
      return super.energy(x) + x;
    }
  }

  // A library.

  @DerivativeOf(
      type = Erf.class,
      method = "erf",
      mode = {Mode.FORWARD, Mode.REVERSE})
  private static double erf(double x, double result, double seed) {
    rules++;
    return seed * 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
  }

  // Programs and their twins.

  static double scalars(double x, double y) {
    double sum = 0;
    for (int i = 1; i < 4; i++) {
      sum += cube(x + i * y) * mix((float) x, i, y * y);
    }
    return sum + Math.sin(cube(y));
  }

  static double scalarsTwin(double x, double y) {
    double sum = 0;
    for (int i = 1; i < 4; i++) {
      double z = x + i * y;
      sum += z * z * z * (float) ((float) x * i * (y * y));
    }
    return sum + Math.sin(y * y * y);
  }

  static double arrays(double[] a, double[] b, double s) {
    double[] own = {s, s * s, 1};
    double first = dot(a, own);
    own[1] = dot(a, a) * s;
    a[0] = first;
    return dot(own, b) + dot(new double[] {2, 3, 4}, b) + dot(s, first) * a[0];
  }

  static double plainDot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double arraysTwin(double[] a, double[] b, double s) {
    double[] own = {s, s * s, 1};
    double first = plainDot(a, own);
    own[1] = plainDot(a, a) * s;
    a[0] = first;
    return plainDot(own, b) + plainDot(new double[] {2, 3, 4}, b) + s * first * a[0];
  }

  static double written(double[] a, double s) {
    double[] x = {s, a[0], a[1] * s};
    float[][] out = new float[2][2];
    int[] index = {2, 0};
    squares(x, index, out);
    index[0] = 1;
    squares(x, index, out);
    x[2] *= out[0][1];
    return x[0] * out[1][1] + x[1] * s + x[2];
  }

  static void squaresTwin(double[] x, int[] index, float[][] out) {
    for (int i = 0; i < index.length; i++) {
      double v = x[index[i]];
      x[index[i]] = v * v;
      out[i][1] = (float) (3 * v);
    }
  }

  static double writtenTwin(double[] a, double s) {
    double[] x = {s, a[0], a[1] * s};
    float[][] out = new float[2][2];
    int[] index = {2, 0};
    squaresTwin(x, index, out);
    index[0] = 1;
    squaresTwin(x, index, out);
    x[2] *= out[0][1];
    return x[0] * out[1][1] + x[1] * s + x[2];
  }

  static double returned(double[] a, double s) {
    double[][] product = outer(a, s);
    product[0][1] *= product[1][0];
    double[] row = product[1];
    row[0] += a[0];
    double[][] more = outer(row, product[0][1]);
    return more[0][0] * row[1] + more[1][1];
  }

  static double[][] outerTwin(double[] x, double y) {
    double[][] result = new double[x.length][2];
    for (int i = 0; i < x.length; i++) {
      result[i][0] = x[i] * y;
      result[i][1] = y;
    }
    return result;
  }

  static double returnedTwin(double[] a, double s) {
    double[][] product = outerTwin(a, s);
    product[0][1] *= product[1][0];
    double[] row = product[1];
    row[0] += a[0];
    double[][] more = outerTwin(row, product[0][1]);
    return more[0][0] * row[1] + more[1][1];
  }

  static double throwing(double[] a, double s) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      try {
        sum += dot(i == 2 ? null : a, new double[] {s, sum, 1}) * cube(s);
      } catch (NullPointerException e) {
        sum *= s;
      }
    }
    return sum;
  }

  static double throwingTwin(double[] a, double s) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      try {
        sum += plainDot(i == 2 ? null : a, new double[] {s, sum, 1}) * s * s * s;
      } catch (NullPointerException e) {
        sum *= s;
      }
    }
    return sum;
  }

  private static double fails(double[] a, double s) {
    a[0] += dot(a, new double[] {s, 1, 2}) * cube(s);
    if (a[0] > 0) {
      throw new IllegalStateException();
    }
    return a[0];
  }

  static double caughtBelow(double[] a, double s) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      try {
        sum += fails(a, s + i);
      } catch (IllegalStateException e) {
        sum *= a[0];
      }
      a[0] = a[0] * a[1] - 2;
    }
    return sum + a[0];
  }

  private static double failsTwin(double[] a, double s) {
    a[0] += plainDot(a, new double[] {s, 1, 2}) * s * s * s;
    if (a[0] > 0) {
      throw new IllegalStateException();
    }
    return a[0];
  }

  static double caughtBelowTwin(double[] a, double s) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      try {
        sum += failsTwin(a, s + i);
      } catch (IllegalStateException e) {
        sum *= a[0];
      }
      a[0] = a[0] * a[1] - 2;
    }
    return sum + a[0];
  }

  static double recursive(double x, int n) {
    return n == 0 ? cube(x) : Erf.erf(recursive(0.1 * x, n - 1)) * cube(x);
  }

  static double recursiveTwin(double x, int n) {
    return n == 0 ? x * x * x : -Erf.erf(recursiveTwin(0.1 * x, n - 1), 0) * x * x * x;
  }

  static double springs(double stiffness, double x) {
    Spring soft = new Spring(2);
    Spring stiff = new Stiff();
    DoubleUnaryOperator reference = soft::energy;
    return soft.energy(x * x) + stiff.energy(x) * reference.applyAsDouble(stiffness);
  }

  static double springsTwin(double stiffness, double x) {
    return x * x * x * x + (0.5 * x * x + x) * stiffness * stiffness;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scalars",
        "arrays",
        "written",
        "returned",
        "throwing",
        "caughtBelow",
        "recursive",
        "springs",
        "powers"
      })
  void allModesYieldWhatTheTwinYields(String name) {
    Object[] args = arguments(name);
    Derivative twin = Derivatives.of(DerivativeOfTest.class, name + "Twin");
    Derivative ruled = Derivatives.of(DerivativeOfTest.class, name);
    Gradient expected = twin.gradient(arguments(name));
    int before = primals;
    int plain = plainRuns(name);
    primals = before;
    Gradient found = ruled.gradient(args);
    assertEquals(plain, primals - before, "runs of methods with rules");
    assertTrue(rules > 0);
    assertEquals(expected.value(), found.value(), 1e-14 * Math.abs(expected.value()));
    Object[] tangents = tangents(name);
    double inner = 0;
    for (int i = 0; i < args.length; i++) {
      if (tangents[i] != null) {
        assertNear(expected.of(i), found.of(i));
        inner += product(expected.of(i), tangents[i]);
      }
    }
    before = primals;
    Jvp jvp = ruled.jvp(arguments(name), tangents);
    assertEquals(plain, primals - before, "runs of methods with rules");
    assertEquals(inner, (double) jvp.tangent(), 1e-12 * (1 + Math.abs(inner)));
    before = primals;
    try (var vjp = ruled.vjp(arguments(name))) {
      for (double seed : new double[] {1, -2, 1}) {
        var adjoints = vjp.pullback().apply(seed);
        for (int i = 0; i < args.length; i++) {
          if (tangents[i] != null) {
            assertEquals(
                seed * product(expected.of(i), tangents[i]),
                product(adjoints.of(i), tangents[i]),
                1e-12 * (1 + Math.abs(inner)));
          }
        }
      }
    }
    assertEquals(plain, primals - before, "runs of methods with rules");
  }

  private static int plainRuns(String name) {
    int before = primals;
    Object[] a = arguments(name);
    switch (name) {
      case "scalars" -> scalars((double) a[0], (double) a[1]);
      case "arrays" -> arrays((double[]) a[0], (double[]) a[1], (double) a[2]);
      case "written" -> written((double[]) a[0], (double) a[1]);
      case "returned" -> returned((double[]) a[0], (double) a[1]);
      case "caughtBelow" -> caughtBelow((double[]) a[0], (double) a[1]);
      case "throwing" -> throwing((double[]) a[0], (double) a[1]);
      case "powers" -> powers((double) a[0], (double) a[1]);
      case "recursive" -> recursive((double) a[0], (int) a[1]);
      default -> springs((double) a[0], (double) a[1]);
    }
    return primals - before;
  }

  private static Object[] arguments(String name) {
    switch (name) {
      case "scalars", "springs", "powers":
        return new Object[] {0.75, 1.25};
      case "recursive":
        return new Object[] {1.5, 2};
      case "arrays":
        return new Object[] {new double[] {1, 2, 3}, new double[] {0.5, 4, -1}, 0.5};
      case "throwing", "caughtBelow":
        return new Object[] {new double[] {1, 2, 3}, 0.5};
      default:
        return new Object[] {new double[] {1.5, 2}, 0.5};
    }
  }

  private static Object[] tangents(String name) {
    switch (name) {
      case "scalars", "springs", "powers":
        return new Object[] {0.5, -1.0};
      case "recursive":
        return new Object[] {0.5, null};
      case "arrays":
        return new Object[] {new double[] {1, -1, 2}, new double[] {0.25, 1, 1}, 0.5};
      case "throwing", "caughtBelow":
        return new Object[] {new double[] {1, -1, 2}, 0.5};
      default:
        return new Object[] {new double[] {-1, 2}, 0.5};
    }
  }

  /** A rule is called once a direction, and all see what the arrays held. */
  @Test
  void rulesCarrySeveralDirections() {
    for (String name : List.of("scalars", "arrays", "written", "returned", "caughtBelow")) {
      Jacobians ruled = Derivatives.of(DerivativeOfTest.class, name).jacobians().forward();
      Jacobians twin = Derivatives.of(DerivativeOfTest.class, name + "Twin").jacobians().forward();
      int columns = twin.reverse().at(arguments(name)).columns().size();
      int[] most = IntStream.range(0, Math.min(columns, 4)).toArray();
      double[] expected = twin.columns(most).at(arguments(name)).matrix()[0];
      double[] found = ruled.columns(most).at(arguments(name)).matrix()[0];
      assertArrayEquals(expected, found, 1e-12, name);
    }
  }

  private static double product(Object a, Object b) {
    if (a instanceof double[] x) {
      double[] y = (double[]) b;
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * y[i];
      }
      return sum;
    }
    return (double) a * (double) b;
  }

  private static void assertNear(Object expected, Object found) {
    if (expected instanceof double[] x) {
      assertArrayEquals(x, (double[]) found, 1e-12);
    } else {
      assertEquals((double) expected, (double) found, 1e-12 * (1 + Math.abs((double) expected)));
    }
  }

  // The method itself at the API.

  @Test
  void methodWithARuleHasItAtTheApi() {
    assertEquals(12.0, Derivatives.of(DerivativeOfTest.class, "cube").gradient(2.0).of(0));
    assertEquals(1, rules);
    double[] x = {1, 2};
    Derivative dot = Derivatives.of(DerivativeOfTest.class, "dot(double[],double[])");
    assertArrayEquals(new double[] {2, 4}, (double[]) dot.gradient(x, x).of(0));
    assertEquals(12.0, Derivatives.of(Power.class, "third").gradient(2.0).of(0));
    Derivative energy = Derivatives.of(Spring.class, "energy");
    assertEquals(12.0, energy.gradient(new Spring(4), 3.0).of("x"));
    assertEquals(5.0, energy.gradient(new Stiff(), 4.0).of("x"));
    double[] in = {3};
    float[][] out = new float[1][2];
    Derivative squares = Derivatives.of(DerivativeOfTest.class, "squares");
    Jvp jvp =
        squares.jvp(
            new Object[] {in, new int[1], out},
            new Object[] {new double[] {2}, null, new float[1][2]});
    assertEquals(12.0, ((double[]) jvp.exitTangent("x"))[0]);
    assertEquals(9.0, in[0]);
  }

  @Test
  void otherOverloadHasNoRule() {
    assertEquals(
        3.0, Derivatives.of(DerivativeOfTest.class, "dot(double,double)").gradient(2.0, 3.0).of(0));
    assertEquals(0, rules);
  }

  // One mode only.

  static double forwardOnly(double x) {
    return hidden(x);
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "forwardOnly", mode = Mode.FORWARD)
  static double forwardOnlyRule(double x, double result, double xt) {
    return xt;
  }

  static double usesForwardOnly(double x) {
    return 2 * forwardOnly(x);
  }

  @Test
  void otherModeIsRefused() {
    Derivative derivative = Derivatives.of(DerivativeOfTest.class, "usesForwardOnly");
    assertEquals(2.0, derivative.jvp(new Object[] {3.0}, new Object[] {1.0}).tangent());
    NotDifferentiableException refused =
        assertThrows(NotDifferentiableException.class, () -> derivative.gradient(3.0));
    String text = refused.getMessage().replaceFirst(":[0-9]+", ":LINE");
    assertEquals(
        "org.wengert.api.DerivativeOfTest.usesForwardOnly(D)D (DerivativeOfTest.java:LINE) is not"
            + " differentiable: the derivative of org.wengert.api.DerivativeOfTest.forwardOnly is"
            + " given by org.wengert.api.DerivativeOfTest.forwardOnlyRule in forward mode only;"
            + " remedy: give it in the other mode too, by @DerivativeOf",
        text);
  }

  // Results that are not new.

  static double[] same(double[] a) {
    primals++;
    return a;
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "same", mode = Mode.FORWARD)
  static double[] sameRule(double[] a, double[] result, double[] at) {
    return at;
  }

  static double usesSame(double[] a) {
    return same(a)[0];
  }

  static double[] shorter(double[] a) {
    return new double[] {a[0]};
  }

  @DerivativeOf(type = DerivativeOfTest.class, method = "shorter", mode = Mode.FORWARD)
  static double[] shorterRule(double[] a, double[] result, double[] at) {
    return at;
  }

  static double usesShorter(double[] a) {
    return shorter(a)[0];
  }

  @Test
  void resultThatIsAnArgumentIsRefused() {
    assertRefused(
        "usesSame",
        "a method whose derivative is given by @DerivativeOf returns an array that is not new: an"
            + " argument, or one that is reached elsewhere; remedy: give the rule for a method that"
            + " returns a new array, or that is handed the array to fill");
  }

  @Test
  void tangentsOfAnotherShapeAreRefused() {
    assertRefused(
        "usesShorter",
        "a method annotated @DerivativeOf returns tangents that have not the shape of the result;"
            + " remedy: return an array of the same lengths, null for null");
  }

  private static void assertRefused(String name, String end) {
    Derivative derivative = Derivatives.of(DerivativeOfTest.class, name);
    Object[] args = {new double[] {1, 2}};
    Object[] tangents = {new double[] {1, 0}};
    NotDifferentiableException refused =
        assertThrows(NotDifferentiableException.class, () -> derivative.jvp(args, tangents));
    assertTrue(refused.getMessage().endsWith(end), refused::getMessage);
  }

  // Native methods.

  static native double unlinked(double x);

  @DerivativeOf(
      type = DerivativeOfTest.class,
      method = "unlinked",
      mode = {Mode.FORWARD, Mode.REVERSE})
  static double unlinkedRule(double x, double result, double seed) {
    return seed;
  }

  static native double withoutRule(double x);

  static double usesNative(double x) {
    return x > 10 ? unlinked(x) : x;
  }

  @Test
  void nativeMethodIsCalledAsThePlainProgramCallsIt() {
    Derivative derivative = Derivatives.of(DerivativeOfTest.class, "usesNative");
    assertEquals(1.0, derivative.gradient(3.0).of(0));
    assertThrows(UnsatisfiedLinkError.class, () -> derivative.gradient(11.0));
    assertThrows(
        UnsatisfiedLinkError.class,
        () -> Derivatives.derivative(DerivativeOfTest::unlinked).applyAsDouble(11));
    Derivative refused = Derivatives.of(DerivativeOfTest.class, "withoutRule");
    assertEquals(
        "org.wengert.api.DerivativeOfTest.withoutRule(D)D (DerivativeOfTest.java) is not"
            + " differentiable: the method is native, so there is no bytecode to differentiate;"
            + " remedy: give its derivative by @DerivativeOf, or differentiate a Java implementation"
            + " of it",
        assertThrows(NotDifferentiableException.class, () -> refused.gradient(1.0)).getMessage());
  }
}
