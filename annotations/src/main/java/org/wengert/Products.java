package org.wengert;

import org.wengert.internal.Kinds;

/** Jacobian times vector at one recorded point, from however few or many rows there are. */
abstract class Products {
  private double[][] rows;

  static Products of(Derivative derivative, Object[] checked) {
    return derivative.primal().reachesObjects()
        ? new ObjectProducts(derivative, checked)
        : new ArrayProducts(derivative, checked);
  }

  /** Records the call. */
  abstract Vjp record();

  /** Checks the direction. */
  abstract Jvp times(Object[] tangents);

  /** Whether the rows are so few that they take no more memory than the arguments do. */
  static boolean areFew(int rows) {
    return rows <= Kinds.DIRECTIONS;
  }

  /**
   * Each row times a vector. The first time replays once a row, and keeps these.
   *
   * @param height how many rows there are
   */
  final double[] product(int height, double[] vector) {
    if (rows == null) {
      double[][] found = new double[height][vector.length];
      for (int i = 0; i < height; i++) {
        read(i, found[i]);
      }
      rows = found;
    }
    double[] product = new double[height];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += rows[i][j] * vector[j];
      }
    }
    return product;
  }

  /** Replays from one row. */
  abstract void read(int index, double[] row);
}
