package org.wengert.benchmarks.matrix;

import java.util.SplittableRandom;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** A product of matrices that are objects with accessors. */
public final class MatrixWorkload implements GradientWorkload {

  private final double[] a;
  private final double[] b;

  /** Matrices of {@code n} rows and columns. */
  public MatrixWorkload(int n) {
    SplittableRandom random = new SplittableRandom(31337);
    a = RandomArrays.gaussian(random, n * n);
    b = RandomArrays.gaussian(random, n * n);
  }

  @Override
  public String name() {
    return "matrix";
  }

  @Override
  public String sizes() {
    return "n=" + Math.round(Math.sqrt(a.length));
  }

  @Override
  public Class<?> primalClass() {
    return MatrixProduct.class;
  }

  @Override
  public String primalMethod() {
    return "squaredNorm";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {a, b};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true, true};
  }

  @Override
  public double primal() {
    return MatrixProduct.squaredNorm(a, b);
  }

  @Override
  public ValueAndGradient handDerived() {
    double[] aAdjoint = new double[a.length];
    double[] bAdjoint = new double[b.length];
    double value = MatrixProduct.byHand(a, b, aAdjoint, bAdjoint);
    return new ValueAndGradient(value, new Object[] {aAdjoint, bAdjoint});
  }
}
