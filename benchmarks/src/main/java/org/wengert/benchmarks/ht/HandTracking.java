package org.wengert.benchmarks.ht;

import org.wengert.Inactive;

/** How far the surface of a posed hand is from points in space, as GradBench defines it. */
public final class HandTracking {
  static final int BONES = 22;
  static final int FINGERS = 5;
  private static final int COLUMNS = 25;
  static final double SMALL = 1e-4;

  private HandTracking() {}

  /**
   * The differences in all coordinates, [3 c].
   *
   * @param theta the pose, [26]
   * @param us where on its triangle each point is, [c][2]; or empty: then at a vertex
   * @param parents of the bones, negative for a root, [22]
   * @param baseRelatives 4 by 4 matrices, [22][4][4]
   * @param inverseBaseAbsolutes likewise
   * @param basePositions of the vertices, [nv][4]
   * @param weights of the bones on the vertices, [nv][22]
   * @param triangles of vertices, [nt][3]
   * @param correspondences vertex or triangle of each point, [c]
   * @param points [c][3]
   */
  public static double[] objective(
      double[] theta,
      double[][] us,
      int[] parents,
      @Inactive double[][][] baseRelatives,
      @Inactive double[][][] inverseBaseAbsolutes,
      @Inactive double[][] basePositions,
      @Inactive double[][] weights,
      int[][] triangles,
      boolean isMirrored,
      int[] correspondences,
      @Inactive double[][] points) {
    double[][] pose = pose(theta);
    double[][][] transforms = transforms(pose, parents, baseRelatives, inverseBaseAbsolutes);
    double[][] positions = positions(pose, transforms, basePositions, weights, isMirrored);
    double[] error = new double[3 * correspondences.length];
    for (int i = 0; i < correspondences.length; i++) {
      if (us.length == 0) {
        double[] vertex = positions[correspondences[i]];
        for (int j = 0; j < 3; j++) {
          error[3 * i + j] = points[i][j] - vertex[j];
        }
      } else {
        int[] triangle = triangles[correspondences[i]];
        double[] a = positions[triangle[0]];
        double[] b = positions[triangle[1]];
        double[] c = positions[triangle[2]];
        double u = us[i][0];
        double v = us[i][1];
        for (int j = 0; j < 3; j++) {
          error[3 * i + j] = points[i][j] - (u * a[j] + v * b[j] + (1 - u - v) * c[j]);
        }
      }
    }
    return error;
  }

  /** Rotation, scale and translation of the whole, then angles of the bones, [3][25]. */
  static double[][] pose(double[] theta) {
    double[][] pose = new double[3][COLUMNS];
    for (int j = 0; j < 3; j++) {
      pose[j][0] = theta[j];
      pose[j][1] = 1;
      pose[j][2] = theta[3 + j];
    }
    int from = 6;
    int to = 5;
    for (int finger = 0; finger < FINGERS; finger++) {
      for (int i = 2; i < 5; i++) {
        pose[0][to] = theta[from++];
        if (i == 2) {
          pose[1][to] = theta[from++];
        }
        to++;
      }
      to++;
    }
    return pose;
  }

  private static double[][][] transforms(
      double[][] pose, int[] parents, double[][][] relatives, double[][][] inverses) {
    double[][][] absolutes = new double[BONES][][];
    double[][][] transforms = new double[BONES][][];
    for (int i = 0; i < BONES; i++) {
      double[][] rotation = rotation(pose[0][i + 3], pose[2][i + 3], pose[1][i + 3]);
      double[][] relative = multiply(relatives[i], rotation);
      absolutes[i] = parents[i] < 0 ? relative : multiply(absolutes[parents[i]], relative);
      transforms[i] = multiply(absolutes[i], inverses[i]);
    }
    return transforms;
  }

  /** About the x, then the y, then the z axis, [4][4]. */
  static double[][] rotation(double x, double y, double z) {
    double cx = Math.cos(x);
    double sx = Math.sin(x);
    double cy = Math.cos(y);
    double sy = Math.sin(y);
    double cz = Math.cos(z);
    double sz = Math.sin(z);
    double[][] r = new double[4][4];
    r[0][0] = cz * cy;
    r[0][1] = cz * sy * sx - sz * cx;
    r[0][2] = cz * sy * cx + sz * sx;
    r[1][0] = sz * cy;
    r[1][1] = sz * sy * sx + cz * cx;
    r[1][2] = sz * sy * cx - cz * sx;
    r[2][0] = -sy;
    r[2][1] = cy * sx;
    r[2][2] = cy * cx;
    r[3][3] = 1;
    return r;
  }

  static double[][] multiply(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        double sum = 0;
        for (int k = 0; k < b.length; k++) {
          sum += a[i][k] * b[k][j];
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  /** Of the vertices, [nv][3]. */
  private static double[][] positions(
      double[][] pose,
      double[][][] transforms,
      double[][] base,
      double[][] weights,
      boolean isMirrored) {
    double[][] whole = axisAngle(pose);
    double[][] positions = new double[base.length][3];
    for (int v = 0; v < base.length; v++) {
      double[] at = base[v];
      double x = 0;
      double y = 0;
      double z = 0;
      for (int i = 0; i < BONES; i++) {
        double[][] moved = transforms[i];
        double weight = weights[v][i];
        x += weight * along(moved[0], at);
        y += weight * along(moved[1], at);
        z += weight * along(moved[2], at);
      }
      if (isMirrored) {
        x = -x;
      }
      for (int j = 0; j < 3; j++) {
        positions[v][j] = whole[j][0] * x + whole[j][1] * y + whole[j][2] * z + pose[j][2];
      }
    }
    return positions;
  }

  /** A row of a 4 by 4 matrix times a homogeneous vector. */
  static double along(double[] row, double[] v) {
    return row[0] * v[0] + row[1] * v[1] + row[2] * v[2] + row[3] * v[3];
  }

  /** The rotation about an axis by its length, its columns scaled, [3][3]. */
  static double[][] axisAngle(double[][] pose) {
    double a = pose[0][0];
    double b = pose[1][0];
    double c = pose[2][0];
    double[][] r = new double[3][3];
    double norm = Math.sqrt(a * a + b * b + c * c);
    if (norm < SMALL) {
      r[0][0] = 1;
      r[1][1] = 1;
      r[2][2] = 1;
    } else {
      double x = a / norm;
      double y = b / norm;
      double z = c / norm;
      double cos = Math.cos(norm);
      double sin = Math.sin(norm);
      r[0][0] = x * x + (1 - x * x) * cos;
      r[0][1] = x * y * (1 - cos) - z * sin;
      r[0][2] = x * z * (1 - cos) + y * sin;
      r[1][0] = x * y * (1 - cos) + z * sin;
      r[1][1] = y * y + (1 - y * y) * cos;
      r[1][2] = y * z * (1 - cos) - x * sin;
      r[2][0] = x * z * (1 - cos) - y * sin;
      r[2][1] = z * y * (1 - cos) + x * sin;
      r[2][2] = z * z + (1 - z * z) * cos;
    }
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 3; k++) {
        r[j][k] *= pose[k][1];
      }
    }
    return r;
  }
}
