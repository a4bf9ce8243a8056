package org.wengert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.wengert.runtime.Bridge;

class DerivativeTest {
  private static final double EXACT = 1e-9;

  private static Derivative of(String method) {
    return Derivatives.of(Primals.class, method);
  }

  @Test
  void gradientHasEachArgumentsShapeAndType() {
    Gradient g = of("price").gradient(2.0, 3f, new double[] {1, 2}, 4);
    assertEquals(26, g.value());
    assertEquals(3.0, (Double) g.of("spot"), EXACT);
    assertEquals(2f, (Float) g.of("vol"));
    assertArrayEquals(new double[] {8, 16}, (double[]) g.of("curve"), EXACT);
    assertArrayEquals((double[]) g.of("curve"), (double[]) g.of(2));
  }

  @Test
  void gradientRunsTheMethodAsAPlainCallWould() {
    Derivative d = of("price");
    d.gradient(2.0, 3f, new double[] {1}, 4);
    Primals.executions = 0;
    d.gradient(2.0, 3f, new double[] {}, 4);
    assertEquals(1 + 2 * 2, Primals.executions, "one, and two for each of two differences");
  }

  @Test
  void floatGradientIsRoundedOnce() {
    Gradient g = of("inFloat").gradient(new float[] {0.1f, 0.7f}, 1f);
    assertEquals(0.1f * 0.7f + 2f, (float) g.value());
    assertArrayEquals(new float[] {0.7f, 0.1f}, (float[]) g.of("x"), 1e-4f);
    assertEquals(Float.class, g.of("y").getClass());
  }

  @Test
  void argumentsWidenAsInAReflectiveCall() {
    assertEquals(10, of("product").gradient(2, 5L).value());
    assertEquals(100, of("square").gradient('\n').value());
    assertEquals(9, of("squareOfFloat").gradient((short) 3).value());
  }

  @Test
  void arrayOfRowsMayBeTheLoneArgument() {
    double[][] m = {{1, 2}, {3}};
    Gradient g = of("matrix").gradient(m);
    assertEquals(14, g.value());
    double[][] partials = (double[][]) g.of(0);
    assertArrayEquals(new double[] {2, 4}, partials[0], EXACT);
    assertArrayEquals(new double[] {6}, partials[1], EXACT);
    assertEquals(14, of("matrix").gradient((Object) m).value());
  }

  @Test
  void sharedRowsShareTheirPartials() {
    double[] row = {1, 2};
    double[][] partials =
        (double[][]) of("matrix").gradient((Object) new double[][] {row, row}).of(0);
    assertSame(partials[0], partials[1]);
    assertArrayEquals(new double[] {4, 8}, partials[0], EXACT);
  }

  @Test
  void sharedArgumentsReportTheSameTotal() {
    double[] x = {1, 2};
    Gradient g = of("dot").gradient(x, x);
    assertArrayEquals(new double[] {2, 4}, (double[]) g.of("x"), EXACT);
    assertArrayEquals(new double[] {2, 4}, (double[]) g.of("y"), EXACT);
  }

  @Test
  void tapeBytesOfACallCanBeRead() {
    assertEquals(16, of("product").gradient(2, 3).tapeBytes());
  }

  @Test
  void gradientPrintsItself() {
    assertEquals("Gradient[value=6.0, x=3.0, y=2.0]", of("product").gradient(2, 3).toString());
  }

  @Test
  void callsReuseOneTape() {
    Derivative d = of("product");
    d.gradient(1, 2);
    int before = Bridge.tapes;
    d.gradient(3, 4);
    d.jvp(new Object[] {1, 2}, new Object[] {1, 0});
    assertEquals(before, Bridge.tapes);
  }

  @Test
  void tapeBeyondTheLimitIsDropped() {
    Derivative d = of("huge");
    d.gradient(1);
    int before = Bridge.tapes;
    d.gradient(1);
    assertEquals(before + 1, Bridge.tapes);
  }

  @Test
  void jvpOfAScalar() {
    Jvp jvp =
        of("price")
            .jvp(
                new Object[] {2.0, 3f, new double[] {1, 2}, 4},
                new Object[] {1, 10f, new float[] {1, 0}, null});
    assertEquals(26.0, jvp.value());
    assertEquals(3 + 20 + 8, (Double) jvp.tangent(), EXACT);
  }

  @Test
  void jvpLeavesTheTangentsAlone() {
    double[] direction = {1, 1};
    Jvp jvp =
        of("step")
            .jvp(
                new Object[] {5.0, new double[] {1, 2}, new double[2]},
                new Object[] {1, direction, null});
    assertNull(jvp.value());
    assertNull(jvp.tangent());
    assertArrayEquals(new double[] {1, 1}, direction);
    assertArrayEquals(new double[] {6, 7}, (double[]) jvp.exitTangent("out"), EXACT);
    assertArrayEquals(new double[] {2, 1}, (double[]) jvp.exitTangent(1), EXACT);
  }

