package org.wengert.benchmarks.nbody;

import org.wengert.benchmarks.ValueAndGradient;

/** The gradient of {@link NBody}, derived by hand; positions before each step are kept. */
final class NBodyByHand {

  private NBodyByHand() {}

  static ValueAndGradient gradient(
      double[] positions, double[] velocities, double[] m, int steps, double dt) {
    int n = m.length;
    double[][] kept = new double[steps][];
    double[] p = positions.clone();
    double[] v = velocities.clone();
    for (int s = 0; s < steps; s++) {
      kept[s] = p.clone();
      for (int i = 0; i < n; i++) {
        double ax = 0;
        double ay = 0;
        double az = 0;
        for (int j = 0; j < n; j++) {
          double dx = p[3 * j] - p[3 * i];
          double dy = p[3 * j + 1] - p[3 * i + 1];
          double dz = p[3 * j + 2] - p[3 * i + 2];
          double r2 = dx * dx + dy * dy + dz * dz + NBody.SOFTENING;
          double w = m[j] / (r2 * Math.sqrt(r2));
          ax += dx * w;
          ay += dy * w;
          az += dz * w;
        }
        v[3 * i] += ax * dt;
        v[3 * i + 1] += ay * dt;
        v[3 * i + 2] += az * dt;
      }
      for (int k = 0; k < 3 * n; k++) {
        p[k] += v[k] * dt;
      }
    }
    double[] pAdjoint = new double[3 * n];
    double[] vAdjoint = new double[3 * n];
    double[] mAdjoint = new double[n];
    double energy = energy(p, v, m, pAdjoint, vAdjoint, mAdjoint);
    for (int s = steps - 1; s >= 0; s--) {
      for (int k = 0; k < 3 * n; k++) {
        vAdjoint[k] += pAdjoint[k] * dt;
      }
      reverseForces(kept[s], m, dt, vAdjoint, pAdjoint, mAdjoint);
    }
    return new ValueAndGradient(energy, new Object[] {pAdjoint, vAdjoint, mAdjoint, null, null});
  }

  private static double energy(
      double[] p, double[] v, double[] m, double[] pAdjoint, double[] vAdjoint, double[] mAdjoint) {
    double energy = 0;
    for (int i = 0; i < m.length; i++) {
      double v2 = v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2];
      energy += 0.5 * m[i] * v2;
      mAdjoint[i] += 0.5 * v2;
      for (int c = 3 * i; c < 3 * i + 3; c++) {
        vAdjoint[c] += m[i] * v[c];
      }
      for (int j = 0; j < i; j++) {
        double dx = p[3 * j] - p[3 * i];
        double dy = p[3 * j + 1] - p[3 * i + 1];
        double dz = p[3 * j + 2] - p[3 * i + 2];
        double r2 = dx * dx + dy * dy + dz * dz + NBody.SOFTENING;
        double inverse = 1 / Math.sqrt(r2);
        energy -= m[i] * m[j] / Math.sqrt(r2);
        mAdjoint[i] -= m[j] * inverse;
        mAdjoint[j] -= m[i] * inverse;
        double w = m[i] * m[j] * inverse / r2;
        add(pAdjoint, i, j, dx * w, dy * w, dz * w);
      }
    }
    return energy;
  }

  private static void reverseForces(
      double[] p, double[] m, double dt, double[] vAdjoint, double[] pAdjoint, double[] mAdjoint) {
    for (int i = 0; i < m.length; i++) {
      double fx = vAdjoint[3 * i] * dt;
      double fy = vAdjoint[3 * i + 1] * dt;
      double fz = vAdjoint[3 * i + 2] * dt;
      for (int j = 0; j < m.length; j++) {
        double dx = p[3 * j] - p[3 * i];
        double dy = p[3 * j + 1] - p[3 * i + 1];
        double dz = p[3 * j + 2] - p[3 * i + 2];
        double r2 = dx * dx + dy * dy + dz * dz + NBody.SOFTENING;
        double inverse = 1 / (r2 * Math.sqrt(r2));
        double along = fx * dx + fy * dy + fz * dz;
        mAdjoint[j] += along * inverse;
        double w = m[j] * inverse;
        double q = -3 * along * w / r2;
        add(pAdjoint, i, j, fx * w + dx * q, fy * w + dy * q, fz * w + dz * q);
      }
    }
  }

  /** Adds to the adjoint of the difference of two positions. */
  private static void add(double[] pAdjoint, int i, int j, double x, double y, double z) {
    pAdjoint[3 * j] += x;
    pAdjoint[3 * j + 1] += y;
    pAdjoint[3 * j + 2] += z;
    pAdjoint[3 * i] -= x;
    pAdjoint[3 * i + 1] -= y;
    pAdjoint[3 * i + 2] -= z;
  }
}
