package org.wengert.benchmarks.matrix;

/** A matrix behind accessors, as legacy libraries have them. */
final class Matrix {

  private final int rows;
  private final int columns;
  private final double[] elements;

  Matrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.elements = new double[rows * columns];
  }

  /** A square matrix by its rows, one after the other. */
  static Matrix square(double[] byRows) {
    int n = (int) Math.round(Math.sqrt(byRows.length));
    Matrix matrix = new Matrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix.set(i, j, byRows[i * n + j]);
      }
    }
    return matrix;
  }

  int rows() {
    return rows;
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

  Matrix times(Matrix other) {
    if (columns != other.rows) {
      throw new IllegalArgumentException(columns + " columns, " + other.rows + " rows");
    }
    Matrix product = new Matrix(rows, other.columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < other.columns; j++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += get(i, k) * other.get(k, j);
        }
        product.set(i, j, sum);
      }
    }
    return product;
  }

  double squaredNorm() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        sum += get(i, j) * get(i, j);
      }
    }
    return sum;
  }
}
