package org.wengert.benchmarks.ht;

/** Derivatives of {@code R = cos I + sin [u] + (1 - cos) u u'}, of angle |a| about u = a / |a|. */
final class AxisAngle {

  private AxisAngle() {}

  /** By a component of (a, b, c), [3][3]; zero where the primal takes the identity. */
  static double[][] derivative(double a, double b, double c, int component) {
    double[][] r = new double[3][3];
    double norm = Math.sqrt(a * a + b * b + c * c);
    if (norm < HandTracking.SMALL) {
      return r;
    }
    double[] u = {a / norm, b / norm, c / norm};
    double angle = u[component];
    double[] axis = new double[3];
    for (int i = 0; i < 3; i++) {
      axis[i] = ((i == component ? 1 : 0) - u[i] * angle) / norm;
    }
    double cos = Math.cos(norm);
    double sin = Math.sin(norm);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        r[i][j] += sin * angle * u[i] * u[j] + (1 - cos) * (axis[i] * u[j] + u[i] * axis[j]);
      }
      r[i][i] -= sin * angle;
      // The matrix [u] of the cross product with u.
      int next = (i + 1) % 3;
      int last = (i + 2) % 3;
      double cross = cos * angle * u[i] + sin * axis[i];
      r[last][next] += cross;
      r[next][last] -= cross;
    }
    return r;
  }
}
