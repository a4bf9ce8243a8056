package org.wengert;

import org.wengert.internal.Kinds;

/**
 * Runs in forward mode at one point, without objects: along one direction, or several at once.
 * Arrays, shadows and tapes stay from one to the next.
 */
final class ForwardRuns {
  private final Derivative derivative;
  private final Primal primal;
  private final Object[] checked;
  private final Flat independents;
  private final Object[][] directions = new Object[Kinds.DIRECTIONS][];

  /** In which nothing moves, and rows are where they are on entry. */
  private final ArrayState[] still = new ArrayState[Kinds.DIRECTIONS];

  /** Parallel to the dependents' roots, by direction. */
  private final Object[][] tangents = new Object[Kinds.DIRECTIONS][];

  private final double[] numbers = new double[Kinds.DIRECTIONS];
  private final Object[] shadows = new Object[Kinds.DIRECTIONS];
  private Object[] tapes;
  private Linked.Call single;
  private final double[] singleNumber = new double[1];
  private final Object[] singleShadow = new Object[1];
  private Object singleTape;
  private Object value;
  private double number;

  ForwardRuns(Derivative derivative, Object[] checked, Flat independents) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.checked = checked;
    this.independents = independents;
  }

  void argument(int parameter, Object converted) {
    if (single != null) {
      single.argument(parameter, converted);
    }
  }

  /** See {@link Sweeps#forward}. */
  void run(int[] wanted, int first, int width) {
    if (width <= 1) {
      aim(0, width > 0 ? wanted[first] : -1);
      runSingle();
      return;
    }
    for (int d = 0; d < directions.length; d++) {
      aim(d, d < width ? wanted[first + d] : -1);
    }
    if (tapes == null) {
      tapes = derivative.batch().take();
    }
    value = derivative.batch().run(checked, directions, numbers, shadows, tapes);
    number = primal.hasScalarResult() ? ((Number) value).doubleValue() : 0;
    for (int d = 0; d < width; d++) {
      follow(d, shadows[d]);
    }
  }

  /** Along a column; nothing moves if there is none. */
  private void aim(int d, int column) {
    if (directions[d] == null) {
      directions[d] = derivative.stillDirection(checked);
      still[d] = new ArrayState(directions[d]);
      still[d].save();
      tangents[d] = new Object[checked.length + 1];
    }
    still[d].restore();
    for (int i = 0; i < checked.length; i++) {
      if (directions[d][i] instanceof Double) {
        directions[d][i] = Flat.ZERO;
      }
    }
    if (column >= 0) {
      independents.set(directions[d], column, 1);
    }
  }

  private void runSingle() {
    Object[] direction = directions[0];
    if (single == null) {
      singleTape = derivative.tapes().take();
      Object[] moved = Parallel.active(primal.shadowed, direction);
      single = derivative.prepareJvp(checked, moved, singleNumber, singleShadow, singleTape);
    }
    int next = 0;
    for (int i = 0; i < direction.length; i++) {
      if (primal.shadowed[i]) {
        single.shadow(next++, direction[i]);
      }
    }
    if (primal.hasScalarResult()) {
      number = single.runForNumber();
      value = null;
    } else {
      value = single.run();
    }
    numbers[0] = singleNumber[0];
    follow(0, singleShadow[0]);
  }

  /** Notes where the tangents are. */
  private void follow(int d, Object result) {
    tangents[d][0] = primal.hasScalarResult() ? null : result;
    System.arraycopy(directions[d], 0, tangents[d], 1, checked.length);
  }

  /** Null for a number that has no box. */
  Object value() {
    return value;
  }

  double number() {
    return number;
  }

  double tangent(Flat dependents, int row, int direction) {
    return primal.hasScalarResult() ? numbers[direction] : dependents.get(tangents[direction], row);
  }

  void close() {
    if (tapes != null) {
      derivative.batch().give(tapes);
      tapes = null;
    }
    if (single != null) {
      derivative.tapes().give(singleTape);
      single = null;
    }
  }
}
