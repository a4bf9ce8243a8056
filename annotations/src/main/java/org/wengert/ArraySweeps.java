package org.wengert;

import java.util.List;
import org.wengert.internal.Kinds;

/** Where numbers, and arrays of numbers, go in and come out. */
final class ArraySweeps implements Sweeps {
  private final Derivative derivative;
  private final Primal primal;
  private final Object[] checked;
  private final Flat independents;
  private final Object[][] tangents = new Object[Kinds.DIRECTIONS][];
  private Outcome outcome;
  private Vjp recorded;
  private Object[] seeds;
  private Object[] adjoints;

  ArraySweeps(Derivative derivative, Object[] checked) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.checked = checked;
    this.independents =
        new Flat(primal.independent, primal.names, derivative.zeroDirection(checked));
  }

  @Override
  public List<String> columns() {
    return independents.names();
  }

  @Override
  public int rowsBefore() {
    return Outcome.countBefore(primal, checked);
  }

  @Override
  public Object forward(int[] wanted, int first, int width) {
    if (width <= 1) {
      Jvp jvp = derivative.jvpAlong(checked, direction(wanted, first, width), null);
      outcome = new Outcome(primal, jvp.value(), checked);
      tangents[0] = Outcome.parallel(jvp.rawTangent, jvp.exit);
      return jvp.value();
    }
    Object[][] directions = new Object[Kinds.DIRECTIONS][];
    for (int d = 0; d < directions.length; d++) {
      directions[d] = direction(wanted, first + d, width - d);
    }
    double[] numbers = new double[Kinds.DIRECTIONS];
    Object[] shadows = new Object[Kinds.DIRECTIONS];
    Object value = derivative.batch().run(checked, directions, numbers, shadows);
    outcome = new Outcome(primal, value, checked);
    for (int d = 0; d < width; d++) {
      Object result = primal.hasScalarResult() ? (Object) numbers[d] : shadows[d];
      tangents[d] = Outcome.parallel(result, directions[d]);
    }
    return value;
  }

  /** Along a column; nothing moves where there is none left. */
  private Object[] direction(int[] wanted, int column, int left) {
    Object[] direction = derivative.stillDirection(checked);
    if (left > 0) {
      independents.set(direction, wanted[column], 1);
    }
    return direction;
  }

  @Override
  public double tangent(int row, int direction) {
    return outcome.flat.get(tangents[direction], row);
  }

  @Override
  public Object record() {
    recorded = derivative.vjp(checked);
    outcome = new Outcome(primal, recorded.value(), checked);
    seeds = outcome.seeds();
    return recorded.value();
  }

  @Override
  public List<String> rows() {
    return outcome.flat.names();
  }

  @Override
  public void replay(int row) {
    outcome.flat.set(seeds, row, 1);
    adjoints = recorded.pullback().sweep(seeds);
    outcome.flat.set(seeds, row, 0);
  }

  @Override
  public double adjoint(int column) {
    return independents.get(adjoints, column);
  }

  @Override
  public void close() {
    if (recorded != null) {
      recorded.close();
    }
  }
}
