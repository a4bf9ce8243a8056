package org.wengert.benchmarks.nbody;

import org.wengert.Differentiable;
import org.wengert.Inactive;

/** Bodies that attract each other, moved by the symplectic Euler method. */
public final class NBody {

  /** Keeps the attraction of close bodies finite. */
  static final double SOFTENING = 0.01;

  private NBody() {}

  /**
   * The energy after some steps.
   *
   * @param positions three coordinates a body
   * @param velocities likewise
   * @param masses one a body
   */
  @Differentiable
  public static double energy(
      double[] positions,
      double[] velocities,
      double[] masses,
      @Inactive int steps,
      @Inactive double dt) {
    double[] p = positions.clone();
    double[] v = velocities.clone();
    int n = masses.length;
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < n; i++) {
        Vector force = attraction(p, masses, i);
        Vector.of(v, i).plus(force.times(dt)).into(v, i);
      }
      for (int i = 0; i < n; i++) {
        Vector.of(p, i).plus(Vector.of(v, i).times(dt)).into(p, i);
      }
    }
    double energy = 0;
    for (int i = 0; i < n; i++) {
      Vector velocity = Vector.of(v, i);
      energy += 0.5 * masses[i] * velocity.dot(velocity);
      for (int j = 0; j < i; j++) {
        Vector d = Vector.of(p, j).minus(Vector.of(p, i));
        energy -= masses[i] * masses[j] / Math.sqrt(d.dot(d) + SOFTENING);
      }
    }
    return energy;
  }

  /** What pulls at a body, by unit of its mass. */
  private static Vector attraction(double[] p, double[] masses, int i) {
    Vector here = Vector.of(p, i);
    Vector sum = Vector.ZERO;
    for (int j = 0; j < masses.length; j++) {
      Vector d = Vector.of(p, j).minus(here);
      double r2 = d.dot(d) + SOFTENING;
      sum = sum.plus(d.times(masses[j] / (r2 * Math.sqrt(r2))));
    }
    return sum;
  }
}
