package org.wengert.benchmarks;

import java.util.SplittableRandom;

/** Arrays of random numbers; the same for the same generator state. */
public final class RandomArrays {

  private RandomArrays() {}

  /** {@code n} standard normal numbers. */
  public static double[] gaussian(SplittableRandom random, int n) {
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      result[i] = random.nextGaussian();
    }
    return result;
  }

  /** {@code rows} rows of {@code columns} standard normal numbers. */
  public static double[][] gaussian(SplittableRandom random, int rows, int columns) {
    double[][] result = new double[rows][];
    for (int i = 0; i < rows; i++) {
      result[i] = gaussian(random, columns);
    }
    return result;
  }

  /** {@code n} numbers uniform in [0, 1). */
  public static double[] uniform(SplittableRandom random, int n) {
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      result[i] = random.nextDouble();
    }
    return result;
  }

  /** {@code rows} rows of {@code columns} numbers uniform in [0, 1). */
  public static double[][] uniform(SplittableRandom random, int rows, int columns) {
    double[][] result = new double[rows][];
    for (int i = 0; i < rows; i++) {
      result[i] = uniform(random, columns);
    }
    return result;
  }
}
