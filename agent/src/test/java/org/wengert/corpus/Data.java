package org.wengert.corpus;

import java.util.Random;

/** Reproducible arguments for the corpus. */
final class Data {

  private Data() {}

  /** A vector with components in [0.5, 2), distinct for each seed. */
  static double[] vector(int n, long seed) {
    return new Random(seed).doubles(n, 0.5, 2).toArray();
  }

  /** A vector with components in [−1.5, 1.5), distinct for each seed. */
  static double[] signed(int n, long seed) {
    return new Random(seed).doubles(n, -1.5, 1.5).toArray();
  }

  static float[] floats(int n, long seed) {
    double[] wide = vector(n, seed);
    float[] result = new float[n];
    for (int i = 0; i < n; i++) {
      result[i] = (float) wide[i];
    }
    return result;
  }

  static double[][] matrix(int rows, int columns, long seed) {
    double[][] result = new double[rows][];
    for (int i = 0; i < rows; i++) {
      result[i] = signed(columns, 1000 * seed + i);
    }
    return result;
  }

  /** A matrix whose diagonal outweighs its rows. */
  static double[][] dominant(int n, long seed) {
    double[][] result = matrix(n, n, seed);
    for (int i = 0; i < n; i++) {
      result[i][i] = 2 * n + i;
    }
    return result;
  }

  /** The same rows from last to first: elimination with pivots must swap them. */
  static double[][] rowsReversed(double[][] matrix) {
    double[][] result = new double[matrix.length][];
    for (int i = 0; i < result.length; i++) {
      result[i] = matrix[result.length - 1 - i];
    }
    return result;
  }

  static float[][] floatMatrix(int rows, int columns, long seed) {
    float[][] result = new float[rows][];
    for (int i = 0; i < rows; i++) {
      result[i] = floats(columns, 1000 * seed + i);
    }
    return result;
  }

  static double[][][] cube(int n, int rows, int columns, long seed) {
    double[][][] result = new double[n][][];
    for (int i = 0; i < n; i++) {
      result[i] = matrix(rows, columns, 100 * seed + i);
    }
    return result;
  }
}
