package org.wengert;

import org.wengert.internal.Shadows;

/** Where numbers, and arrays of numbers, go in and come out. */
final class ArrayProducts extends Products {
  private final Derivative derivative;
  private final Primal primal;
  private final Object[] checked;

  /** Zeros of the shapes that the arguments had, for those may change, in the call too. */
  private final Object[] still;

  private final Flat independents;

  /** Copies of the arguments, to run the method again; null if there cannot be any. */
  private Object[] kept;

  private Vjp recorded;
  private Outcome outcome;

  ArrayProducts(Derivative derivative, Object[] checked) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.checked = checked;
    this.still = derivative.stillDirection(checked);
    this.independents = new Flat(primal.independent, primal.names, still);
    this.kept = canBeKept() ? Elements.copy(checked) : null;
  }

  /** What a function has captured must not be able to change: it cannot be replaced. */
  private boolean canBeKept() {
    boolean can = true;
    for (Object argument : checked) {
      can &= Repetition.canBeKept(argument);
    }
    for (Object value : primal.captured) {
      can &= Repetition.canBeKept(value) && (value == null || !value.getClass().isArray());
    }
    return can;
  }

  @Override
  Vjp record() {
    recorded = derivative.vjp(checked);
    Object shape = primal.hasArrayResult() ? Shadows.like(recorded.value()) : null;
    Object value = primal.hasScalarResult() ? recorded.value() : shape;
    outcome = new Outcome(primal, value, derivative.stillDirection(checked));
    if (areFew(outcome.flat.size())) {
      kept = null;
    }
    return recorded;
  }

  @Override
  Jvp times(Object[] tangents) {
    Object[] direction = new Tangents(primal, null).of(still, tangents);
    recorded.pullback().requireUsable();
    if (kept != null && Repetition.troubleLater(primal) != null) {
      kept = null;
    }
    Object[] found = kept != null ? forward(direction) : byRows(direction);
    Object[] exits = primal.hasFloatingResult() ? null : Outcome.exits(found);
    return new Jvp(primal, still, recorded.value(), Outcome.result(found), exits, null);
  }

  private Object[] forward(Object[] direction) {
    Jvp again = derivative.jvpAlong(Elements.copy(kept), direction, null);
    return Outcome.parallel(again.rawTangent, again.exit);
  }

  private Object[] byRows(Object[] direction) {
    double[] vector = new double[independents.size()];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = independents.get(direction, j);
    }
    Object[] found = outcome.zeros();
    double[] product = product(outcome.flat.size(), vector);
    for (int i = 0; i < product.length; i++) {
      outcome.flat.set(found, i, product[i]);
    }
    return found;
  }

  @Override
  void read(int index, double[] row) {
    Object[] seeds = outcome.seeds();
    outcome.flat.set(seeds, index, 1);
    Object[] adjoints = recorded.pullback().sweep(seeds);
    for (int j = 0; j < row.length; j++) {
      row[j] = independents.get(adjoints, j);
    }
  }
}
