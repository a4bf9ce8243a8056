package org.wengert.benchmarks.ba;

/**
 * The Jacobian of {@link Scene#errors}, derived by hand: an observation is projected once, and both
 * of its errors are reversed from there.
 *
 * <p>With {@code d} from the camera to the point, {@code R} the rotation about the axis {@code u},
 * and {@code g} the adjoint of {@code R d}: that of {@code d} is {@code R' g}; that of the angle is
 * {@code g . (u (u.d) sin - d sin + (u x d) cos)}; that of the axis is {@code (d x g) sin + (g
 * (u.d) + d (u.g)) (1 - cos)}.
 */
final class BundleAdjustmentByHand {
  private final Scene scene;
  private final SparseJacobian sparse;

  BundleAdjustmentByHand(Scene scene) {
    this.scene = scene;
    this.sparse = new SparseJacobian(scene);
  }

  /** Fills the whole matrix, structure included. */
  SparseJacobian fill() {
    int at = 0;
    int count = scene.observations();
    for (int i = 0; i < count; i++) {
      int camera = scene.cameraOf(i);
      int point = scene.pointOf(i);
      observation(
          scene.cameras()[camera],
          scene.points()[point],
          scene.weights()[i],
          scene.features()[i],
          sparse.values(),
          at);
      at = sparse.structure(2 * i, at, camera, point, i);
      at = sparse.structure(2 * i + 1, at, camera, point, i);
    }
    for (int i = 0; i < count; i++) {
      sparse.columns()[at] = sparse.weightColumn(i);
      sparse.values()[at] = -2 * scene.weights()[i];
      at++;
      sparse.rows()[2 * count + i + 1] = at;
    }
    return sparse;
  }

  /** Both rows of an observation. */
  private static void observation(
      double[] cam, double[] point, double w, double[] feat, double[] values, int at) {
    double dx = point[0] - cam[3];
    double dy = point[1] - cam[4];
    double dz = point[2] - cam[5];
    double a = cam[0];
    double b = cam[1];
    double c = cam[2];
    double square = a * a + b * b + c * c;
    // What the sums below need where nothing turns: R d is d + r x d there.
    double cos = 1;
    double sin = 1;
    double inverse = 1;
    boolean turns = square != 0;
    if (turns) {
      double angle = Math.sqrt(square);
      inverse = 1 / angle;
      cos = Math.cos(angle);
      sin = Math.sin(angle);
      a *= inverse;
      b *= inverse;
      c *= inverse;
    }
    double along = a * dx + b * dy + c * dz;
    double rest = 1 - cos;
    double crossX = b * dz - c * dy;
    double crossY = c * dx - a * dz;
    double crossZ = a * dy - b * dx;
    double px = dx * cos + crossX * sin + a * along * rest;
    double py = dy * cos + crossY * sin + b * along * rest;
    double pz = dz * cos + crossZ * sin + c * along * rest;
    double perDepth = 1 / pz;
    double u = px * perDepth;
    double v = py * perDepth;
    double radius = u * u + v * v;
    double distortion = 1 + cam[9] * radius + cam[10] * radius * radius;
    double slope = 2 * (cam[9] + 2 * cam[10] * radius);
    double focus = cam[6];
    // By the angle: what R d becomes when it grows.
    double turnX = turns ? a * along * sin - dx * sin + crossX * cos : 0;
    double turnY = turns ? b * along * sin - dy * sin + crossY * cos : 0;
    double turnZ = turns ? c * along * sin - dz * sin + crossZ * cos : 0;
    for (int k = 0; k < 2; k++) {
      int row = at + k * SparseJacobian.ENTRIES;
      double seen = k == 0 ? u : v;
      double scale = w * focus;
      double bySeen = scale * seen * slope;
      double byU = bySeen * u + (k == 0 ? scale * distortion : 0);
      double byV = bySeen * v + (k == 0 ? 0 : scale * distortion);
      double gx = byU * perDepth;
      double gy = byV * perDepth;
      double gz = -(byU * u + byV * v) * perDepth;
      double gAlong = (a * gx + b * gy + c * gz) * rest;
      double factor = along * rest;
      double axisX = (dy * gz - dz * gy) * sin + gx * factor + dx * gAlong;
      double axisY = (dz * gx - dx * gz) * sin + gy * factor + dy * gAlong;
      double axisZ = (dx * gy - dy * gx) * sin + gz * factor + dz * gAlong;
      // The axis has length 1: what would lengthen it moves the angle only.
      double radial =
          turns
              ? gx * turnX + gy * turnY + gz * turnZ - (axisX * a + axisY * b + axisZ * c) * inverse
              : 0;
      values[row] = axisX * inverse + radial * a;
      values[row + 1] = axisY * inverse + radial * b;
      values[row + 2] = axisZ * inverse + radial * c;
      double toX = gx * cos - (b * gz - c * gy) * sin + a * gAlong;
      double toY = gy * cos - (c * gx - a * gz) * sin + b * gAlong;
      double toZ = gz * cos - (a * gy - b * gx) * sin + c * gAlong;
      values[row + 3] = -toX;
      values[row + 4] = -toY;
      values[row + 5] = -toZ;
      values[row + 6] = w * seen * distortion;
      values[row + 7] = k == 0 ? w : 0;
      values[row + 8] = k == 0 ? 0 : w;
      values[row + 9] = scale * seen * radius;
      values[row + 10] = scale * seen * radius * radius;
      values[row + 11] = toX;
      values[row + 12] = toY;
      values[row + 13] = toZ;
      values[row + 14] = seen * distortion * focus + cam[7 + k] - feat[k];
    }
  }
}
