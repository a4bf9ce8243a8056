package org.wengert.benchmarks.expression;

import java.util.SplittableRandom;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** A formula that is a tree of objects. */
public final class ExpressionWorkload implements GradientWorkload {

  private final Formula formula;
  private final double[] x;
  private final int depth;

  /** {@code variables} independents, {@code depth} levels. */
  public ExpressionWorkload(int variables, int depth) {
    SplittableRandom random = new SplittableRandom(31337);
    formula = Formula.random(random, variables, depth);
    x = RandomArrays.uniform(random, variables);
    this.depth = depth;
  }

  @Override
  public String name() {
    return "expression";
  }

  @Override
  public String sizes() {
    return "n=" + x.length + " depth=" + depth;
  }

  @Override
  public Class<?> primalClass() {
    return Formula.class;
  }

  @Override
  public String primalMethod() {
    return "value";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {formula, x};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {false, true};
  }

  @Override
  public double primal() {
    return Formula.value(formula, x);
  }

  @Override
  public ValueAndGradient handDerived() {
    double[] gradient = new double[x.length];
    double value = formula.byHand(x, gradient);
    return new ValueAndGradient(value, new Object[] {null, gradient});
  }
}