  @Test
  void jvpOfAnArrayHasItsShapeAndType() {
    Jvp jvp = of("outer").jvp(new Object[] {new float[] {2, 3}}, new Object[] {new float[] {1, 0}});
    float[][] tangent = (float[][]) jvp.tangent();
    assertArrayEquals(new float[] {4, 3}, tangent[0], 1e-4f);
    assertArrayEquals(new float[] {0}, tangent[1], 1e-4f);
  }

  @Test
  void jvpOfAFloatIsAFloat() {
    Object tangent = of("squareOfFloat").jvp(new Object[] {3f}, new Object[] {1}).tangent();
    assertEquals(6f, tangent);
  }

  @Test
  void sharedArgumentsMayHaveEqualTangents() {
    double[] x = {1, 2};
    Jvp jvp =
        of("dot").jvp(new Object[] {x, x}, new Object[] {new double[] {1, 0}, new double[] {1, 0}});
    assertEquals(2, (Double) jvp.tangent(), EXACT);
  }

  @Test
  void pullbackCanBeAppliedAgain() {
    double[] curve = {1, 2};
    try (Vjp vjp = of("price").vjp(2.0, 3f, curve, 4)) {
      assertEquals(26.0, vjp.value());
      curve[0] = 100;
      for (int seed = 1; seed < 4; seed++) {
        Adjoints a = vjp.pullback().apply(seed);
        assertEquals(3.0 * seed, (Double) a.of("spot"), EXACT);
        assertArrayEquals(new double[] {8 * seed, 16 * seed}, (double[]) a.of("curve"), EXACT);
      }
    }
  }

  @Test
  void adjointsOfOneApplicationOutliveTheNext() {
    try (Vjp vjp = of("sumOfSquares").vjp(new double[] {1, 2})) {
      Adjoints first = vjp.pullback().apply(1);
      Adjoints second = vjp.pullback().apply(10);
      assertArrayEquals(new double[] {2, 4}, (double[]) first.of(0), EXACT);
      assertArrayEquals(new double[] {20, 40}, (double[]) second.of(0), EXACT);
      assertNotSame(first.of(0), second.of(0));
    }
  }

  @Test
  void pullbackOfVoidTakesAdjointsOnExit() {
    try (Vjp vjp = of("step").vjp(5.0, new double[] {1, 2}, new double[2])) {
      assertNull(vjp.value());
      Adjoints a =
          vjp.pullback().applyAtExit(null, null, new double[] {10, 0}, new double[] {1, 1});
      assertEquals(1 + 2, (Double) a.of("h"), EXACT);
      assertArrayEquals(new double[] {5 + 20, 5}, (double[]) a.of("x"), EXACT);
      Adjoints again = vjp.pullback().applyAtExit(null, null, null, new double[] {0, 1});
      assertArrayEquals(new double[] {0, 5}, (double[]) again.of("x"), EXACT);
    }
  }

  @Test
  void pullbackOfAnArrayTakesASeedOfItsShape() {
    try (Vjp vjp = of("scale").vjp(3.0, new double[] {1, 2})) {
      Adjoints a = vjp.pullback().apply(new double[] {10, 1});
      assertEquals(12, (Double) a.of("a"), EXACT);
      assertArrayEquals(new double[] {30, 3}, (double[]) a.of("x"), EXACT);
    }
    try (Vjp vjp = of("outer").vjp((Object) new float[] {2, 3})) {
      Adjoints a = vjp.pullback().apply(new float[][] {{1, 0}, {1}});
      assertArrayEquals(new float[] {4, 6}, (float[]) a.of("x"), 1e-3f);
    }
  }

  @Test
  void openPullbackKeepsItsTapeFromOtherCalls() {
    Derivative d = of("product");
    try (Vjp vjp = d.vjp(2, 3)) {
      d.gradient(5, 7);
      d.vjp(1, 1).close();
      assertEquals(3, (Double) vjp.pullback().apply(1).of("x"), EXACT);
      assertEquals(16, vjp.pullback().tapeBytes());
    }
  }

  @Test
  void methodThatOnlyCountsStillHasDependentArrays() {
    try (Vjp vjp = of("count").vjp(new double[] {1, 2}, 7)) {
      assertEquals(7, vjp.value());
      Adjoints a = vjp.pullback().applyAtExit(null, new double[] {1, 1}, null);
      assertArrayEquals(new double[] {7, 1}, (double[]) a.of("x"), EXACT);
    }
  }

