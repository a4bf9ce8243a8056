package org.wengert.benchmarks.ba;

import org.wengert.Derivatives;
import org.wengert.benchmarks.JacobianUnderTest;

/** All derivatives of a scene's errors, by the engine. */
public final class BundleAdjustmentJacobian implements JacobianUnderTest {
  private final Scene scene;
  private final Scene direction;
  private final SparseJacobian sparse;
  private final double[] byCamera = new double[Scene.CAMERA];
  private final double[] byPoint = new double[Scene.POINT];
  private final double[] byWeight = new double[1];
  private final double[] tangents;

  /** Of a scene; tangents are those in a direction of the same shape, whose features count not. */
  public BundleAdjustmentJacobian(Scene scene, Scene direction) {
    this.scene = scene;
    this.direction = direction;
    this.sparse = new SparseJacobian(scene);
    this.tangents = new double[3 * scene.observations()];
  }

  /** Fills the whole matrix, structure included. */
  public SparseJacobian fill() {
    int at = 0;
    int row = 0;
    for (int i = 0; i < scene.observations(); i++) {
      int camera = scene.cameraOf(i);
      int point = scene.pointOf(i);
      for (int k = 0; k < 2; k++) {
        BundleAdjustmentDerivatives.errorGradient(
            scene.cameras()[camera],
            scene.points()[point],
            scene.weights()[i],
            scene.features()[i],
            k,
            byCamera,
            byPoint,
            byWeight);
        at = sparse.put(at, sparse.cameraColumn(camera), byCamera);
        at = sparse.put(at, sparse.pointColumn(point), byPoint);
        at = sparse.put(at, sparse.weightColumn(i), byWeight);
        sparse.rows()[++row] = at;
      }
    }
    for (int i = 0; i < scene.observations(); i++) {
      BundleAdjustmentDerivatives.weightErrorGradient(scene.weights()[i], byWeight);
      at = sparse.put(at, sparse.weightColumn(i), byWeight);
      sparse.rows()[++row] = at;
    }
    return sparse;
  }

  @Override
  public double[] jacobian() {
    return fill().values();
  }

  @Override
  public double[] tangent() {
    double[] tangent = new double[1];
    int observations = scene.observations();
    for (int i = 0; i < observations; i++) {
      int camera = scene.cameraOf(i);
      int point = scene.pointOf(i);
      for (int k = 0; k < 2; k++) {
        BundleAdjustmentDerivatives.errorJvp(
            scene.cameras()[camera],
            scene.points()[point],
            scene.weights()[i],
            scene.features()[i],
            k,
            direction.cameras()[camera],
            direction.points()[point],
            direction.weights()[i],
            tangent);
        tangents[2 * i + k] = tangent[0];
      }
    }
    for (int i = 0; i < observations; i++) {
      BundleAdjustmentDerivatives.weightErrorJvp(
          scene.weights()[i], direction.weights()[i], tangent);
      tangents[2 * observations + i] = tangent[0];
    }
    return tangents;
  }

  /** An error is reversed before the next one is evaluated: the tape is that of one. */
  @Override
  public long tapeBytes() {
    return Derivatives.of(BundleAdjustment.class, "error")
        .gradient(scene.cameras()[0], scene.points()[0], scene.weights()[0], scene.features()[0], 0)
        .tapeBytes();
  }
}
