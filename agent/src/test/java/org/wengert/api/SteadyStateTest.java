package org.wengert.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.wengert.Derivatives;
import org.wengert.testing.DirectEngine;

/**
 * Where the objects of a method do not escape, its gradient allocates nothing once its code is
 * compiled and its tape has grown: calls that fill the caller's arrays.
 */
class SteadyStateTest {
  private static final int ROUNDS = 60;
  private static final int CALLS = 200;

  static {
    new DirectEngine();
  }

  private record Vector(double x, double y, double z) {
    static final Vector ZERO = new Vector(0, 0, 0);

    static Vector of(double[] a, int i) {
      return new Vector(a[3 * i], a[3 * i + 1], a[3 * i + 2]);
    }

    Vector plus(Vector o) {
      return new Vector(x + o.x, y + o.y, z + o.z);
    }

    Vector minus(Vector o) {
      return new Vector(x - o.x, y - o.y, z - o.z);
    }

    Vector times(double f) {
      return new Vector(x * f, y * f, z * f);
    }

    double dot(Vector o) {
      return x * o.x + y * o.y + z * o.z;
    }

    void into(double[] a, int i) {
      a[3 * i] = x;
      a[3 * i + 1] = y;
      a[3 * i + 2] = z;
    }
  }

  /** Bodies that attract each other; moves them. */
  static double energy(double[] p, double[] v, double[] masses, int steps) {
    int n = masses.length;
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < n; i++) {
        Vector.of(v, i).plus(attraction(p, masses, i).times(0.01)).into(v, i);
      }
      for (int i = 0; i < n; i++) {
        Vector.of(p, i).plus(Vector.of(v, i).times(0.01)).into(p, i);
      }
    }
    double energy = 0;
    for (int i = 0; i < n; i++) {
      Vector velocity = Vector.of(v, i);
      energy += 0.5 * masses[i] * velocity.dot(velocity);
      for (int j = 0; j < i; j++) {
        Vector d = Vector.of(p, j).minus(Vector.of(p, i));
        energy -= masses[i] * masses[j] / Math.sqrt(d.dot(d) + 0.01);
      }
    }
    return energy;
  }

  private static Vector attraction(double[] p, double[] masses, int i) {
    Vector here = Vector.of(p, i);
    Vector sum = Vector.ZERO;
    for (int j = 0; j < masses.length; j++) {
      Vector d = Vector.of(p, j).minus(here);
      double r2 = d.dot(d) + 0.01;
      sum = sum.plus(d.times(masses[j] / (r2 * Math.sqrt(r2))));
    }
    return sum;
  }

  interface OfBodies {
    double gradient(
        double[] p,
        double[] v,
        double[] masses,
        int steps,
        double[] ofP,
        double[] ofV,
        double[] ofMasses);

    double valueAndJvp(
        double[] p,
        double[] v,
        double[] masses,
        int steps,
        double[] alongP,
        double[] alongV,
        double[] alongMasses,
        double[] tangent);
  }

  private static final class Matrix {
    private final int columns;
    private final double[] elements;

    Matrix(int columns, double[] elements) {
      this.columns = columns;
      this.elements = elements;
    }

    int rows() {
      return elements.length / columns;
    }

    int columns() {
      return columns;
    }

    double get(int i, int j) {
      return elements[i * columns + j];
    }

    void set(int i, int j, double value) {
      elements[i * columns + j] = value;
    }

    void multiply(Matrix a, Matrix b) {
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < b.columns(); j++) {
          double sum = 0;
          for (int k = 0; k < a.columns(); k++) {
            sum += a.get(i, k) * b.get(k, j);
          }
          set(i, j, sum);
        }
      }
    }

    double squaredNorm() {
      double sum = 0;
      for (int i = 0; i < rows(); i++) {
        for (int j = 0; j < columns; j++) {
          sum += get(i, j) * get(i, j);
        }
      }
      return sum;
    }
  }

  static double squaredNorm(double[] a, double[] b, double[] product, int n) {
    Matrix c = new Matrix(n, product);
    c.multiply(new Matrix(n, a), new Matrix(n, b));
    return c.squaredNorm();
  }

  interface OfMatrices {
    double gradient(
        double[] a, double[] b, double[] product, int n, double[] ofA, double[] ofB, double[] ofP);
  }

  /** The logarithm of a sum of exponentials, and a recurrence whose values are recorded. */
  static double numeric(double[] x, double scale) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double xi : x) {
      largest = Math.max(largest, xi);
    }
    double sum = 0;
    double state = scale;
    for (double xi : x) {
      sum += Math.exp(scale * (xi - largest));
      state = Math.sin(state * xi) + state * state * 0.1;
    }
    return largest + Math.log(sum) + state;
  }

  interface OfNumbers {
    double gradient(double[] x, double scale, double[] ofX, double[] scalars);
  }

  private static double[] filled(int n, double first) {
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = first + Math.sin(i + first);
    }
    return a;
  }

  private static final class Bodies {
    final double[] p0 = filled(24, 0.2);
    final double[] v0 = filled(24, 0.4);
    final double[] m = filled(8, 2);
    final double[] p = p0.clone();
    final double[] v = v0.clone();
    final double[] ofP = new double[24];
    final double[] ofV = new double[24];
    final double[] ofM = new double[8];
    final double[] tangent = new double[1];

    void reset() {
      System.arraycopy(p0, 0, p, 0, p.length);
      System.arraycopy(v0, 0, v, 0, v.length);
    }
  }

  private static OfBodies bodies() {
    return Derivatives.of(SteadyStateTest.class, "energy").bind(OfBodies.class);
  }

  @Test
  void gradientOverRecordsAllocatesNothing() {
    OfBodies derivative = bodies();
    Bodies b = new Bodies();
    assertAllocatesNothing(
        () -> {
          b.reset();
          derivative.gradient(b.p, b.v, b.m, 4, b.ofP, b.ofV, b.ofM);
        });
  }

  @Test
  void tangentOverRecordsAllocatesNothing() {
    OfBodies derivative = bodies();
    Bodies b = new Bodies();
    assertAllocatesNothing(
        () -> {
          b.reset();
          derivative.valueAndJvp(b.p, b.v, b.m, 4, b.ofP, b.ofV, b.ofM, b.tangent);
        });
  }

  @Test
  void gradientOverAccessorsAllocatesNothing() {
    OfMatrices derivative =
        Derivatives.of(SteadyStateTest.class, "squaredNorm").bind(OfMatrices.class);
    double[] a = filled(64, 0.1);
    double[] b = filled(64, 0.7);
    double[] product = new double[64];
    double[] ofA = new double[64];
    double[] ofB = new double[64];
    double[] ofP = new double[64];
    assertAllocatesNothing(() -> derivative.gradient(a, b, product, 8, ofA, ofB, ofP));
  }

  @Test
  void gradientOverNumbersAllocatesNothing() {
    OfNumbers derivative = Derivatives.of(SteadyStateTest.class, "numeric").bind(OfNumbers.class);
    double[] x = filled(100, 0.3);
    double[] ofX = new double[100];
    double[] scalars = new double[1];
    assertAllocatesNothing(() -> derivative.gradient(x, 0.8, ofX, scalars));
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
}
