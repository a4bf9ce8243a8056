package org.wengert;

import java.util.List;
import org.wengert.internal.Kinds;

/** Where objects are among what goes in, or come out: all that these reach. */
final class ObjectSweeps implements Sweeps {
  private final Derivative derivative;
  private final Primal primal;
  private final Object[] checked;
  private final ReachedNumbers independents;

  /** Of a result that is a number or an array of numbers. */
  private Outcome outcome;

  /** Of others. */
  private ReachedNumbers onExit;

  private final Object[] results = new Object[Kinds.DIRECTIONS];
  private Object value;
  private Reached[] exits;
  private int taken;
  private Vjp recorded;
  private Object[] seeds;

  ObjectSweeps(Derivative derivative, Object[] checked) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.checked = checked;
    derivative.requireArrays(primal.shadowed, checked);
    this.independents = ReachedNumbers.onEntry(primal, checked);
  }

  @Override
  public List<String> columns() {
    return independents.names();
  }

  @Override
  public int width() {
    return independents.size();
  }

  @Override
  public int rowsBefore() {
    return primal.hasScalarResult() ? 1 : -1;
  }

  @Override
  public void forward(int[] wanted, int first, int width) {
    if (width <= 1) {
      forward(width > 0 ? wanted[first] : -1);
      return;
    }
    Reached[] reached = new Reached[Kinds.DIRECTIONS];
    Object[][] directions = new Object[Kinds.DIRECTIONS][];
    for (int d = 0; d < directions.length; d++) {
      var direction = independents.along(d < width ? wanted[first + d] : -1, checked);
      directions[d] = direction.tangents();
      reached[d] = direction.reached();
    }
    double[] numbers = new double[Kinds.DIRECTIONS];
    Object returned =
        derivative.batch().runAmongObjects(checked, directions, numbers, results, reached);
    for (int d = 0; primal.hasScalarResult() && d < width; d++) {
      results[d] = numbers[d];
    }
    end(returned, reached);
  }

  private void forward(int column) {
    var direction = independents.along(column, checked);
    Jvp jvp = derivative.jvpAlong(checked, direction.tangents(), direction.reached());
    results[0] = jvp.rawTangent;
    end(jvp.value(), jvp.reached);
  }

  private void end(Object returned, Reached... reached) {
    value = returned;
    exits = reached;
    taken = -1;
    if (primal.hasFloatingResult()) {
      outcome = new Outcome(primal, value, checked);
    } else {
      onExit = ReachedNumbers.onExit(primal, value, checked);
    }
  }

  @Override
  public double tangent(int row, int direction) {
    if (outcome != null) {
      return outcome.flat.get(Outcome.parallel(results[direction], checked), row);
    }
    if (taken != direction) {
      onExit.take(exits[direction]);
      taken = direction;
    }
    return onExit.get(row);
  }

  @Override
  public void record() {
    recorded = derivative.vjp(checked);
    end(recorded.value());
    seeds = outcome == null ? null : outcome.seeds();
  }

  @Override
  public Object value() {
    return value;
  }

  @Override
  public List<String> rows() {
    return outcome != null ? outcome.flat.names() : onExit.names();
  }

  @Override
  public int height() {
    return outcome != null ? outcome.flat.size() : onExit.size();
  }

  @Override
  public void replay(int row) {
    if (outcome != null) {
      outcome.flat.set(seeds, row, 1);
      recorded.pullback().sweep(Outcome.result(seeds), null, independents);
      outcome.flat.set(seeds, row, 0);
    } else {
      onExit.set(row, 1);
      recorded.pullback().sweep(null, onExit, independents);
      onExit.set(row, 0);
    }
  }

  @Override
  public double adjoint(int column) {
    return independents.get(column);
  }

  @Override
  public void close() {
    if (recorded != null) {
      recorded.close();
    }
  }
}
