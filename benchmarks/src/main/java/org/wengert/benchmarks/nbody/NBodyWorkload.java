package org.wengert.benchmarks.nbody;

import java.util.SplittableRandom;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** Bodies that attract each other, computed with records. */
public final class NBodyWorkload implements GradientWorkload {

  private static final double DT = 0.01;

  private final double[] positions;
  private final double[] velocities;
  private final double[] masses;
  private final int steps;

  /** {@code n} bodies, moved by {@code steps} steps. */
  public NBodyWorkload(int n, int steps) {
    SplittableRandom random = new SplittableRandom(31337);
    positions = RandomArrays.gaussian(random, 3 * n);
    velocities = RandomArrays.gaussian(random, 3 * n);
    masses = RandomArrays.uniform(random, n);
    this.steps = steps;
  }

  @Override
  public String name() {
    return "nbody";
  }

  @Override
  public String sizes() {
    return "n=" + masses.length + " steps=" + steps;
  }

  @Override
  public Class<?> primalClass() {
    return NBody.class;
  }

  @Override
  public String primalMethod() {
    return "energy";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {positions, velocities, masses, steps, DT};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true, true, true, false, false};
  }

  @Override
  public double primal() {
    return NBody.energy(positions, velocities, masses, steps, DT);
  }

  @Override
  public ValueAndGradient handDerived() {
    return NBodyByHand.gradient(positions, velocities, masses, steps, DT);
  }
}
