package org.wengert.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Inactive;
import org.wengert.Linearization;
import org.wengert.ObjectSeed;
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

  /** R² → R⁶, which nobody notices. */
  static double[] repeatable(double[] x, float[][] factors, String mode, int n) {
    runs(mode);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = x[0] * factors[0][i % 2] + i * x[1] * x[1];
    }
    x[0] = -1;
    return y;
  }

  private static void runs(String mode) {
    if (mode.isEmpty()) {
      throw new IllegalArgumentException("no mode");
    }
  }

  static void spreading(double[] x, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = x[0] * x[0] * (i + 1) + out[i] * x[1];
    }
  }

  static double factor = 2;

  static double[] byStatic(double[] x) {
    double[] y = new double[5];
    java.util.Arrays.fill(y, factor * x[0]);
    return y;
  }

  record Point(double x, double y) {}

  static final class Track {
    Point at;
    final double[] past = new double[2];
    Track next;

    Track(double x, double y) {
      this.at = new Point(x, y);
    }
  }

  static Point advance(Track track, double step) {
    track.past[0] = track.at.x() * step;
    track.at = new Point(track.at.x() + step * track.at.y(), track.at.y() * track.next.at.x());
    return track.at;
  }

  static void advanceAll(Track track, double[][] rows, double step) {
    advance(track, step);
    double[] first = rows[0];
    rows[0] = rows[1];
    rows[1] = first;
    rows[0][0] *= track.at.x();
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

  /** Forward mode on a copy: as they were on entry, not as the method or the caller left them. */
  @Test
  void manyRowsAreMultipliedByRunningAgain() {
    double[] x = {0.5, -2};
    float[][] factors = {{3, 4}, {}};
    try (Linearization at = of("repeatable").linearize(x, factors, "any", 6)) {
      assertArrayEquals(new double[] {-1, -2}, x);
      x[1] = 9;
      factors[0][1] = 8;
      factors[1] = factors[0];
      for (int k = 0; k < 2; k++) {
        float[][] along = {{0, 10}, {}};
        double[] tangent = (double[]) at.jvp(new double[] {5, 0.25}, along, null, null).tangent();
        for (int i = 0; i < 6; i++) {
          double expected = 5 * (i % 2 == 0 ? 3 : 4) + i * 2 * -2 * 0.25;
          assertEquals(expected + (i % 2 == 0 ? 0 : 0.5 * 10), tangent[i], TOLERANCE);
        }
      }
      double[] adjoint = (double[]) at.vjp(new double[] {1, 1, 0, 0, 0, 1}).of(0);
      assertArrayEquals(new double[] {3 + 4 + 4, 6 * 2 * -2}, adjoint, TOLERANCE);
      assertArrayEquals(new double[] {-1, 9}, x);
    }
  }

  static void smoothed(double[] x, @Inactive double[] out) {
    for (int i = 1; i + 1 < x.length; i++) {
      out[i] = x[i - 1] * x[i + 1] - x[i];
    }
  }

  /** The matrix would take 32 MB. */
  @Test
  void manyRowsTakeNoMatrix() {
    double[] x = new double[2000];
    double[] along = new double[2000];
    java.util.Arrays.fill(x, 3);
    along[1000] = 2;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Linearization at = of("smoothed").linearize(x, new double[2000])) {
      java.util.Arrays.fill(x, 0);
      at.jvp(along, null);
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      double[] tangent = (double[]) at.jvp(along, null).exitTangent("out");
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertArrayEquals(
          new double[] {0, 6, -2, 6, 0}, java.util.Arrays.copyOfRange(tangent, 998, 1003));
      assertTrue(bytes < 1 << 20, bytes + " bytes");
    }
  }

  @Test
  void whatTheMethodWroteHasItsTangentsAgain() {
    double[] x = {3, 2};
    double[] out = {1, 1, 1, 1, 5};
    try (Linearization at = of("spreading").linearize(x, out)) {
      java.util.Arrays.fill(x, 77);
      java.util.Arrays.fill(out, 77);
      var jvp = at.jvp(new double[] {1, 10}, new double[] {0, 0, 0, 0, 4});
      double[] tangent = (double[]) jvp.exitTangent("out");
      assertArrayEquals(new double[] {6 + 10, 22, 28, 34, 30 + 50 + 8}, tangent, TOLERANCE);
      double[] adjoint = (double[]) at.vjpAtExit(null, null, new double[] {1, 0, 0, 0, 2}).of(0);
      assertArrayEquals(new double[] {6 + 60, 1 + 10}, adjoint, TOLERANCE);
      assertEquals(77, out[4]);
    }
  }

  @Test
  void whatCouldHaveChangedIsMultipliedByRows() {
    try (Linearization at = of("byStatic").linearize((Object) new double[] {1})) {
      factor = 100;
      assertArrayEquals(
          new double[] {6, 6, 6, 6, 6}, (double[]) at.jvp((Object) new double[] {3}).tangent());
    } finally {
      factor = 2;
    }
  }

  @Test
  void objectsAreMultipliedFromBothSides() {
    Track track = new Track(2, 3);
    track.next = new Track(5, 7);
    Point start = track.at;
    Point other = track.next.at;
    Derivative advance = of("advance").withRespectTo("track", "step");
    try (Linearization at = advance.linearize(track, 0.5)) {
      Point end = (Point) at.value();
      track.at = null;
      track.next = null;
      ObjectSeed along =
          ObjectSeed.of(track).set("at", ObjectSeed.of(start).set("x", 1.0).set("y", 10.0));
      var jvp = at.jvp(along, 4.0);
      assertEquals(1 + 0.5 * 10 + 4 * 3, (double) jvp.at(end).get("x"), TOLERANCE);
      assertEquals(50.0, (double) jvp.at(end).get("y"), TOLERANCE);
      assertThrows(IllegalArgumentException.class, () -> jvp.at(track));
      assertThrows(IllegalArgumentException.class, () -> jvp.exitTangent("track"));
      var adjoints = at.vjp(ObjectSeed.of(end).set("y", 2.0).set("x", 1.0));
      assertEquals(6.0, adjoints.at(other).get("x"));
      assertEquals(0.5 + 2 * 5, adjoints.at(start).get("y"));
      assertEquals(3.0, adjoints.of("step"));
    }
  }

  @Test
  void objectsAndRowsOnExitHaveTangents() {
    Track track = new Track(2, 3);
    track.next = new Track(5, 7);
    double[][] rows = {{1}, {4, 6}};
    Derivative advance = of("advanceAll").withRespectTo("track", "rows", "step");
    try (Linearization at = advance.linearize(track, rows, 0.5)) {
      double[][] along = {{0}, {1, 20}};
      var jvp = at.jvp(ObjectSeed.of(track), along, 1.0);
      assertEquals(3.0, (double) jvp.at(track.at).get("x"), TOLERANCE);
      assertArrayEquals(new double[] {2, 0}, (double[]) jvp.at(track).get("past"), TOLERANCE);
      double[][] onExit = (double[][]) jvp.exitTangent("rows");
      assertArrayEquals(new double[] {3.5 + 3 * 4, 20}, onExit[0], TOLERANCE);
      assertArrayEquals(new double[] {0}, onExit[1], TOLERANCE);
    }
  }
}
