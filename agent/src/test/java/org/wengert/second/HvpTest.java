package org.wengert.second;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Hvp;
import org.wengert.SecondJvp;
import org.wengert.testing.DirectEngine;

/** Hessians times vectors, through the API: the tangent of the gradient. */
class HvpTest {

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static double product(double x, double y) {
    return x * x * Math.sin(y) + Math.exp(x * y);
  }

  static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  static double recursive(double x, double y) {
    return power(x, 5) * power(y, 2);
  }

  /** A function that objects choose. */
  interface Shape {
    double area(double size);
  }

  private static final class Square implements Shape {
    private final double stretch;

    Square(double stretch) {
      this.stretch = stretch;
    }

    @Override
    public double area(double size) {
      return stretch * size * size;
    }
  }

  /** Its reverse sweep is selected by the receiver. */
  private static class Power implements Shape {
    private final int n;

    Power(int n) {
      this.n = n;
    }

    @Override
    public double area(double size) {
      return power(size, n);
    }
  }

  static double areas(Shape[] shapes, double[] sizes) {
    double sum = 1;
    for (int i = 0; i < sizes.length; i++) {
      sum *= shapes[i % shapes.length].area(sizes[i]);
    }
    return sum;
  }

  static int runs;

  /** A layer of W weights, as in a network. */
  static double layer(double[] weights, double[] inputs) {
    runs++;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += Math.tanh(weights[i] * inputs[i % inputs.length]);
    }
    return sum * sum;
  }

  static double caught(double x, double y) {
    double[] kept = {x, y};
    try {
      kept[0] *= fails(kept, y > 0);
    } catch (IllegalStateException e) {
      kept[1] *= kept[0];
    }
    return kept[0] * kept[1];
  }

  private static double fails(double[] kept, boolean fails) {
    kept[0] = kept[0] * kept[0];
    if (fails) {
      throw new IllegalStateException();
    }
    return kept[1];
  }

  static double shared(double[] a, double[] b) {
    return a[0] * b[1] + a[1] * a[1] * b[0];
  }

  @Test
  void receiversSelect() {
    Derivative derivative = Derivatives.of(Shape.class, "area");
    assertEquals(3.0, second(derivative, new Square(1.5), 2.0), 1e-15);
    assertEquals(24.0, second(derivative, new Power(3), 4.0), 1e-13);
    Shape lambda = x -> Math.exp(2 * x);
    assertEquals(4 * Math.exp(1), second(derivative, lambda, 0.5), 1e-14);
    assertEquals(6.0, second(derivative, new Square(3), 2.0), 1e-15);
  }

  private static double second(Derivative derivative, Shape shape, double size) {
    return (double) derivative.hvp(args(shape, size), args(null, 1.0)).of(1);
  }

  @Test
  void callsSelectToo() {
    double c = 0.25;
    Shape[] shapes = {new Square(1.5), new Power(3), x -> c * Math.sin(x)};
    double[] sizes = {1.1, 0.7, 0.9, 1.3};
    double value = areas(shapes, sizes);
    Derivative derivative = Derivatives.of(HvpTest.class, "areas");
    Hvp hvp = derivative.hvp(args(shapes, sizes), args(null, new double[] {0, 1, 0, 0}));
    double[] product = (double[]) hvp.of("sizes");
    double byPower = 3 / sizes[1];
    assertEquals(value * 2 / sizes[0] * byPower, product[0], 1e-13);
    assertEquals(value * 6 / (sizes[1] * sizes[1]), product[1], 1e-13);
    assertEquals(value * byPower / Math.tan(sizes[2]), product[2], 1e-13);
    assertEquals(value * byPower * 2 / sizes[3], product[3], 1e-13);
  }

  /** Worked example 8: a product costs one run and O(W) memory, whatever the number of weights. */
  @Test
  void costDoesNotGrowWithTheNumberOfIndependents() {
    Derivative derivative = Derivatives.of(HvpTest.class, "layer");
    long[] bytes = new long[2];
    for (int k = 0; k < 2; k++) {
      double[] weights = new double[k == 0 ? 100 : 10_000];
      double[] direction = new double[weights.length];
      double[] inputs = {0.5, -0.25, 0.125};
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.sin(i);
        direction[i] = Math.cos(i);
      }
      int before = runs;
      Hvp hvp =
          derivative.withRespectTo("weights").hvp(args(weights, inputs), args(direction, null));
      assertEquals(before + 1, runs);
      bytes[k] = hvp.gradient().tapeBytes();
      double sum = 0;
      double moved = 0;
      for (int i = 0; i < weights.length; i++) {
        double t = Math.tanh(weights[i] * inputs[i % 3]);
        sum += t;
        moved += (1 - t * t) * inputs[i % 3] * direction[i];
      }
      double t = Math.tanh(weights[7] * inputs[1]);
      double expected =
          2 * moved * (1 - t * t) * inputs[1]
              - 4 * sum * t * (1 - t * t) * inputs[1] * inputs[1] * direction[7];
      assertEquals(expected, ((double[]) hvp.of("weights"))[7], 1e-11);
    }
    assertTrue(bytes[1] <= 110 * bytes[0], bytes[0] + " and " + bytes[1] + " bytes");
  }

  @Test
  void tangentsOfTangents() {
    double c = 0.25;
    Shape[] shapes = {new Square(1.5), new Power(3), x -> c * Math.sin(x)};
    double[] sizes = {1.1, 0.7, 0.9, 1.3};
    double[] u = {0, 1, 0, 0};
    double[] v = {1, 0, -0.5, 0};
    Derivative derivative = Derivatives.of(HvpTest.class, "areas");
    SecondJvp found = derivative.jvp(args(shapes, sizes), args(null, u), args(null, v));
    double value = areas(shapes, sizes);
    double byPower = 3 / sizes[1];
    double alongV = 2 / sizes[0] - 0.5 / Math.tan(sizes[2]);
    assertEquals(value, found.value());
    assertEquals(value * byPower, found.first(), 1e-13);
    assertEquals(value * alongV, found.second(), 1e-13);
    assertEquals(value * byPower * alongV, found.mixed(), 1e-13);
    assertArrayEquals(new double[] {0, 1, 0, 0}, u);
  }

  @Test
  void exceptionsThatAreCaught() {
    Derivative derivative = Derivatives.of(HvpTest.class, "caught");
    // x^4 * y where it fails, x^2 * y^2 where not.
    Hvp failing = derivative.hvp(args(1.5, 2.0), args(1.0, 0.5));
    assertEquals(12 * 2.25 * 2 + 0.5 * 4 * 3.375, (double) failing.of("x"), 1e-13);
    assertEquals(4 * 3.375, (double) failing.of("y"), 1e-13);
    // x0 = x·x is overwritten by x (read before the call) times y: kept[0] = x·y.
    Hvp fine = derivative.hvp(args(1.5, -2.0), args(1.0, 0.5));
    assertEquals(0.5 * 2 * -2, (double) fine.of("x"), 1e-13);
    assertEquals(2 * -2 + 0.5 * 2 * 1.5, (double) fine.of("y"), 1e-13);
  }

  @Test
  void argumentsThatAreOneArrayMoveTogether() {
    double[] both = {1.5, -2};
    Derivative derivative = Derivatives.of(HvpTest.class, "shared");
    double[] direction = {1, 0.5};
    Hvp hvp = derivative.hvp(args(both, both), args(direction, direction));
    // a0·a1 + a1²·a0
    assertArrayEquals(
        new double[] {0.5 * (1 + 2 * -2), 1 + 2 * -2 + 2 * 1.5 * 0.5}, (double[]) hvp.of("a"));
    assertArrayEquals((double[]) hvp.of("a"), (double[]) hvp.of("b"));
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> derivative.hvp(args(both, both), args(direction, new double[2])));
    assertTrue(refused.getMessage().contains("two different tangents"), refused.getMessage());
  }

  @Test
  void scalarsHaveSecondDerivatives() {
    double x = 0.7;
    double y = 1.1;
    double e = Math.exp(x * y);
    Hvp hvp = Derivatives.of(HvpTest.class, "product").hvp(args(x, y), args(1.0, 0.0));
    assertEquals(product(x, y), hvp.value());
    assertEquals(2 * x * Math.sin(y) + y * e, (double) hvp.gradient().of("x"), 1e-14);
    assertEquals(x * x * Math.cos(y) + x * e, (double) hvp.gradient().of("y"), 1e-14);
    assertEquals(2 * Math.sin(y) + y * y * e, (double) hvp.of("x"), 1e-14);
    assertEquals(2 * x * Math.cos(y) + e + x * y * e, (double) hvp.of("y"), 1e-14);
  }

  @Test
  void recursiveCallsAreVariedAgain() {
    double x = 1.3;
    double y = 0.6;
    Derivative derivative = Derivatives.of(HvpTest.class, "recursive");
    Hvp hvp = derivative.hvp(args(x, y), args(1.0, 0.5));
    assertEquals(
        20 * x * x * x * y * y + 0.5 * 10 * Math.pow(x, 4) * y, (double) hvp.of("x"), 1e-12);
    assertEquals(10 * Math.pow(x, 4) * y + 0.5 * 2 * Math.pow(x, 5), (double) hvp.of("y"), 1e-12);
  }

  private static Object[] args(Object... all) {
    return all;
  }
}
