package org.wengert;

import java.util.List;

/**
 * All second derivatives of a scalar function at the arguments of one call, with its value and
 * gradient. Rows and columns are the numbers that the independents reach on entry, in the order and
 * by the names of a {@link Jacobian}'s columns; what is reached twice, as one array that is two
 * arguments, is one independent and has its numbers once. The matrix is symmetric but for rounding.
 */
public final class Hessian {
  private final Gradient gradient;
  private final double[][] matrix;
  private final List<String> names;

  Hessian(Gradient gradient, double[][] matrix, List<String> names) {
    this.gradient = gradient;
    this.matrix = matrix;
    this.names = names;
  }

  /** The function's value: bit for bit that of the plain call. A float result is widened. */
  public double value() {
    return gradient.value();
  }

  /** The gradient at the same arguments. */
  public Gradient gradient() {
    return gradient;
  }

  /**
   * The matrix: the caller's to keep and to change.
   *
   * @return {@code matrix()[i][j]}, the derivative of the i-th partial by the j-th number
   */
  public double[][] matrix() {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }

  /** What rows and columns stand for: {@code x}, {@code weights[3]}, {@code body.mass}, ... */
  public List<String> names() {
    return names;
  }

  @Override
  public String toString() {
    return "Hessian[value=" + value() + ", by " + String.join(", ", names) + "]";
  }
}
