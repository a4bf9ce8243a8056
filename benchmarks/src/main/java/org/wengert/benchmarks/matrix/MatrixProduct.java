package org.wengert.benchmarks.matrix;

import org.wengert.Differentiable;

/** The norm of a product of matrices that are objects. */
public final class MatrixProduct {

  private MatrixProduct() {}

  /** The sum of the squares of all elements of the product of two square matrices. */
  @Differentiable
  public static double squaredNorm(double[] a, double[] b) {
    return Matrix.square(a).times(Matrix.square(b)).squaredNorm();
  }

  /** By {@code d|AB|^2 = 2 AB B^T : dA + 2 A^T AB : dB}. */
  static double byHand(double[] a, double[] b, double[] aAdjoint, double[] bAdjoint) {
    int n = (int) Math.round(Math.sqrt(a.length));
    double value = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += a[i * n + k] * b[k * n + j];
        }
        value += sum * sum;
        double adjoint = 2 * sum;
        for (int k = 0; k < n; k++) {
          aAdjoint[i * n + k] += adjoint * b[k * n + j];
          bAdjoint[k * n + j] += adjoint * a[i * n + k];
        }
      }
    }
    return value;
  }
}
