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
    if (primal.reachesObjects() && !primal.hasFloatingResult()) {
      return new Dependents(derivative, null, new Object[arguments.length]);
    }
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

  /** Whether the dependents are all numbers that objects, result or arguments, lead to. */
  private boolean areInObjects() {
    return primal.reachesObjects() && !primal.hasFloatingResult();
  }

  double value(Object[] arguments) {
    Object value = derivative.value(arguments);
    if (areInObjects()) {
      Components reached = reached(value, arguments);
      double sum = 0;
      for (int k = 0; k < reached.count(); k++) {
        sum += weight(k) * ((Number) reached.value(k)).doubleValue();
      }
      return sum;
    }
    return sum(value, arguments);
  }

  /** In the order of what the runtime finds at the end of a call. */
  private Components reached(Object value, Object[] arguments) {
    Object[] shadowed = Parallel.arrays(primal, primal.shadowed, arguments);
    Object[] roots = new Object[shadowed.length + 1];
    roots[0] = primal.hasObjectResult() ? value : null;
    System.arraycopy(shadowed, 0, roots, 1, shadowed.length);
    String[] names = new String[roots.length];
    java.util.Arrays.setAll(names, i -> "root" + i);
    return Components.of(roots, names);
  }

  private static double weight(int k) {
    return 0.5 + Math.cos(1.7 * k + 1);
  }

  double forward(Object[] arguments, Object[] direction) {
    return forward(derivative.jvp(arguments, direction), arguments);
  }

  double forward(Jvp jvp, Object[] arguments) {
    if (areInObjects()) {
      Components reached = reached(jvp.value(), arguments);
      reached.addFrom(jvp.reached.snapshot);
      double sum = 0;
      for (int k = 0; k < reached.count(); k++) {
        sum += weight(k) * reached.derivative(k);
      }
      return sum;
    }
    return sum(jvp.rawTangent, jvp.exit);
  }

  Adjoints reverse(Object[] arguments) {
    if (primal.hasScalarResult()) {
      return derivative.gradient(arguments);
    }
    try (Vjp vjp = derivative.vjp(arguments)) {
      if (areInObjects()) {
        Components reached = reached(vjp.value(), arguments);
        for (int k = 0; k < reached.count(); k++) {
          reached.set(k, weight(k));
        }
        return vjp.pullback().applyAll(reached);
      }
      return vjp.pullback().applyAtExit(resultWeights, exitWeights);
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
