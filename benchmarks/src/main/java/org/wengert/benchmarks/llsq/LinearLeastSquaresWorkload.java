package org.wengert.benchmarks.llsq;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** Polynomial least squares with standard normal coefficients. */
public final class LinearLeastSquaresWorkload implements GradientWorkload {

  private final double[] x;
  private final int n;

  /** {@code m} coefficients, {@code n} points. */
  public LinearLeastSquaresWorkload(int m, int n) {
    x = RandomArrays.gaussian(new SplittableRandom(31337), m);
    this.n = n;
  }

  @Override
  public String name() {
    return "llsq";
  }

  @Override
  public String sizes() {
    return "m=" + x.length + " n=" + n;
  }

  @Override
  public Class<?> primalClass() {
    return LinearLeastSquares.class;
  }

  @Override
  public String primalMethod() {
    return "primal";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {x, n};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true, false};
  }

  @Override
  public double primal() {
    return LinearLeastSquares.primal(x, n);
  }

  @Override
  public ValueAndGradient handDerived() {
    return LinearLeastSquaresByHand.gradient(x, n);
  }

  @Override
  public Optional<Supplier<ValueAndGradient>> hipparchus() {
    return Optional.of(() -> LinearLeastSquaresByHipparchus.gradient(x, n));
  }
}
