package org.wengert;

import java.io.IOException;

/**
 * Methods to differentiate in tests: at most quadratic, so that the stand-in's differences are
 * exact.
 */
final class Primals {
  static int executions;

  private Primals() {}

  static double price(double spot, float vol, double[] curve, @Inactive int steps) {
    executions++;
    double sum = spot * vol;
    for (double c : curve) {
      sum += steps * c * c;
    }
    return sum;
  }

  static float inFloat(float[] x, float y) {
    return x[0] * x[1] + 2 * y;
  }

  static double matrix(double[][] m) {
    double sum = 0;
    for (double[] row : m) {
      for (double e : row) {
        sum += e * e;
      }
    }
    return sum;
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Writes; its dependents are both arrays. */
  static void step(double h, double[] x, @Inactive double[] out) {
    for (int i = 0; i < x.length; i++) {
      out[i] = h * x[i];
    }
    x[0] = 2 * x[0];
  }

  static double[] scale(double a, double[] x) {
    double[] scaled = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = a * x[i];
    }
    return scaled;
  }

  static float[][] outer(float[] x) {
    return new float[][] {{x[0] * x[0], x[0] * x[1]}, {x[1] * x[1]}};
  }

  static double square(double x) {
    return x * x;
  }

  static float squareOfFloat(float x) {
    return x * x;
  }

  static float[] floats(float[] x) {
    return new float[] {x[0] * x[0]};
  }

  static double sumOfSquares(double[] x) {
    return dot(x, x);
  }

  static double product(double x, double y) {
    return x * y;
  }

  static double failing(double x) throws IOException {
    throw new IOException("disk on fire at " + x);
  }

  static double refused(double x) {
    return x;
  }

  static int count(double[] x, int n) {
    x[0] = n * x[0];
    return n;
  }

  static double overloaded(double x) {
    return x;
  }

  static double overloaded(double x, double[] y) {
    return x + y[0];
  }

  static double noNumbers(int n, String text) {
    return n;
  }

  static double allInactive(@Inactive double x) {
    return x;
  }

  static int nothingDepends(double x) {
    return 1;
  }

  double instance(double x) {
    return x;
  }

  abstract static class Shape {
    abstract double area(double r);
  }

  /** Its tape outgrows what is kept. */
  static double huge(double x) {
    return x;
  }
}
