package org.wengert;

import org.wengert.internal.Shadows;

/**
 * Where objects are among what goes in, or come out. They cannot be copied, so the rows are kept.
 */
final class ObjectProducts extends Products {
  private final Derivative derivative;
  private final Primal primal;
  private final Object[] checked;
  private final ReachedNumbers independents;

  /** Zeros of the shapes that arrays of numbers had, for those may change, in the call too. */
  private final Object[] shapes;

  private Vjp recorded;

  /** Of a result that is a number or an array of numbers; else null. */
  private Outcome outcome;

  /** Of others. */
  private ReachedNumbers onExit;

  ObjectProducts(Derivative derivative, Object[] checked) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.checked = checked;
    derivative.requireArrays(primal.shadowed, checked);
    this.independents = ReachedNumbers.onEntry(primal, checked);
    this.shapes = new Object[checked.length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = Shadows.isFloatingArray(primal.parameters[i]) ? Shadows.like(checked[i]) : null;
    }
  }

  @Override
  Vjp record() {
    recorded = derivative.vjp(checked);
    if (primal.hasFloatingResult()) {
      Object value = recorded.value();
      Object shape = primal.hasArrayResult() ? Shadows.like(value) : value;
      outcome = new Outcome(primal, shape, checked);
    } else {
      onExit = ReachedNumbers.onExit(primal, recorded.value(), checked);
    }
    return recorded;
  }

  @Override
  Jvp times(Object[] tangents) {
    independents.clear();
    Reached moved = independents.copy();
    Object[] direction = new Tangents(primal, moved, shapes).of(checked, tangents);
    recorded.pullback().requireUsable();
    double[] vector = vector(direction, moved);
    if (outcome != null) {
      Object[] found = outcome.zeros();
      double[] product = product(outcome.flat.size(), vector);
      for (int i = 0; i < product.length; i++) {
        outcome.flat.set(found, i, product[i]);
      }
      return new Jvp(primal, checked, recorded.value(), Outcome.result(found), null, null);
    }
    double[] product = product(onExit.size(), vector);
    onExit.clear();
    for (int i = 0; i < product.length; i++) {
      onExit.set(i, product[i]);
    }
    Reached reached = onExit.copy();
    onExit.clear();
    Object[] exits = primal.hasObjectResult() ? null : exits(reached);
    return new Jvp(primal, checked, recorded.value(), null, exits, reached);
  }

  private double[] vector(Object[] direction, Reached moved) {
    independents.take(moved);
    for (int i = 0; i < checked.length; i++) {
      if (primal.independent[i] && primal.parameters[i].isPrimitive()) {
        independents.setScalar(i, (double) direction[i]);
      }
    }
    double[] vector = new double[independents.size()];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = independents.get(j);
    }
    return vector;
  }

  /** Parallel to the parameters; root 0 is the result. */
  private Object[] exits(Reached reached) {
    Object[] exits = new Object[checked.length];
    int root = 1;
    for (int i = 0; i < exits.length; i++) {
      if (primal.shadowed[i] && !primal.parameters[i].isPrimitive()) {
        exits[i] = reached.shadow(root++);
      }
    }
    return exits;
  }

  @Override
  void read(int index, double[] row) {
    if (outcome != null) {
      Object[] seeds = outcome.seeds();
      outcome.flat.set(seeds, index, 1);
      recorded.pullback().sweep(Outcome.result(seeds), null, independents);
    } else {
      onExit.set(index, 1);
      recorded.pullback().sweep(null, onExit, independents);
      onExit.set(index, 0);
    }
    for (int j = 0; j < row.length; j++) {
      row[j] = independents.get(j);
    }
  }
}
