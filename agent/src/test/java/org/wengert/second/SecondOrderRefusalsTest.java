package org.wengert.second;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.DerivativeOf;
import org.wengert.DerivativeOf.Mode;
import org.wengert.Derivatives;
import org.wengert.Inactive;
import org.wengert.NotDifferentiableException;
import org.wengert.testing.DirectEngine;

/** What has no second derivative says so. */
class SecondOrderRefusalsTest {

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static double sum(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      for (double each : row) {
        sum += each * each;
      }
    }
    return sum;
  }

  @DerivativeOf(type = SecondOrderRefusalsTest.class, method = "sum", mode = Mode.FORWARD)
  static double sumTangent(double[][] rows, double result, double[][] tangents) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        sum += 2 * rows[i][j] * tangents[i][j];
      }
    }
    return sum;
  }

  @DerivativeOf(type = SecondOrderRefusalsTest.class, method = "sum", mode = Mode.REVERSE)
  static void sumAdjoint(double[][] rows, double result, double seed, double[][] adjoints) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        adjoints[i][j] += 2 * rows[i][j] * seed;
      }
    }
  }

  static double ofRows(double x) {
    return sum(new double[][] {{x}, {2 * x}});
  }

  static double[] pair(double x) {
    return new double[] {x, x * x};
  }

  static Double boxed(Double x) {
    return x * x;
  }

  static double plain(double x, @Inactive double y, double[] z) {
    return x * y * z[0];
  }

  private static Derivative of(String name) {
    return Derivatives.of(SecondOrderRefusalsTest.class, name);
  }

  private static void assertRefused(String text, org.junit.jupiter.api.function.Executable call) {
    Exception refused = assertThrows(IllegalArgumentException.class, call);
    assertTrue(refused.getMessage().contains(text), refused.getMessage());
  }

  @Test
  void rulesForRowsHaveNoSecondDerivative() {
    assertEquals(10.0, of("ofRows").gradient(1.0).of("x"));
    NotDifferentiableException refused =
        assertThrows(NotDifferentiableException.class, () -> of("ofRows").hessian(1.0));
    assertEquals("NO_SECOND_DERIVATIVE", refused.reason());
    assertTrue(
        refused
            .getMessage()
            .endsWith(
                "is not differentiable: there is no second derivative yet where a rule of the user"
                    + " for arrays of arrays is called; remedy: take second derivatives by"
                    + " differences of the gradient, or write that part as plain code"),
        refused.getMessage());
  }

  @Test
  void resultsThatAreNoNumbers() {
    assertRefused(
        "pair(double) returns double[]: second derivatives are of a double or float result",
        () -> of("pair").hessian(1.0));
    assertRefused(
        "returns Double: second derivatives are of a double or float result",
        () -> of("boxed").hvp(new Object[] {1.0}, new Object[] {1.0}));
  }

  @Test
  void directionsThatDoNotFit() {
    Object[] at = {1.0, 2.0, new double[] {3}};
    assertRefused("3 arguments, but 1 tangents", () -> of("plain").hvp(at, new Object[] {1.0}));
    assertRefused(
        "a tangent is given for parameter 1 (y)",
        () -> of("plain").hvp(at, new Object[] {1.0, 1.0, new double[1]}));
    assertRefused("tangent", () -> of("plain").hvp(at, new Object[] {1.0, null, new double[2]}));
    assertRefused(
        "z", () -> of("plain").hvp(new Object[] {1.0, 2.0, null}, new Object[] {1.0, null, null}));
  }
}
