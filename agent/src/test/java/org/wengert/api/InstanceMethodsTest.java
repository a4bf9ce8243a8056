package org.wengert.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Gradient;
import org.wengert.NotDifferentiableException;
import org.wengert.Vjp;
import org.wengert.testing.DirectEngine;

/** Instance methods at the API: the receiver is the first argument, its class selects. */
class InstanceMethodsTest {
  static {
    new DirectEngine();
  }

  interface Curve {
    double at(double x);

    default double twice(double x) {
      return 2 * at(x);
    }
  }

  static class Line implements Curve {
    double slope = 3;
    double[] more = {1, 2};

    @Override
    public double at(double x) {
      return slope * x;
    }

    double[] both(double[] x) {
      return new double[] {slope * x[0], x[0] * x[1]};
    }

    private double hidden(double x) {
      return slope * slope * x;
    }

    static double sum(
        Line a, double b, int c, long d, float e, double[] f, String g, Object h, double... i) {
      return a.slope * b * c * d * e * f[0] * i[0];
    }
  }

  static class Parabola extends Line {
    @Override
    public double at(double x) {
      return slope * x * x;
    }

    @Override
    double[] both(double[] x) {
      return new double[] {slope * x[0] * x[0], x[1]};
    }
  }

  static final class Cubic implements Curve {
    @Override
    public double at(double x) {
      return x * x * x;
    }

    @Override
    public double twice(double x) {
      return 5 * x;
    }
  }

  @Test
  void classOfTheReceiverSelects() {
    Derivative at = Derivatives.of(Line.class, "at");
    assertEquals("[this, x]", at.parameterNames().toString().replace("arg1", "x"));
    for (int i = 0; i < 2; i++) {
      assertEquals(3.0, at.gradient(new Line(), 5.0).of(1));
      assertEquals(30.0, at.gradient(new Parabola(), 5.0).of(1));
      assertEquals(
          30.0, at.jvp(new Object[] {new Parabola(), 5.0}, new Object[] {null, 1.0}).tangent());
    }
    Derivative curve = Derivatives.of(Curve.class, "at");
    assertEquals(75.0, curve.gradient(new Cubic(), 5.0).of(1));
    assertEquals(3.0, curve.gradient(new Line(), 5.0).of(1));
    Derivative twice = Derivatives.of(Curve.class, "twice");
    assertEquals(5.0, twice.gradient(new Cubic(), 5.0).of(1));
    assertEquals(60.0, twice.gradient(new Parabola(), 5.0).of(1));
    assertEquals(9.0, Derivatives.of(Line.class, "hidden").gradient(new Parabola(), 5.0).of(1));
  }

