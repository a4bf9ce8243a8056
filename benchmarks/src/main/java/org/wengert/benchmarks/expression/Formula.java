package org.wengert.benchmarks.expression;

import java.util.SplittableRandom;
import org.wengert.Differentiable;
import org.wengert.Inactive;

/** Evaluates a formula that comes as a tree of objects. */
public final class Formula {

  private final Expression root;

  private Formula(Expression root) {
    this.root = root;
  }

  /** A random formula of {@code variables} independents, with {@code depth} levels. */
  static Formula random(SplittableRandom random, int variables, int depth) {
    return new Formula(tree(random, variables, depth));
  }

  private static Expression tree(SplittableRandom random, int variables, int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0
          ? new Expression.Number(random.nextDouble())
          : new Expression.Variable(random.nextInt(variables));
    }
    switch (random.nextInt(5)) {
      case 0:
        return new Expression.Sine(tree(random, variables, depth - 1));
      case 1, 2:
        return new Expression.Product(
            tree(random, variables, depth - 1), tree(random, variables, depth - 1));
      default:
        return new Expression.Sum(
            tree(random, variables, depth - 1), tree(random, variables, depth - 1));
    }
  }

  /** The formula's value. */
  @Differentiable
  public static double value(@Inactive Formula formula, double[] x) {
    return formula.root.value(x);
  }

  /** The same, with its gradient, by hand. */
  double byHand(double[] x, double[] gradient) {
    Expression.Values values = new Expression.Values();
    double value = root.forward(x, values);
    root.reverse(1, values, gradient);
    return value;
  }
}
