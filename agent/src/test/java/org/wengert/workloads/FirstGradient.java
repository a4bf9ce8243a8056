package org.wengert.workloads;

import java.util.SplittableRandom;
import org.wengert.Derivatives;
import org.wengert.Gradient;

/**
 * Calls the Gaussian mixture once, then its gradient once, in the size that is usually compared
 * (d=10, k=25, n=1000). Prints the milliseconds of both, and whether the values are the same.
 */
public final class FirstGradient {
  private static final int D = 10;
  private static final int K = 25;
  private static final int N = 1000;

  private FirstGradient() {}

  public static void main(String[] args) {
    SplittableRandom random = new SplittableRandom(1);
    double[] alpha = rows(random, 1, K)[0];
    double[][] mu = rows(random, K, D);
    double[][] q = rows(random, K, D);
    double[][] l = rows(random, K, D * (D - 1) / 2);
    double[][] x = rows(random, N, D);
    long start = System.nanoTime();
    double value = Gmm.objective(alpha, mu, q, l, x, 1.0, 0);
    long called = System.nanoTime();
    Gradient gradient = Derivatives.of(Gmm.class, "objective").gradient(alpha, mu, q, l, x, 1.0, 0);
    long derived = System.nanoTime();
    System.out.println("primal " + (called - start) / 1_000_000 + " ms");
    System.out.println("gradient " + (derived - called) / 1_000_000 + " ms");
    System.out.println("same value " + (gradient.value() == value));
  }

  private static double[][] rows(SplittableRandom random, int rows, int columns) {
    double[][] all = new double[rows][columns];
    for (double[] row : all) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextDouble() - 0.5;
      }
    }
    return all;
  }
}
