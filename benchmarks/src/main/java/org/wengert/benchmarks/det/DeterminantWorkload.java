package org.wengert.benchmarks.det;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** Determinant of a matrix of standard normal numbers. */
public final class DeterminantWorkload implements GradientWorkload {

  private final double[] a;
  private final int n;

  /** {@code n} rows. */
  public DeterminantWorkload(int n) {
    a = RandomArrays.gaussian(new SplittableRandom(31337), n * n);
    this.n = n;
  }

  @Override
  public String name() {
    return "det";
  }

  @Override
  public String sizes() {
    return "ell=" + n;
  }

  @Override
  public Class<?> primalClass() {
    return Determinant.class;
  }

  @Override
  public String primalMethod() {
    return "determinant";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {a, n};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true, false};
  }

  @Override
  public double primal() {
    return Determinant.determinant(a, n);
  }

  @Override
  public ValueAndGradient handDerived() {
    return DeterminantByHand.gradient(a, n);
  }

  @Override
  public Optional<Supplier<ValueAndGradient>> hipparchus() {
    return Optional.of(() -> DeterminantByHipparchus.gradient(a, n));
  }
}
