package org.wengert.second;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivatives;
import org.wengert.testing.DirectEngine;

/** The conventions at the edges hold in second order: where a partial is constant, its is zero. */
class SpecialPointsTest {

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static double rootMinusOneSquared(double x) {
    double r = Math.sqrt(x) - 1;
    return r * r;
  }

  static double rootThatIsNotChosen(double x, double y) {
    return Math.max(Math.sqrt(x) - 1, y * y);
  }

  static double squareThroughCall(double x) {
    return minusOne(Math.sqrt(x), 3) * minusOne(Math.sqrt(x), 3);
  }

  private static double minusOne(double r, int depth) {
    return depth == 0 ? r - 1 : minusOne(r, depth - 1);
  }

  static double absolute(double x) {
    return Math.abs(x);
  }

  static double absoluteTimesX(double x) {
    return Math.abs(x) * x;
  }

  static double absoluteSquared(double x) {
    return Math.abs(x) * Math.abs(x);
  }

  static double larger(double x, double y) {
    return Math.max(x, y);
  }

  static double largerSquared(double x, double y) {
    double m = Math.max(x, y);
    return m * m;
  }

  static double smallerSquared(double x, double y) {
    double m = Math.min(x, y);
    return m * m;
  }

  static double power(double x, double y) {
    return Math.pow(x, y);
  }

  static double powerOf(double x, double y) {
    return Math.pow(x, 2) * y;
  }

  static double cube(double x) {
    return Math.pow(x, 3);
  }

  static double root(double x) {
    return Math.sqrt(x);
  }

  static double rootOfSquare(double x) {
    return Math.sqrt(x * x);
  }

  static double distance(double x, double y) {
    return Math.hypot(x, y);
  }

  static double steps(double x) {
    return Math.floor(x) * x + Math.signum(x) * x * x;
  }

  private static double[][] hessian(String name, Object... at) {
    return Derivatives.of(SpecialPointsTest.class, name).hessian(at).matrix();
  }

  private static void assertHessian(double[][] expected, String name, Object... at) {
    double[][] found = hessian(name, at);
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[i][j] + 0.0, found[i][j] + 0.0, 1e-15, name + " " + i + ", " + j);
      }
    }
  }

  @Test
  void strongZeroKeepsTheSecondDerivativeAtItsZero() {
    assertHessian(new double[][] {{0.5}}, "rootMinusOneSquared", 1.0);
    assertHessian(new double[][] {{0.5 * Math.pow(2, -1.5)}}, "rootMinusOneSquared", 2.0);
    assertHessian(new double[][] {{0.5}}, "squareThroughCall", 1.0);
  }

  @Test
  void whatIsNotChosenDoesNotCountAtItsPole() {
    assertHessian(new double[][] {{0, 0}, {0, 2}}, "rootThatIsNotChosen", 0.0, 1.5);
  }

  @Test
  void absoluteValueAtZero() {
    assertHessian(new double[][] {{0}}, "absolute", 0.0);
    assertHessian(new double[][] {{0}}, "absolute", -0.0);
    assertHessian(new double[][] {{0}}, "absoluteTimesX", 0.0);
    assertHessian(new double[][] {{-2}}, "absoluteTimesX", -1.0);
    // The partial is 0 there, by convention: so is what it is multiplied with again.
    assertHessian(new double[][] {{0}}, "absoluteSquared", 0.0);
    assertHessian(new double[][] {{2}}, "absoluteSquared", -3.0);
  }

  @Test
  void halfOfATieInBothOrders() {
    assertHessian(new double[][] {{0, 0}, {0, 0}}, "larger", 1.5, 1.5);
    assertHessian(new double[][] {{0.5, 0.5}, {0.5, 0.5}}, "largerSquared", 1.5, 1.5);
    assertHessian(new double[][] {{0.5, 0.5}, {0.5, 0.5}}, "smallerSquared", 1.5, 1.5);
    assertHessian(new double[][] {{2, 0}, {0, 0}}, "largerSquared", 2.5, 1.5);
    assertHessian(new double[][] {{0, 0}, {0, 2}}, "smallerSquared", 2.5, 1.5);
  }

  @Test
  void powersAtTheirEdges() {
    assertHessian(new double[][] {{2, 0}, {0, 0}}, "powerOf", 0.0, 1.0);
    assertHessian(new double[][] {{4, 6}, {6, 0}}, "powerOf", 3.0, 2.0);
    assertHessian(new double[][] {{4, -6}, {-6, 0}}, "powerOf", -3.0, 2.0);
    assertHessian(new double[][] {{0}}, "cube", 0.0);
    assertHessian(new double[][] {{-12}}, "cube", -2.0);
    assertEquals(2, hessian("power", 0.0, 2.0)[0][0]);
    assertEquals(0, hessian("power", 0.0, 3.0)[0][0] + 0.0);
    assertEquals(0, hessian("power", 0.0, 1.0)[0][0] + 0.0);
    assertEquals(2, hessian("power", -3.0, 2.0)[0][0]);
    // d²(x^y)/dxdy at y = 0 is 1/x, though the partial by x is 0 there.
    double[][] atZero = hessian("power", 4.0, 0.0);
    assertEquals(0.25, atZero[0][1], 1e-15);
    assertEquals(0.25, atZero[1][0], 1e-15);
    assertEquals(0, atZero[0][0] + 0.0);
  }

  @Test
  void infiniteSecondDerivativesAreNotNumbers() {
    assertFalse(Double.isFinite(hessian("root", 0.0)[0][0]));
    assertFalse(Double.isFinite(hessian("power", 0.0, 0.5)[0][0]));
  }

  @Test
  void whereTheFirstPartialIsZeroByConvention() {
    assertHessian(new double[][] {{0}}, "rootOfSquare", 2.0);
    double[][] found = hessian("distance", 3.0, 4.0);
    assertEquals(16 / 125.0, found[0][0], 1e-16);
    assertEquals(-12 / 125.0, found[0][1], 1e-16);
    assertHessian(new double[][] {{2}}, "steps", 2.5);
    assertHessian(new double[][] {{0}}, "steps", 0.0);
  }
}
