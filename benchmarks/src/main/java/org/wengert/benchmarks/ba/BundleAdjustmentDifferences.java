package org.wengert.benchmarks.ba;

import org.wengert.benchmarks.CentralDifferences;

/** The values of {@link SparseJacobian} by central differences, an observation at a time. */
final class BundleAdjustmentDifferences {
  private final Scene scene;
  private final double[] values;

  BundleAdjustmentDifferences(Scene scene) {
    this.scene = scene;
    this.values = new double[(2 * SparseJacobian.ENTRIES + 1) * scene.observations()];
  }

  double[] fill() {
    int at = 0;
    for (int i = 0; i < scene.observations(); i++) {
      for (int k = 0; k < 2; k++) {
        row(i, k, at);
        at += SparseJacobian.ENTRIES;
      }
    }
    double step = CentralDifferences.STEP;
    for (double w : scene.weights()) {
      double up = BundleAdjustment.weightError(w + step);
      values[at++] = (up - BundleAdjustment.weightError(w - step)) / (2 * step);
    }
    return values;
  }

  private void row(int i, int k, int at) {
    double[] camera = scene.cameras()[scene.cameraOf(i)];
    double[] point = scene.points()[scene.pointOf(i)];
    double[] feature = scene.features()[i];
    double w = scene.weights()[i];
    double step = CentralDifferences.STEP;
    for (int j = 0; j < Scene.CAMERA + Scene.POINT; j++) {
      double[] moved = j < Scene.CAMERA ? camera : point;
      int place = j < Scene.CAMERA ? j : j - Scene.CAMERA;
      double saved = moved[place];
      moved[place] = saved + step;
      double up = BundleAdjustment.error(camera, point, w, feature, k);
      moved[place] = saved - step;
      double down = BundleAdjustment.error(camera, point, w, feature, k);
      moved[place] = saved;
      values[at + j] = (up - down) / (2 * step);
    }
    double up = BundleAdjustment.error(camera, point, w + step, feature, k);
    double down = BundleAdjustment.error(camera, point, w - step, feature, k);
    values[at + SparseJacobian.ENTRIES - 1] = (up - down) / (2 * step);
  }
}
