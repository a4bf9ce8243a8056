package org.wengert.benchmarks.ba;

import org.wengert.Differentiable;
import org.wengert.Inactive;

/** Where cameras see points, compared with where these were seen; as GradBench defines it. */
public final class BundleAdjustment {
  private static final int ROTATION = 0;
  private static final int CENTRE = 3;
  static final int FOCUS = 6;
  private static final int PRINCIPAL = 7;
  private static final int RADIAL = 9;

  private BundleAdjustment() {}

  /**
   * A component of the weighted error of one observation.
   *
   * @param cam rotation (3), centre (3), focal length, principal point (2), radial distortion (2)
   * @param point in space, [3]
   * @param w weight of the observation
   * @param feat where the point was seen, [2]
   * @param component 0 or 1
   */
  @Differentiable
  public static double error(
      double[] cam, double[] point, double w, @Inactive double[] feat, int component) {
    double x = point[0] - cam[CENTRE];
    double y = point[1] - cam[CENTRE + 1];
    double z = point[2] - cam[CENTRE + 2];
    double a = cam[ROTATION];
    double b = cam[ROTATION + 1];
    double c = cam[ROTATION + 2];
    double square = a * a + b * b + c * c;
    double px;
    double py;
    double pz;
    if (square != 0) {
      double angle = Math.sqrt(square);
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      a /= angle;
      b /= angle;
      c /= angle;
      double along = (a * x + b * y + c * z) * (1 - cos);
      px = x * cos + (b * z - c * y) * sin + a * along;
      py = y * cos + (c * x - a * z) * sin + b * along;
      pz = z * cos + (a * y - b * x) * sin + c * along;
    } else {
      px = x + b * z - c * y;
      py = y + c * x - a * z;
      pz = z + a * y - b * x;
    }
    double u = px / pz;
    double v = py / pz;
    double radius = u * u + v * v;
    double distortion = 1 + cam[RADIAL] * radius + cam[RADIAL + 1] * radius * radius;
    double seen = component == 0 ? u : v;
    double projected = seen * distortion * cam[FOCUS] + cam[PRINCIPAL + component];
    return w * (projected - feat[component]);
  }

  /** What a weight costs: it should be 1. */
  @Differentiable
  public static double weightError(double w) {
    return 1 - w * w;
  }
}
