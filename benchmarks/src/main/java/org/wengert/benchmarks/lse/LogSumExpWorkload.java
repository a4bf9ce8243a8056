package org.wengert.benchmarks.lse;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** Log-sum-exp of uniform numbers. */
public final class LogSumExpWorkload implements GradientWorkload {

  private final double[] x;

  /** {@code n} numbers. */
  public LogSumExpWorkload(int n) {
    x = RandomArrays.uniform(new SplittableRandom(31337), n);
  }

  @Override
  public String name() {
    return "lse";
  }

  @Override
  public String sizes() {
    return "n=" + x.length;
  }

  @Override
  public Class<?> primalClass() {
    return LogSumExp.class;
  }

  @Override
  public String primalMethod() {
    return "primal";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {x};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true};
  }

  @Override
  public double primal() {
    return LogSumExp.primal(x);
  }

  @Override
  public ValueAndGradient handDerived() {
    return LogSumExpByHand.gradient(x);
  }

  @Override
  public Optional<Supplier<ValueAndGradient>> hipparchus() {
    return Optional.of(() -> LogSumExpByHipparchus.gradient(x));
  }
}
