package org.wengert;

import java.lang.reflect.Array;

/**
 * What depends on the independents, as one number: a scalar result, or a fixed weighted sum of an
 * array result, or of what the arrays hold on exit. The weights are also the seeds of reverse mode.
 */
final class Dependents {
  private final Derivative derivative;
  private final Primal primal;
  private final Object resultWeights;
  private final Object[] exitWeights;

  private Dependents(Derivative derivative, Object resultWeights, Object[] exitWeights) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.resultWeights = resultWeights;
    this.exitWeights = exitWeights;
  }

  /** Runs the method once to see its result's shape. */
  static Dependents at(Derivative derivative, Object[] arguments) {
    Primal primal = derivative.primal();
    Object value = derivative.value(arguments);
    Object[] exits = new Object[arguments.length];
    for (int i = 0; i < exits.length; i++) {
      if (!primal.hasFloatingResult() && primal.shadowed[i] && primal.parameters[i].isArray()) {
        exits[i] = weights(arguments[i]);
      }
    }
    Object result = primal.hasArrayResult() ? weights(value) : null;
    return new Dependents(derivative, primal.hasScalarResult() ? (Object) 1.0 : result, exits);
  }

  /** An array of the same shape with numbers of both signs and different sizes. */
  private static Object weights(Object array) {
    Object weights = org.wengert.internal.Shadows.like(array);
    fill(weights, 1);
    return weights;
  }

  private static void fill(Object weights, int from) {
    if (weights instanceof double[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = 0.5 + Math.cos(1.7 * i + from);
      }
    } else if (weights instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        fill(rows[i], 3 * from + i);
      }
    }
  }

  double value(Object[] arguments) {
    Object value = derivative.value(arguments);
    return sum(value, arguments);
  }

  double forward(Object[] arguments, Object[] direction) {
    Jvp jvp = derivative.jvp(arguments, direction);
    return sum(jvp.rawTangent, jvp.exit);
  }

  /** Adjoints parallel to the parameters. */
  Object[] reverse(Object[] arguments) {
    if (primal.hasScalarResult()) {
      return derivative.gradient(arguments).raw;
    }
    try (Vjp vjp = derivative.vjp(arguments)) {
      return vjp.pullback().applyAtExit(resultWeights, exitWeights).raw;
    }
  }

  private double sum(Object result, Object[] exits) {
    double sum = dot(resultWeights, result);
    for (int i = 0; i < exitWeights.length; i++) {
      sum += dot(exitWeights[i], exits[i]);
    }
    return sum;
  }

  /** Zero where either is null: a shadow that was never made is zero. */
  private static double dot(Object weights, Object values) {
    if (weights == null || values == null) {
      return 0;
    }
    if (!weights.getClass().isArray()) {
      return ((Number) weights).doubleValue() * ((Number) values).doubleValue();
    }
    double sum = 0;
    for (int i = 0; i < Array.getLength(weights); i++) {
      sum += dot(Array.get(weights, i), Array.get(values, i));
    }
    return sum;
  }
}
