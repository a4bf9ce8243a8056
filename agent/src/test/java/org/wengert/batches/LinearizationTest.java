package org.wengert.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Linearization;
import org.wengert.testing.DirectEngine;

/** One recorded call, multiplied from both sides. */
class LinearizationTest {
  private static final double TOLERANCE = 1e-14;
  static int runs;

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static double[] map(double[] x, float y) {
    runs++;
    return new double[] {x[0] * x[1], Math.exp(x[0]) * y};
  }

  static void inPlace(double[] x) {
    x[0] = x[0] * x[1];
    x[1] = x[1] * x[1];
  }

  static void swapped(double[][] x) {
    double[] first = x[0];
    x[0] = x[1];
    x[1] = first;
    x[0][1] *= x[1][0];
  }

  static double norm(double[] x) {
    return Math.sqrt(x[0] * x[0] + x[1] * x[1]);
  }

  private static Derivative of(String name) {
    return Derivatives.of(LinearizationTest.class, name);
  }

  @Test
  void productsComeInAnyOrderAfterTheArgumentsHaveChanged() {
    int before = runs;
    double[] x = {0.5, -2};
    double e = Math.exp(0.5);
    try (Linearization at = of("map").linearize(x, 3f)) {
      x[0] = 99;
      x[1] = 77;
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(
            new double[] {-2 * 1 + 0.5 * 4, 3 * e * 1 + e * 2},
            (double[]) at.jvp(new double[] {1, 4}, 2f).tangent(),
            TOLERANCE);
        assertArrayEquals(
            new double[] {-2 * 5 + 3 * e * 7, 0.5 * 5},
            (double[]) at.vjp(new double[] {5, 7}).of(0),
            TOLERANCE);
        assertEquals((float) (7 * e), at.vjp(new double[] {5, 7}).of(1));
      }
      assertArrayEquals(new double[] {-1, 3 * e}, (double[]) at.value(), TOLERANCE);
    }
    assertEquals(before + 1, runs);
  }

  @Test
  void bothSidesAgree() {
    double[] x = {0.5, -2};
    try (Linearization at = of("inPlace").linearize((Object) x)) {
      double[] tangent = (double[]) at.jvp(new double[] {3, 4}).exitTangent(0);
      assertArrayEquals(new double[] {-2 * 3 + 0.5 * 4, 2 * -2 * 4}, tangent);
      double[] adjoint = (double[]) at.vjpAtExit(null, new double[] {5, 7}).of(0);
      assertEquals(5 * tangent[0] + 7 * tangent[1], 3 * adjoint[0] + 4 * adjoint[1], TOLERANCE);
    }
    assertArrayEquals(new double[] {-1, 4}, x);
  }

  /** Tangents have the rows that there were, products those that there are. */
  @Test
  void rowsThatMovedHaveTheirNewPlaces() {
    double[][] x = {{2}, {3, 5}};
    try (Linearization at = of("swapped").linearize((Object) x)) {
      double[][] direction = {{10}, {20, 30}};
      double[][] tangent = (double[][]) at.jvp((Object) direction).exitTangent(0);
      assertArrayEquals(new double[] {20, 2 * 30 + 5 * 10}, tangent[0]);
      assertArrayEquals(new double[] {10}, tangent[1]);
      double[][] seed = {{1, 2}, {4}};
      double[][] adjoint = (double[][]) at.vjpAtExit(null, (Object) seed).of(0);
      assertArrayEquals(new double[] {4 + 2 * 5}, adjoint[0]);
      assertArrayEquals(new double[] {1, 2 * 2}, adjoint[1]);
    }
  }

  @Test
  void ofANumberItIsTheGradient() {
    try (Linearization at = of("norm").linearize((Object) new double[] {3, 4})) {
      assertEquals(5.0, at.value());
      assertEquals(0.6 * 10 + 0.8 * 20, (double) at.jvp(new double[] {10, 20}).tangent(), 1e-13);
      assertArrayEquals(new double[] {0.6, 0.8}, (double[]) at.vjp(1.0).of(0), TOLERANCE);
    }
  }

  @Test
  void closedOnesAndWrongShapesAreRefused() {
    Linearization at = of("norm").linearize((Object) new double[] {3, 4});
    assertThrows(IllegalArgumentException.class, () -> at.jvp(new double[3]));
    assertThrows(IllegalArgumentException.class, () -> at.vjp(new double[2]));
    at.jvp(new double[2]);
    at.close();
    assertThrows(IllegalStateException.class, () -> at.jvp(new double[2]));
    assertThrows(IllegalStateException.class, () -> at.vjp(1.0));
  }
}
