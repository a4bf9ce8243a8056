package org.wengert.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Inactive;
import org.wengert.Jacobian;
import org.wengert.Jacobian.Mode;
import org.wengert.Jacobians;
import org.wengert.Linearization;
import org.wengert.Vjp;
import org.wengert.testing.DirectEngine;

/** Whole Jacobians: which mode, how many sweeps and runs, which rows and columns. */
class JacobianTest {
  private static final double TOLERANCE = 1e-14;
  static int runs;

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  /** R³ → R², of worked example 7. */
  static double[] toPlane(double[] x) {
    return new double[] {x[0] * x[1] + x[2], Math.sin(x[0]) * x[2] * x[2]};
  }

  private static double[][] ofToPlane(double[] x) {
    return new double[][] {
      {x[1], x[0], 1}, {Math.cos(x[0]) * x[2] * x[2], 0, 2 * Math.sin(x[0]) * x[2]}
    };
  }

  /** R² → R⁵. */
  static double[] powers(double x, double y) {
    double[] all = new double[5];
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.pow(x, i) * y;
    }
    return all;
  }

  static void intoArrays(double[] x, float[][] rows, double scale) {
    for (int i = 0; i < x.length; i++) {
      rows[1][0] += (float) (scale * x[i]);
      x[i] = x[i] * x[i] * rows[0][i];
    }
  }

  static double sum(double[] x, @Inactive double[] weights) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i] * weights[i];
    }
    return sum;
  }

  static double[] counting(double[] x) {
    runs++;
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * x[(i + 1) % x.length];
    }
    return y;
  }

  static double[] widening(double[] x) {
    double[] y = new double[3 * x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (i + 1) * x[i % x.length];
    }
    return y;
  }

  static void swapping(double[][] x) {
    double[] first = x[0];
    x[0] = x[1];
    x[1] = first;
    x[0][0] *= 3;
  }

  static void both(double[] a, double[] b) {
    a[0] *= b[1];
  }

  static double[][] sameRows(double[] x) {
    double[] row = {x[0] * x[1]};
    return new double[][] {row, {x[0]}, row};
  }

  static double[] wideningInPlace(double[] x) {
    x[0] = x[0] * x[0];
    return widening(x);
  }

  static int[] counts(double[] x) {
    x[0] *= x[1];
    return new int[] {x.length};
  }

  private static Derivative of(String name) {
    return Derivatives.of(JacobianTest.class, name);
  }

  private static void assertMatrix(double[][] expected, double[][] found) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], found[i], TOLERANCE);
    }
  }

  @Test
  void theModeWithFewerSweepsIsChosen() {
    double[] x = {0.5, -1.2, 0.8};
    Jacobian found = of("toPlane").jacobian((Object) x);
    assertMatrix(ofToPlane(x), found.matrix());
    assertEquals(Mode.REVERSE, found.mode());
    assertEquals(2, found.sweeps());
    assertEquals(1, found.runs());
    assertArrayEquals(toPlane(x), (double[]) found.value());
    assertEquals(List.of("result[0]", "result[1]"), found.rows());
    assertEquals(List.of("x[0]", "x[1]", "x[2]"), found.columns());
    Jacobian tall = of("powers").jacobian(1.5, 2.0);
    assertEquals(Mode.FORWARD, tall.mode());
    assertEquals(2, tall.sweeps());
    for (int i = 0; i < 5; i++) {
      double[] expected = {i * Math.pow(1.5, i - 1) * 2, Math.pow(1.5, i)};
      assertArrayEquals(expected, tall.matrix()[i], TOLERANCE);
    }
  }

  @Test
  void aModeCanBeForced() {
    double[] x = {0.5, -1.2, 0.8};
    Jacobian forward = of("toPlane").jacobians().forward().at((Object) x);
    assertEquals(Mode.FORWARD, forward.mode());
    assertEquals(3, forward.sweeps());
    assertEquals(1, forward.runs());
    assertMatrix(ofToPlane(x), forward.matrix());
    Jacobian reverse = of("powers").jacobians().reverse().at(1.5, 2.0);
    assertEquals(Mode.REVERSE, reverse.mode());
    assertEquals(5, reverse.sweeps());
    assertMatrix(of("powers").jacobian(1.5, 2.0).matrix(), reverse.matrix());
  }

  @Test
  void rowsAndColumnsCanBeChosen() {
    double[] x = {0.5, -1.2, 0.8};
    double[][] all = ofToPlane(x);
    Jacobian some = of("toPlane").jacobians().rows(1).columns(2, 0).at((Object) x);
    assertMatrix(new double[][] {{all[1][2], all[1][0]}}, some.matrix());
    assertEquals(List.of("result[1]"), some.rows());
    assertEquals(List.of("x[2]", "x[0]"), some.columns());
    assertEquals(Mode.REVERSE, some.mode());
    assertEquals(1, some.sweeps());
    Jacobian column = of("toPlane").jacobians().columns(1).at((Object) x);
    assertMatrix(new double[][] {{all[0][1]}, {all[1][1]}}, column.matrix());
    assertEquals(Mode.FORWARD, column.mode());
    double[][] none = of("toPlane").jacobians().columns().at((Object) x).matrix();
    assertMatrix(new double[2][0], none);
  }

  @Test
  void theCallersMatrixIsFilled() {
    double[] x = {0.5, -1.2, 0.8};
    double[][] matrix = {{9, 9, 9}, {9, 9, 9}};
    double[] first = matrix[0];
    Object value = of("toPlane").jacobians().into(matrix, (Object) x);
    assertArrayEquals(toPlane(x), (double[]) value);
    assertMatrix(ofToPlane(x), matrix);
    assertSame(first, matrix[0]);
    assertRefused("the matrix is null", () -> of("toPlane").jacobians().into(null, new double[3]));
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> of("toPlane").jacobians().into(new double[2][2], (Object) x));
    assertTrue(
        refused.getMessage().startsWith("the matrix has 2 rows of 2, but the Jacobian of")
            && refused.getMessage().endsWith("has 2 rows of 3: pass one of that shape"),
        refused.getMessage());
  }

  @Test
  void arraysOnExitAreDependents() {
    for (Mode mode : Mode.values()) {
      double[] x = {0.5, -2};
      float[][] rows = {{3, 4}, {7}};
      Derivative derivative = of("intoArrays");
      Jacobian found =
          (mode == Mode.FORWARD
                  ? derivative.jacobians().forward()
                  : derivative.jacobians().reverse())
              .at(x, rows, 0.25);
      assertNull(found.value());
      assertArrayEquals(new double[] {0.75, 16}, x);
      assertEquals(7 + (float) (0.25 * 0.5) - 0.5f, rows[1][0]);
      List<String> arrays = List.of("x[0]", "x[1]", "rows[0][0]", "rows[0][1]", "rows[1][0]");
      assertEquals(arrays, found.rows());
      List<String> columns = new ArrayList<>(arrays);
      columns.add("scale");
      assertEquals(columns, found.columns());
      double[][] expected = {
        {3, 0, 0.25, 0, 0, 0},
        {0, -16, 0, 4, 0, 0},
        {0, 0, 1, 0, 0, 0},
        {0, 0, 0, 1, 0, 0},
        {0.25, 0.25, 0, 0, 1, -1.5}
      };
      assertMatrix(expected, found.matrix());
      assertEquals(mode == Mode.FORWARD ? 2 : 1, found.runs());
    }
  }

  @Test
  void aGradientIsAJacobianOfOneRow() {
    double[] x = {0.5, -1.2, 0.8, 2, 3};
    double[] weights = {1, 2, 3, 4, 5};
    Jacobian found = of("sum").jacobian(x, weights);
    assertEquals(List.of("result"), found.rows());
    assertEquals(Mode.REVERSE, found.mode());
    double[] gradient = (double[]) of("sum").gradient(x, weights).of("x");
    assertMatrix(new double[][] {gradient}, found.matrix());
    Jacobian forward = of("sum").jacobians().forward().at(x, weights);
    assertMatrix(new double[][] {gradient}, forward.matrix());
    assertEquals(2, forward.runs());
  }

  @Test
  void whatRunsOnceOnlyIsReversed() {
    double[] x = {1, 2, 3, 4, 5, 6};
    int before = runs;
    Jacobian found = of("counting").jacobian((Object) x);
    assertEquals(before + 1, runs);
    assertEquals(Mode.REVERSE, found.mode());
    assertEquals(6, found.sweeps());
    Jacobian few = of("counting").jacobians().forward().columns(0, 3, 5, 1).at((Object) x);
    assertEquals(before + 2, runs);
    for (int i = 0; i < 6; i++) {
      double[] row = found.matrix()[i];
      assertArrayEquals(new double[] {row[0], row[3], row[5], row[1]}, few.matrix()[i]);
    }
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> of("counting").jacobians().forward().at((Object) x));
    assertTrue(
        refused.getMessage().contains("several times, which could be noticed: ")
            && refused.getMessage().contains("reverse()"),
        refused.getMessage());
    assertEquals(before + 2, runs);
  }

  @Test
  void manyRowsAreFoundByColumns() {
    double[] x = {1, 2, 3, 4, 5, 6};
    Jacobian found = of("widening").jacobian((Object) x);
    assertEquals(Mode.FORWARD, found.mode());
    assertEquals(6, found.sweeps());
    // Once to see how many rows there are, then for four columns and for two.
    assertEquals(3, found.runs());
    for (int i = 0; i < 18; i++) {
      double[] expected = new double[6];
      expected[i % 6] = i + 1;
      assertArrayEquals(expected, found.matrix()[i]);
    }
  }

  /** Rows are those on exit, wherever they were on entry. */
  @Test
  void rowsThatMoveAreFollowedInBothModes() {
    double[][] expected = {{0, 3}, {1, 0}};
    double[][] forward =
        of("swapping").jacobians().forward().at((Object) new double[][] {{5}, {7}}).matrix();
    double[][] reverse =
        of("swapping").jacobians().reverse().at((Object) new double[][] {{5}, {7}}).matrix();
    assertMatrix(expected, forward);
    assertMatrix(expected, reverse);
    try (Vjp vjp = of("swapping").vjp((Object) new double[][] {{5}, {7}})) {
      double[][] seed = {{10}, {20}};
      for (int i = 0; i < 2; i++) {
        double[][] adjoint = (double[][]) vjp.pullback().applyAtExit(null, (Object) seed).of(0);
        assertMatrix(new double[][] {{20}, {30}}, adjoint);
      }
    }
  }

  @Test
  void whatOccursTwiceCountsOnce() {
    double[] x = {5, 7};
    double[][] expected = {{7, 5}, {0, 1}};
    double[] forward = x.clone();
    double[] reverse = x.clone();
    assertMatrix(expected, of("both").jacobians().forward().at(forward, forward).matrix());
    assertMatrix(expected, of("both").jacobians().reverse().at(reverse, reverse).matrix());
    double[][] rows = {{7, 5}, {1, 0}};
    assertMatrix(rows, of("sameRows").jacobians().forward().at((Object) x).matrix());
    assertMatrix(rows, of("sameRows").jacobians().reverse().at((Object) x).matrix());
    try (Linearization at = of("sameRows").linearize((Object) x)) {
      double[][] tangent = (double[][]) at.jvp(new double[] {1, 0}).tangent();
      assertMatrix(new double[][] {{7}, {1}, {7}}, tangent);
    }
  }

  /** The run that tells how many rows there are has changed the array. */
  @Test
  void everyRunStartsFromTheSameContents() {
    double[] x = {3, 1, 1, 1, 1, 1};
    double[] plain = x.clone();
    double[] value = wideningInPlace(plain);
    Jacobian found = of("wideningInPlace").jacobian((Object) x);
    assertEquals(Mode.FORWARD, found.mode());
    assertEquals(3, found.runs());
    assertArrayEquals(value, (double[]) found.value());
    assertArrayEquals(plain, x);
    assertEquals(6, found.matrix()[0][0]);
    assertEquals(42, found.matrix()[6][0]);
  }

  @Test
  void resultsThatAreNoNumbersToDifferentiateLeaveTheArrays() {
    for (boolean forward : new boolean[] {true, false}) {
      Jacobians jacobians = of("counts").jacobians();
      Jacobian found =
          (forward ? jacobians.forward() : jacobians.reverse()).at((Object) new double[] {3, 4});
      assertArrayEquals(new int[] {2}, (int[]) found.value());
      assertMatrix(new double[][] {{4, 3}, {0, 1}}, found.matrix());
    }
  }

  @Test
  void emptyArraysHaveEmptyJacobians() {
    Jacobian found = of("widening").jacobian((Object) new double[0]);
    assertEquals(0, found.matrix().length);
    assertEquals(0, ((double[]) found.value()).length);
  }

  @Test
  void wrongRowsAndColumnsAreRefused() {
    double[] x = {0.5, -1.2, 0.8};
    assertRefused(
        "there is no column 3: the Jacobian of",
        () -> of("toPlane").jacobians().columns(0, 3).at((Object) x));
    assertRefused(
        "there is no row -1: the Jacobian of",
        () -> of("toPlane").jacobians().rows(-1).at((Object) x));
  }

  private static void assertRefused(
      String message, org.junit.jupiter.api.function.Executable call) {
    Exception refused = assertThrows(IllegalArgumentException.class, call);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