  @Test
  void reverseSweepIsThatOfTheRecordedReceiver() {
    Derivative both = Derivatives.of(Line.class, "both");
    double[] x = {2, 7};
    try (Vjp line = both.vjp(new Line(), x);
        Vjp parabola = both.vjp(new Parabola(), x)) {
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(
            new double[] {3 + 7, 2}, (double[]) line.pullback().apply(new double[] {1, 1}).of(1));
        assertArrayEquals(
            new double[] {12, 1}, (double[]) parabola.pullback().apply(new double[] {1, 1}).of(1));
      }
    }
  }

  @Test
  void receiverIsAnIndependentOnRequest() {
    Parabola receiver = new Parabola();
    Gradient g =
        Derivatives.of(Line.class, "at").withRespectTo("this", "x").gradient(receiver, 5.0);
    assertEquals(25.0, g.at(receiver).get("slope"));
    assertEquals(30.0, g.of(1));
    g = Derivatives.of(Line.class, "at").withRespectTo(0).gradient(receiver, 5.0);
    assertEquals(25.0, g.at(receiver).get("slope"));
  }

  interface Bound {
    double at(Curve curve, double x);

    double gradient(Curve curve, double x);

    double jvp(Curve curve, double x, double dx);
  }

  @Test
  void bindsToAnInterface() {
    Bound bound = Derivatives.of(Curve.class, "at").bind(Bound.class);
    assertEquals(125.0, bound.at(new Cubic(), 5));
    assertEquals(75.0, bound.gradient(new Cubic(), 5));
    assertEquals(30.0, bound.gradient(new Parabola(), 5));
    assertEquals(60.0, bound.jvp(new Parabola(), 5, 2));
    assertThrows(NullPointerException.class, () -> bound.gradient(null, 5));
  }

  @Test
  void nullReceiver() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Derivatives.of(Line.class, "at").gradient(null, 5.0))
            .getMessage();
    assertEquals(
        "the receiver of org.wengert.api.InstanceMethodsTest$Line.at(Line, double) is null: pass"
            + " the object that the method is called on",
        message);
  }

  @Test
  void receiverWhoseMethodHasNoCode() throws Exception {
    Curve proxy =
        (Curve)
            java.lang.reflect.Proxy.newProxyInstance(
                Curve.class.getClassLoader(), new Class<?>[] {Curve.class}, (p, m, a) -> 1.0);
    Derivative at = Derivatives.of(Curve.class, "at");
    NotDifferentiableException refused =
        assertThrows(NotDifferentiableException.class, () -> at.gradient(proxy, 5.0));
    assertTrue(refused.getMessage().contains("$Proxy"), refused::getMessage);
  }

  @Test
  void functionalObjectsAsReceivers() {
    double a = 4;
    Curve lambda = x -> a * x * x;
    Curve reference = new Cubic()::twice;
    Derivative at = Derivatives.of(Curve.class, "at");
    assertEquals(40.0, at.gradient(lambda, 5.0).of(1));
    assertEquals(5.0, at.gradient(reference, 5.0).of(1));
    assertEquals(40.0, at.jvp(new Object[] {lambda, 5.0}, new Object[] {null, 1.0}).tangent());
    try (Vjp vjp = at.vjp(lambda, 5.0);
        Vjp other = at.vjp(new Cubic(), 5.0)) {
      assertEquals(80.0, vjp.pullback().apply(2).of(1));
      assertEquals(75.0, other.pullback().apply(1).of(1));
    }
    assertEquals(80.0, Derivatives.of(Curve.class, "twice").gradient(lambda, 5.0).of(1));
    Gradient g = at.withRespectTo(0, 1).gradient(lambda, 5.0);
    assertEquals(25.0, g.at(lambda).get(g.at(lambda).fields().get(0)));
  }

  @Test
  void mixedParameters() {
    Gradient g =
        Derivatives.of(Line.class, "sum")
            .gradient(
                new Line(), 2.0, 3, 4L, 5f, new double[] {6}, "s", new Object(), new double[] {7});
    assertEquals(3 * 2 * 3 * 4 * 5 * 6 * 7.0, g.value());
    assertEquals(3 * 3 * 4 * 5 * 6 * 7.0, g.of("b"));
    assertArrayEquals(new double[] {3 * 2 * 3 * 4 * 5 * 6.0}, (double[]) g.of("i"));
  }

  static double many(
      Line a0,
      double x1,
      double x2,
      double x3,
      double x4,
      double x5,
      double x6,
      double x7,
      double x8,
      double x9,
      double x10,
      double x11,
      double x12,
      double x13,
      double x14,
      double x15,
      double x16,
      double x17,
      double x18,
      double x19,
      double x20,
      double x21,
      double x22,
      double x23,
      double x24,
      double x25,
      double x26,
      double x27,
      double x28,
      double x29,
      double x30,
      double x31,
      double x32,
      double x33,
      double x34,
      double x35,
      double x36,
      double x37,
      double x38,
      double x39,
      double x40,
      double x41,
      double x42,
      double x43,
      double x44,
      double x45,
      double x46,
      double x47,
      double x48,
      double x49,
      double x50,
      double x51,
      double x52,
      double x53,
      double x54,
      double x55,
      double x56,
      double x57,
      double x58,
      double x59,
      double x60,
      double x61,
      double x62,
      double x63,
      double x64,
      double x65,
      double x66,
      double x67,
      double x68,
      double x69,
      double x70,
      double x71,
      double x72,
      double x73,
      double x74,
      double x75,
      double x76,
      double x77,
      double x78,
      double x79,
      double x80,
      double x81,
      double x82,
      double x83,
      double x84,
      double x85,
      double x86,
      double x87,
      double x88,
      double x89,
      double x90,
      double x91,
      double x92,
      double x93,
      double x94,
      double x95,
      double x96,
      double x97,
      double x98,
      double x99,
      Line a100) {
    return a0.slope * x1 * x99 + a100.slope * x50;
  }

  @Test
  void manyParametersWithObjects() {
    Object[] arguments = new Object[101];
    java.util.Arrays.fill(arguments, 2.0);
    Line first = new Line();
    Parabola last = new Parabola();
    arguments[0] = first;
    arguments[100] = last;
    Derivative many = Derivatives.of(InstanceMethodsTest.class, "many");
    assertEquals(6.0, many.gradient(arguments).of(99));
    Gradient g = many.withRespectTo(0, 100).gradient(arguments);
    assertEquals(4.0, g.at(first).get("slope"));
    assertEquals(2.0, g.at(last).get("slope"));
    Object[] tangents = new Object[101];
    java.util.Arrays.fill(tangents, 0.0);
    tangents[0] = null;
    tangents[100] = null;
    tangents[50] = 1.0;
    assertEquals(3.0, many.jvp(arguments, tangents).tangent());
  }
}
