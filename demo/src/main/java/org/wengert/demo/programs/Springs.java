package org.wengert.demo.programs;

/** The energy of masses that are joined by springs, and two gradients that people wrote. */
final class Springs {

  private Springs() {}

  /**
   * The energy of the springs between neighbours, of length 1 at rest.
   *
   * @param x the places of the masses
   * @param stiffness of every spring
   */
  static double energy(double[] x, double stiffness) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double stretch = x[i + 1] - x[i] - 1;
      sum += 0.5 * stiffness * stretch * stretch;
    }
    return sum;
  }

  /** Partials of {@link #energy} by the person who forgot that a spring pulls at both ends. */
  static Object[] wrongGradient(Object[] arguments) {
    double[] x = (double[]) arguments[0];
    double stiffness = (double) arguments[1];
    double[] partials = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      partials[i] = stiffness * (x[i] - x[i - 1] - 1);
    }
    return new Object[] {partials, energy(x, stiffness) / stiffness};
  }

  /** Partials of {@link #energy}. */
  static Object[] rightGradient(Object[] arguments) {
    double[] x = (double[]) arguments[0];
    double stiffness = (double) arguments[1];
    double[] partials = new double[x.length];
    for (int i = 0; i + 1 < x.length; i++) {
      double force = stiffness * (x[i + 1] - x[i] - 1);
      partials[i + 1] += force;
      partials[i] -= force;
    }
    return new Object[] {partials, energy(x, stiffness) / stiffness};
  }
}
