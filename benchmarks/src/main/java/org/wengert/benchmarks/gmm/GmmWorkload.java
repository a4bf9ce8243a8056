package org.wengert.benchmarks.gmm;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** Gaussian mixture log-likelihood; drawn as GradBench draws it, from another generator. */
public final class GmmWorkload implements GradientWorkload {

  private final double[] alpha;
  private final double[][] mu;
  private final double[][] q;
  private final double[][] l;
  private final double[][] x;
  private final double gamma = 1;
  private final int m;

  /** {@code k} components in {@code d} dimensions, {@code n} points, prior parameter {@code m}. */
  public GmmWorkload(int d, int k, int n, int m) {
    SplittableRandom random = new SplittableRandom(31337);
    x = RandomArrays.gaussian(random, n, d);
    alpha = RandomArrays.gaussian(random, k);
    mu = RandomArrays.uniform(random, k, d);
    q = RandomArrays.gaussian(random, k, d);
    l = RandomArrays.gaussian(random, k, d * (d - 1) / 2);
    this.m = m;
  }

  @Override
  public String name() {
    return "gmm" + x[0].length;
  }

  @Override
  public String sizes() {
    return "d=" + x[0].length + " k=" + alpha.length + " n=" + x.length;
  }

  @Override
  public Class<?> primalClass() {
    return Gmm.class;
  }

  @Override
  public String primalMethod() {
    return "objective";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {alpha, mu, q, l, x, gamma, m};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true, true, true, true, false, false, false};
  }

  @Override
  public double primal() {
    return Gmm.objective(alpha, mu, q, l, x, gamma, m);
  }

  @Override
  public ValueAndGradient handDerived() {
    return GmmByHand.gradient(alpha, mu, q, l, x, gamma, m);
  }

  @Override
  public Optional<Supplier<ValueAndGradient>> hipparchus() {
    return Optional.of(() -> GmmByHipparchus.gradient(alpha, mu, q, l, x, gamma, m));
  }
}
