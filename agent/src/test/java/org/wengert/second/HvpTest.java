package org.wengert.second;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Hvp;
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
