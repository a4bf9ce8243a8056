package org.wengert.benchmarks.ba;

/**
 * The Jacobian of {@link Scene#errors} in compressed rows: two rows an observation, with entries by
 * camera, point and weight, then a row a weight. Columns are those of cameras, points and weights.
 */
public final class SparseJacobian {

  /** Entries of an observation's row. */
  static final int ENTRIES = Scene.CAMERA + Scene.POINT + 1;

  private final int points;
  private final int weights;
  private final int[] rows;
  private final int[] columns;
  private final double[] values;

  /** Room for all entries. */
  public SparseJacobian(Scene scene) {
    this.points = Scene.CAMERA * scene.cameras().length;
    this.weights = points + Scene.POINT * scene.points().length;
    this.rows = new int[3 * scene.observations() + 1];
    this.columns = new int[(2 * ENTRIES + 1) * scene.observations()];
    this.values = new double[columns.length];
  }

  /** Where each row starts, and where the last one ends, [3 p + 1]. */
  public int[] rows() {
    return rows;
  }

  /** The column of each entry, [31 p]. */
  public int[] columns() {
    return columns;
  }

  /** The entries, [31 p]. */
  public double[] values() {
    return values;
  }

  /** Puts numbers into adjacent columns; returns the place behind them. */
  int put(int at, int column, double[] numbers) {
    for (int j = 0; j < numbers.length; j++) {
      columns[at + j] = column + j;
      values[at + j] = numbers[j];
    }
    return at + numbers.length;
  }

  /** Says where an observation's row is and which columns it has; returns the place behind it. */
  int structure(int row, int at, int camera, int point, int observation) {
    for (int j = 0; j < Scene.CAMERA; j++) {
      columns[at + j] = cameraColumn(camera) + j;
    }
    for (int j = 0; j < Scene.POINT; j++) {
      columns[at + Scene.CAMERA + j] = pointColumn(point) + j;
    }
    columns[at + ENTRIES - 1] = weightColumn(observation);
    rows[row + 1] = at + ENTRIES;
    return at + ENTRIES;
  }

  int cameraColumn(int camera) {
    return Scene.CAMERA * camera;
  }

  int pointColumn(int point) {
    return points + Scene.POINT * point;
  }

  int weightColumn(int observation) {
    return weights + observation;
  }
}
