package org.wengert.second;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Adjoints;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Hessian;
import org.wengert.testing.DirectEngine;

/** Whole Hessians: effects happen once for the caller, or the method is refused. */
class HessianTest {
  static int runs;
  static double memo;
  static final List<Double> LOG = new ArrayList<>();
  static final double[] WEIGHTS = {1, 2, 3};

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double a = x[i + 1] - x[i] * x[i];
      sum += 100 * a * a + (1 - x[i]) * (1 - x[i]);
    }
    return sum;
  }

  static double mixed(double a, double[][] rows, float b) {
    return a * a * rows[0][1] + rows[1][0] * rows[0][0] * b + a * b;
  }

  /** Overwrites its argument, in a callee too. */
  static double inPlace(double[] x) {
    square(x);
    double product = 1;
    for (double each : x) {
      product *= each;
    }
    x[0] = product;
    return product;
  }

  private static void square(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= x[i];
    }
  }

  static double throughArrays(double[] x) {
    double[][] powers = new double[3][];
    for (int k = 0; k < powers.length; k++) {
      powers[k] = power(x, k + 1, new double[x.length]);
    }
    powers[0][0] += 1;
    return powers[2][1] * powers[0][0] + powers[1][2] * weight(1);
  }

  private static double[] power(double[] x, int n, double[] result) {
    if (n == 0) {
      java.util.Arrays.fill(result, 1);
      return result;
    }
    double[] less = power(x, n - 1, new double[x.length]);
    for (int i = 0; i < x.length; i++) {
      result[i] = less[i] * x[i];
    }
    return result;
  }

  private static double weight(int i) {
    return WEIGHTS[i];
  }

  static double counting(double x, double y, double[] others) {
    runs++;
    return x * y;
  }

  static double remembering(double x, double y, double[] others) {
    memo = x;
    return memo * y;
  }

  static double logging(double x, double y, double[] others) {
    LOG.add(x);
    return x * y;
  }

  static double writingStatics(double x, double y, double[] others) {
    WEIGHTS[0] = x;
    return x * y;
  }

  static double hidden(double x, double y, double[] others) {
    double[][] holder = new double[1][];
    keep(holder);
    holder[0][0] = x;
    return x * y;
  }

  private static void keep(double[][] holder) {
    holder[0] = WEIGHTS;
  }

  static double random(double x, double y, double[] others) {
    return x * y * Math.random();
  }

  static double timed(double x, double y, double[] others) {
    return x * y * System.nanoTime();
  }

  static double byIdentity(double x, double y, double[] others) {
    return x * y * new Object().hashCode();
  }

  static double drawing(double x, double y, double[] others) {
    return x * y * new Random(1).nextDouble();
  }

  /** With as many numbers as one run takes. */
  static double few(double x, double y, double[] others) {
    runs++;
    return x * x * x + x * y + others[0] * y * others[1];
  }

  @Test
  void matrixIsComplete() {
    double[] x = {0.5, -1.2, 0.8};
    Hessian hessian = Derivatives.of(HessianTest.class, "rosenbrock").hessian((Object) x);
    assertEquals(rosenbrock(x), hessian.value());
    double[][] expected = new double[3][3];
    for (int i = 0; i < 2; i++) {
      expected[i][i] += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
      expected[i][i + 1] -= 400 * x[i];
      expected[i + 1][i] -= 400 * x[i];
      expected[i + 1][i + 1] += 200;
    }
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected[i], hessian.matrix()[i], 1e-11);
    }
    assertEquals(List.of("x[0]", "x[1]", "x[2]"), hessian.names());
  }

  @Test
  void scalarsAndRowsAreInOneOrder() {
    double[][] rows = {{0.5, 2}, {-1}};
    Hessian hessian = Derivatives.of(HessianTest.class, "mixed").hessian(3.0, rows, 0.25f);
    assertEquals(List.of("a", "rows[0][0]", "rows[0][1]", "rows[1][0]", "b"), hessian.names());
    double[][] expected = {
      {4, 0, 6, 0, 1},
      {0, 0, 0, 0.25, -1},
      {6, 0, 0, 0, 0},
      {0, 0.25, 0, 0, 0.5},
      {1, -1, 0, 0.5, 0}
    };
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(expected[i], hessian.matrix()[i], 1e-15);
    }
    assertEquals(rows[0][1] * 6 + 0.25, (double) hessian.gradient().of("a"), 1e-15);
  }

  @Test
  void arraysAreLeftAsByOnePlainCall() {
    double[] x = {0.5, -1.5, 2};
    double[] plain = x.clone();
    double value = inPlace(plain);
    double[] given = x.clone();
    Hessian hessian = Derivatives.of(HessianTest.class, "inPlace").hessian((Object) given);
    assertEquals(value, hessian.value());
    assertArrayEquals(plain, given);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double expected = i == j ? 2 * value / (x[i] * x[i]) : 4 * value / (x[i] * x[j]);
        assertEquals(expected, hessian.matrix()[i][j], 1e-13);
      }
    }
  }

  @Test
  void ownMemoryMayBeHandedAround() {
    double[] x = {0.5, -1.5, 2};
    double[][] found =
        Derivatives.of(HessianTest.class, "throughArrays").hessian((Object) x).matrix();
    assertEquals(3 * x[1] * x[1], found[0][1], 1e-14);
    assertEquals(3 * x[1] * x[1], found[1][0], 1e-14);
    assertEquals(6 * x[1] * (x[0] + 1), found[1][1], 1e-14);
    assertEquals(2 * WEIGHTS[1], found[2][2], 1e-14);
  }

  @Test
  void whatCouldBeNoticedIsRefused() {
    assertRefused("counting", "writes a static field");
    assertRefused("remembering", "writes a static field");
    assertRefused("logging", "");
    assertRefused("writingStatics", "writes memory that was there before");
    assertRefused("hidden", "");
    assertRefused("random", "java.lang.Math.random is not known to have no effect");
    assertRefused("timed", "java.lang.System.nanoTime is not known to have no effect");
    assertRefused("byIdentity", "");
    assertRefused("drawing", "");
    assertEquals(0, LOG.size());
  }

  private static void assertRefused(String name, String why) {
    int before = runs;
    Derivative derivative = Derivatives.of(HessianTest.class, name);
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> derivative.hessian(2.0, 3.0, new double[3]),
            name);
    assertTrue(refused.getMessage().contains("several times, which could be noticed: "));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertEquals(before, runs);
  }

  @Test
  void fewIndependentsTakeOneRun() {
    int before = runs;
    Derivative few = Derivatives.of(HessianTest.class, "few");
    Hessian hessian = few.hessian(2.0, 3.0, new double[] {5, 7});
    double[][] expected = {{12, 1, 0, 0}, {1, 0, 7, 5}, {0, 7, 0, 3}, {0, 5, 3, 0}};
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], hessian.matrix()[i], 1e-14);
    }
    assertEquals(before + 1, runs);
    Adjoints diagonal = few.hessianDiagonal(2.0, 3.0, new double[] {5, 7});
    assertEquals(12.0, diagonal.of("x"));
    assertArrayEquals(new double[2], (double[]) diagonal.of("others"));
  }

  @Test
  void diagonalIsThatOfTheMatrix() {
    double[] x = {0.5, -1.2, 0.8, 2, -0.25, 1.5};
    Derivative rosenbrock = Derivatives.of(HessianTest.class, "rosenbrock");
    double[][] matrix = rosenbrock.hessian((Object) x).matrix();
    double[] diagonal = (double[]) rosenbrock.hessianDiagonal((Object) x).of(0);
    for (int i = 0; i < x.length; i++) {
      assertEquals(matrix[i][i], diagonal[i]);
    }
  }

  @Test
  void productTakesOneRunWhateverTheEffects() {
    int before = runs;
    Derivative derivative = Derivatives.of(HessianTest.class, "counting");
    assertEquals(
        1.0,
        derivative
            .hvp(new Object[] {2.0, 3.0, new double[0]}, new Object[] {0.0, 1.0, new double[0]})
            .of("x"));
    assertEquals(before + 1, runs);
  }
}