  @Test
  void exceptionOfThePrimalPassesUnchanged() {
    Derivative d = of("failing");
    for (int i = 0; i < 2; i++) {
      IOException thrown = assertThrows(IOException.class, () -> d.gradient(1));
      assertEquals("disk on fire at 1.0", thrown.getMessage());
    }
    assertThrows(IOException.class, () -> d.vjp(1));
    assertThrows(IOException.class, () -> d.jvp(new Object[] {1}, new Object[] {1}));
  }

  @Test
  void refusalBecomesTheApisException() {
    NotDifferentiableException thrown =
        assertThrows(NotDifferentiableException.class, () -> of("refused").gradient(1));
    assertEquals("NATIVE_METHOD", thrown.reason());
    assertEquals("org.wengert.Primals.refused: calls a native method", thrown.getMessage());
    assertEquals("org.wengert.runtime.Refusal", thrown.getCause().getClass().getName());
  }

  @Test
  void overloadIsChosenByItsParameterTypes() {
    assertEquals(3, of("overloaded(double)").gradient(3).value());
    assertEquals(5, of("overloaded(double, double[])").gradient(3, new double[] {2}).value());
    assertEquals(5, of("overloaded(double,double[])").gradient(3, new double[] {2}).value());
  }

  @Test
  void methodObjectIsDifferentiated() throws NoSuchMethodException {
    var method = Primals.class.getDeclaredMethod("square", double.class);
    assertEquals(6, (Double) Derivatives.of(method).gradient(3).of(0), EXACT);
  }

  @Test
  void parameterNamesComeFromTheClassFileOrAreNumbered() throws Exception {
    assertEquals(List.of("spot", "vol", "curve", "steps"), of("price").parameterNames());
    assertEquals(List.of("arg0", "arg1"), Derivatives.of(Math.class, "hypot").parameterNames());
    Class<?> host =
        Compilation.of("Plain", "class Plain { static double debugged(double x) { return x; } }")
            .load("Plain");
    assertEquals(List.of("fromTable"), Derivatives.of(host, "debugged").parameterNames());
  }

  @Test
  void gradientOfAMethodReference() {
    VectorGradient g =
        Derivatives.gradient((ToDoubleFunction<double[]> & Serializable) Primals::sumOfSquares);
    assertArrayEquals(new double[] {2, 4}, g.apply(new double[] {1, 2}), EXACT);
    double[] buffer = {9, 9};
    assertEquals(5, g.valueAndGradient(new double[] {1, 2}, buffer));
    assertArrayEquals(new double[] {2, 4}, buffer, EXACT);
  }

  @Test
  void capturedValuesOfALambdaAreConstants() {
    double factor = 5;
    double[] captured = {3, 1};
    ToDoubleFunction<double[]> f =
        (ToDoubleFunction<double[]> & Serializable) x -> factor * Primals.dot(x, captured);
    assertArrayEquals(
        new double[] {15, 5}, Derivatives.gradient(f).apply(new double[] {1, 2}), EXACT);
  }

  @Test
  void derivativeOfALambda() {
    double factor = 5;
    DoubleUnaryOperator d =
        Derivatives.derivative((DoubleUnaryOperator & Serializable) x -> factor * x * x);
    assertEquals(30, d.applyAsDouble(3), EXACT);
  }

  @Test
  void unknownFunctionIsRefused() {
    DoubleUnaryOperator unknown = Math::abs;
    NotDifferentiableException thrown =
        assertThrows(NotDifferentiableException.class, () -> Derivatives.derivative(unknown));
    assertEquals("UNKNOWN_FUNCTION", thrown.reason());
  }

  @Test
  void widerMethodsThanHandlesStillWork() throws Exception {
    int n = 126;
    StringBuilder parameters = new StringBuilder("double p0");
    StringBuilder sum = new StringBuilder("p0 * p0");
    Object[] arguments = new Object[n];
    Object[] tangents = new Object[n];
    for (int i = 0; i < n; i++) {
      arguments[i] = (double) i;
      tangents[i] = i == 3 ? 1 : 0;
      if (i > 0) {
        parameters.append(", double p").append(i);
        sum.append(" + p").append(i).append(" * p").append(i);
      }
    }
    Class<?> host =
        Compilation.of(
                "Wide",
                "class Wide { static double f(" + parameters + ") { return " + sum + "; } }")
            .load("Wide");
    Derivative d = Derivatives.of(host, "f");
    assertEquals(2.0 * 100, (Double) d.gradient(arguments).of(100), 1e-6);
    assertEquals(6, (Double) d.jvp(arguments, tangents).tangent(), 1e-6);
    try (Vjp vjp = d.vjp(arguments)) {
      assertEquals(20, (Double) vjp.pullback().apply(1).of(10), 1e-6);
    }
    assertTrue(d.check(arguments).passed());
  }
}
