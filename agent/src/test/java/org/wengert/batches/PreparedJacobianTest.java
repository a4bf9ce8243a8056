package org.wengert.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Gradient;
import org.wengert.Inactive;
import org.wengert.Jacobian;
import org.wengert.Jacobian.Mode;
import org.wengert.Jacobians;
import org.wengert.PreparedJacobian;
import org.wengert.corpus.Calls;
import org.wengert.testing.DirectEngine;

/** Jacobians at arguments whose contents change: the same as others, without allocation. */
class PreparedJacobianTest {
  private static final int ROUNDS = 60;
  private static final int CALLS = 100;
  static int runs;

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  /** A step that overwrites its state: 6 or more columns. */
  static void step(double[] state, @Inactive double[] weights, double dt) {
    int n = state.length;
    double last = state[n - 1];
    for (int i = n - 1; i > 0; i--) {
      state[i] += dt * Math.sin(state[i - 1] * weights[i]);
    }
    state[0] += dt * last * last;
  }

  static void into(double[] x, @Inactive double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = x[i % x.length] * x[(i + 1) % x.length];
    }
  }

  static double norm(double[] x, double scale) {
    double sum = 0;
    for (double each : x) {
      sum += each * each;
    }
    return scale * Math.sqrt(sum);
  }

  static float narrow(float x) {
    return x * x;
  }

  static void rotate(double[][] rows, double angle) {
    for (double[] row : rows) {
      double x = row[0];
      row[0] = Math.cos(angle) * x - Math.sin(angle) * row[1];
      row[1] = Math.sin(angle) * x + Math.cos(angle) * row[1];
    }
  }

  static void swapping(double[][] x, double by) {
    double[] first = x[0];
    x[0] = x[1];
    x[1] = first;
    x[0][0] *= by;
  }

  static double[] repeated(double[] x, int times) {
    double[] y = new double[x.length * times];
    for (int i = 0; i < y.length; i++) {
      y[i] = (i + 1) * x[i % x.length];
    }
    x[0] = 0;
    return y;
  }

  static double[] counting(double[] x) {
    runs++;
    return new double[] {x[0] * x[1]};
  }

  static double failing(double[] x) {
    if (x[0] < 0) {
      throw new IllegalStateException("negative");
    }
    return Math.sqrt(x[0]) * x[1];
  }

  static double ofList(List<Double> list) {
    return list.get(0);
  }

  private static Derivative of(String name) {
    return Derivatives.of(PreparedJacobianTest.class, name);
  }

  private static void assertMatrix(double[][] expected, double[][] found) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], found[i], 1e-14, "row " + i);
    }
  }

  private static double[] filled(int n, double first) {
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = first + Math.sin(i + first);
    }
    return a;
  }

  private static List<Jacobians> modes(String name) {
    Jacobians all = of(name).jacobians();
    return List.of(all, all.forward(), all.reverse());
  }

  @Test
  void contentsThatChangeCount() {
    for (Jacobians jacobians : modes("step")) {
      double[] state = filled(7, 0.3);
      double[] weights = filled(7, 0.8);
      Object[] arguments = {state, weights, 0.1};
      double[][] matrix = new double[14][8];
      try (PreparedJacobian step = jacobians.prepare(arguments)) {
        for (int k = 0; k < 3; k++) {
          double[] plain = state.clone();
          Jacobian expected = jacobians.at(plain, weights.clone(), arguments[2]);
          step.into(matrix);
          assertMatrix(expected.matrix(), matrix);
          assertArrayEquals(plain, state);
          assertNull(step.value());
          assertEquals(expected.mode(), step.mode());
          assertEquals(expected.sweeps(), step.sweeps());
          assertEquals(expected.runs(), step.runs());
          weights[k + 1] = -0.5 * k;
          arguments[2] = 0.2 + k;
        }
      }
    }
  }

  @Test
  void numbersArraysAndRowsCanBeReplaced() {
    Object[] arguments = {new double[][] {{1, 2}, {3, 4}, {5, 6}}, 0.5};
    double[][] matrix = new double[6][7];
    try (PreparedJacobian rotate = of("rotate").jacobians().prepare(arguments)) {
      for (int k = 0; k < 4; k++) {
        double[][] rows = (double[][]) arguments[0];
        double[][] copy = {rows[0].clone(), rows[1].clone(), rows[2].clone()};
        copy[2] = rows[2] == rows[0] ? copy[0] : copy[2];
        Jacobian expected = of("rotate").jacobian(copy, arguments[1]);
        matrix = new double[expected.rows().size()][expected.columns().size()];
        rotate.into(matrix);
        assertMatrix(expected.matrix(), matrix);
        rows[1][0] = k;
        if (k == 0) {
          arguments[1] = 2; // Widened, as in a plain call.
        } else if (k == 1) {
          rows[2] = rows[0];
        } else {
          arguments[0] = new double[][] {{7, 8}, {9, 1}, {2, 3}};
        }
      }
      arguments[1] = "no number";
      assertThrows(IllegalArgumentException.class, () -> rotate.into(new double[6][7]));
      arguments[1] = 0.0;
      rotate.into(new double[6][7]);
    }
  }

  @Test
  void rowsThatTheMethodMovesAreFollowed() {
    for (Jacobians jacobians : modes("swapping")) {
      double[][] x = {{5, 1}, {7}};
      try (PreparedJacobian swapping = jacobians.prepare(x, 3.0)) {
        double[][] matrix = new double[3][4];
        swapping.into(matrix);
        assertMatrix(new double[][] {{0, 0, 3, 7}, {1, 0, 0, 0}, {0, 1, 0, 0}}, matrix);
        swapping.into(matrix);
        assertMatrix(new double[][] {{0, 3, 0, 5}, {0, 0, 1, 0}, {1, 0, 0, 0}}, matrix);
        assertArrayEquals(new double[] {15, 1}, x[0]);
        assertArrayEquals(new double[] {21}, x[1]);
      }
    }
  }

  @Test
  void resultsOfOtherLengthsNeedOtherMatrices() {
    for (Jacobians jacobians : modes("repeated")) {
      double[] x = filled(6, 1);
      Object[] arguments = {x, 1};
      try (PreparedJacobian repeated = jacobians.prepare(arguments)) {
        for (int times : new int[] {1, 3, 3, 2}) {
          arguments[1] = times;
          x[0] = 2;
          double[][] matrix = new double[6 * times][6];
          repeated.into(matrix);
          double[][] expected = new double[6 * times][6];
          for (int i = 0; i < expected.length; i++) {
            expected[i][i % 6] = i + 1;
          }
          assertMatrix(expected, matrix);
          assertEquals(6 * times, ((double[]) repeated.value()).length);
          assertEquals(2.0, ((double[]) repeated.value())[0]);
          assertEquals(0, x[0]);
        }
        assertRefused("has 12 rows of 6", () -> repeated.into(new double[3][6]));
        repeated.into(new double[12][6]);
      }
    }
  }

  @Test
  void numbersComeAsTheyAre() {
    for (Jacobians jacobians : modes("narrow")) {
      Object[] arguments = {3f};
      try (PreparedJacobian narrow = jacobians.prepare(arguments)) {
        assertNull(narrow.value());
        double[][] matrix = new double[1][1];
        narrow.into(matrix);
        assertEquals(6, matrix[0][0]);
        assertEquals(9f, narrow.value());
      }
    }
  }

  @Test
  void effectsHappenOnceAndExceptionsPass() {
    int before = runs;
    double[][] matrix = new double[1][2];
    try (PreparedJacobian counting =
        of("counting").jacobians().prepare((Object) new double[] {3, 4})) {
      counting.into(matrix);
      counting.into(matrix);
      assertEquals(before + 2, runs);
      assertMatrix(new double[][] {{4, 3}}, matrix);
    }
    for (Jacobians jacobians : modes("failing")) {
      double[] x = {-1, 2};
      try (PreparedJacobian failing = jacobians.prepare((Object) x)) {
        for (int k = 0; k < 2; k++) {
          x[0] = -1;
          assertThrows(IllegalStateException.class, () -> failing.into(matrix));
          x[0] = 4;
          failing.into(matrix);
          assertMatrix(new double[][] {{0.5, 2}}, matrix);
        }
      }
    }
  }

  /** Beyond what a method handle takes, arguments travel in an array. */
  @Test
  void hundredsOfParametersChange() {
    Derivative many = Derivatives.of(Calls.class, "manyParameters");
    Object[] arguments = new Object[127];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = 1 + 0.01 * i;
    }
    arguments[125] = 2; // An int, the only one that is no independent.
    arguments[126] = 0.5f;
    double[][] row = new double[1][126];
    double[][] one = new double[1][1];
    try (PreparedJacobian reverse = many.jacobians().prepare(arguments);
        PreparedJacobian forward = many.jacobians().forward().columns(5).prepare(arguments)) {
      for (int k = 0; k < 2; k++) {
        reverse.into(row);
        forward.into(one);
        Gradient expected = many.gradient(arguments);
        for (int i = 0; i < 125; i++) {
          double partial = (double) expected.of(i);
          assertEquals(partial, row[0][i], 1e-12 * Math.max(1, Math.abs(partial)));
        }
        assertEquals((float) expected.of(126), (float) row[0][125]);
        assertEquals(row[0][5], one[0][0], 1e-10);
        assertEquals(expected.value(), ((Number) reverse.value()).doubleValue());
        assertEquals(expected.value(), ((Number) forward.value()).doubleValue());
        arguments[5] = 2.5;
        arguments[100] = -1;
      }
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    Jacobians norm = of("norm").jacobians();
    assertRefused("takes 2 arguments, but 1 were given", () -> norm.prepare(1.0));
    assertRefused(
        "there is no column 3", () -> norm.columns(3).prepare(new double[] {1, 2}, 1.0).close());
    assertRefused(
        "a prepared Jacobian is of numbers and arrays of numbers",
        () -> of("ofList").withRespectTo("list").jacobians().prepare(List.of(1.0)));
    PreparedJacobian closed = norm.prepare(new double[] {3, 4}, 1.0);
    assertRefused("the matrix is null", () -> closed.into(null));
    closed.into(new double[1][3]);
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.into(new double[1][3]));
    assertEquals(5.0, closed.value());
  }

  @Test
  void whatFillsArraysAllocatesNothing() {
    for (Jacobians jacobians : modes("step")) {
      double[] state = filled(7, 0.3);
      double[] start = state.clone();
      double[][] matrix = new double[14][8];
      try (PreparedJacobian step = jacobians.prepare(state, filled(7, 0.8), 0.1)) {
        assertAllocatesNothing(
            () -> {
              System.arraycopy(start, 0, state, 0, state.length);
              step.into(matrix);
            });
      }
    }
  }

  @Test
  void rowsAndSingleColumnsAllocateNothing() {
    double[][] rows = {filled(2, 1), filled(2, 2), filled(2, 3)};
    for (Jacobians jacobians : modes("rotate")) {
      double[][] matrix = new double[6][7];
      try (PreparedJacobian rotate = jacobians.prepare(rows, 0.1)) {
        assertAllocatesNothing(() -> rotate.into(matrix));
      }
      double[][] column = new double[6][1];
      try (PreparedJacobian rotate = jacobians.columns(6).prepare(rows, 0.1)) {
        assertAllocatesNothing(() -> rotate.into(column));
      }
    }
  }

  @Test
  void numbersAllocateNothing() {
    double[][] matrix = new double[1][21];
    try (PreparedJacobian norm = of("norm").jacobians().prepare(filled(20, 1), 2.0)) {
      assertAllocatesNothing(() -> norm.into(matrix));
      assertEquals(Mode.REVERSE, norm.mode());
    }
    double[][] column = new double[1][1];
    try (PreparedJacobian norm =
        of("norm").jacobians().forward().columns(20).prepare(filled(20, 1), 2.0)) {
      assertAllocatesNothing(() -> norm.into(column));
    }
  }

  /**
   * Interpreted code may allocate what the JIT removes: rounds go on until one allocates nothing.
   */
  private static void assertAllocatesNothing(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertTrue(threads.isThreadAllocatedMemoryEnabled());
    long self = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
    }
    assertEquals(0, least, "bytes in " + CALLS + " calls");
  }

  private static void assertRefused(
      String message, org.junit.jupiter.api.function.Executable call) {
    Exception refused = assertThrows(IllegalArgumentException.class, call);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
