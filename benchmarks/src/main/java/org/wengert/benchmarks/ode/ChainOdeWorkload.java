package org.wengert.benchmarks.ode;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.ValueAndGradient;

/**
 * Runge-Kutta on a chain of equations. The coefficients grow along the chain: with GradBench's, in
 * [0, 1), the gradient underflows to zero from a few hundred equations on, and any gradient would
 * pass the check.
 *
 * <p>A step carries the start four equations further. With fewer than a quarter as many steps as
 * equations the last component, and its gradient, is exactly zero; so it is at the size that
 * GradBench's tools are compared at, 1000 equations and 100 steps.
 */
public final class ChainOdeWorkload implements GradientWorkload {

  private final String name;
  private final double[] x;
  private final int s;

  /** {@code n} equations, {@code s} steps. */
  public ChainOdeWorkload(String name, int n, int s) {
    this.name = name;
    SplittableRandom random = new SplittableRandom(31337);
    x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 0.5 * (i + 1) * (0.95 + 0.1 * random.nextDouble());
    }
    this.s = s;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String sizes() {
    return "n=" + x.length + " s=" + s;
  }

  @Override
  public Class<?> primalClass() {
    return ChainOde.class;
  }

  @Override
  public String primalMethod() {
    return "lastComponent";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {x, s};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true, false};
  }

  @Override
  public double primal() {
    return ChainOde.lastComponent(x, s);
  }

  @Override
  public ValueAndGradient handDerived() {
    return ChainOdeByHand.gradient(x, s);
  }

  @Override
  public Optional<Supplier<ValueAndGradient>> hipparchus() {
    return Optional.of(() -> ChainOdeByHipparchus.gradient(x, s));
  }
}
