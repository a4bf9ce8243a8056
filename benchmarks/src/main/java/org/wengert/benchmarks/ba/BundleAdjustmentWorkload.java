package org.wengert.benchmarks.ba;

import org.wengert.benchmarks.JacobianUnderTest;
import org.wengert.benchmarks.JacobianWorkload;

/** Bundle adjustment of a random scene: the whole sparse Jacobian. */
public final class BundleAdjustmentWorkload implements JacobianWorkload {
  private final String name;
  private final Scene scene;
  private final Scene direction;
  private final double[] errors;
  private final BundleAdjustmentByHand byHand;

  /** {@code n} cameras, {@code m} points, {@code p} observations. */
  public BundleAdjustmentWorkload(String name, int n, int m, int p) {
    this.name = name;
    this.scene = Scene.random(31337, n, m, p);
    this.direction = Scene.random(4711, n, m, p);
    this.errors = new double[3 * p];
    this.byHand = new BundleAdjustmentByHand(scene);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String sizes() {
    return "n="
        + scene.cameras().length
        + " m="
        + scene.points().length
        + " p="
        + scene.observations();
  }

  @Override
  public double[] primal() {
    scene.errors(errors);
    return errors;
  }

  @Override
  public double[] handDerived() {
    return byHand.fill().values();
  }

  @Override
  public double[] differences() {
    return new BundleAdjustmentDifferences(scene).fill();
  }

  /** An observation's own: no other one moves the two errors. */
  @Override
  public int directions() {
    return SparseJacobian.ENTRIES;
  }

  @Override
  public double[] timesDirection(Object entries) {
    SparseJacobian sparse = byHand.fill();
    double[] values = (double[]) entries;
    double[] product = new double[errors.length];
    for (int row = 0; row < product.length; row++) {
      for (int at = sparse.rows()[row]; at < sparse.rows()[row + 1]; at++) {
        product[row] += values[at] * component(sparse.columns()[at]);
      }
    }
    return product;
  }

  /** The direction's number for a column. */
  private double component(int column) {
    int camera = Scene.CAMERA * scene.cameras().length;
    int point = camera + Scene.POINT * scene.points().length;
    if (column < camera) {
      return direction.cameras()[column / Scene.CAMERA][column % Scene.CAMERA];
    }
    if (column < point) {
      int at = column - camera;
      return direction.points()[at / Scene.POINT][at % Scene.POINT];
    }
    return direction.weights()[column - point];
  }

  @Override
  public JacobianUnderTest engine() {
    return new BundleAdjustmentJacobian(scene, direction);
  }
}
