package org.wengert;

import org.wengert.internal.Replay;
import org.wengert.internal.TapeSlot;

/**
 * A recorded run at one point, without objects, and replays from single rows. Shadows, seeds and
 * tape stay from one record to the next.
 */
final class RecordedRun {
  private final Derivative derivative;
  private final Primal primal;
  private final Object[] checked;
  private final Flat independents;
  private final int[] scalarAt;
  private Object[] shadows;
  private Object[] parallel;
  private Linked.Call call;
  private Object tape;
  private Object[] onExit;
  private Replay replay;
  private Object value;
  private double number;
  private Outcome outcome;
  private Object[] seeds;
  private Object[] exits;
  private double[] scalars;

  RecordedRun(Derivative derivative, Object[] checked, Flat independents) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.checked = checked;
    this.independents = independents;
    this.scalarAt = new int[checked.length];
    int next = 0;
    for (int i = 0; i < scalarAt.length; i++) {
      scalarAt[i] = next;
      next += primal.shadowed[i] && primal.parameters[i].isPrimitive() ? 1 : 0;
    }
  }

  void argument(int parameter, Object converted) {
    if (call != null) {
      call.argument(parameter, converted);
    }
  }

  /** Records. */
  void run() {
    if (call == null) {
      prepare();
    }
    if (primal.hasScalarResult()) {
      number = call.runForNumber();
    } else {
      value = call.run();
    }
    if (replay == null) {
      int count = Parallel.scalars(primal, primal.shadowed);
      TapeSlot tapes = derivative.tapes();
      replay = new Replay(derivative.reverseHandle(), tapes, tape, shadows, onExit, count);
    }
  }

  private void prepare() {
    parallel = derivative.stillDirection(checked);
    shadows = Parallel.arrays(primal, primal.shadowed, parallel);
    onExit = new Object[1 + shadows.length];
    tape = derivative.tapes().take();
    call = derivative.prepareForward(checked, shadows, onExit, tape);
  }

  /** Null for a number. */
  Object value() {
    return value;
  }

  double number() {
    return number;
  }

  /** Says what the rows are. */
  void seed(Outcome found) {
    if (found != outcome) {
      outcome = found;
      seeds = found.seeds();
      exits = Parallel.arrays(primal, primal.shadowed, Outcome.exits(seeds));
    }
  }

  void replay(int row) {
    outcome.flat.set(seeds, row, 1);
    Object result = primal.hasArrayResult() ? Outcome.result(seeds) : null;
    scalars = replay.run(primal.hasScalarResult() ? 1 : 0, result, exits);
    outcome.flat.set(seeds, row, 0);
  }

  double adjoint(int column) {
    int root = independents.scalarRoot(column);
    return root >= 0 ? scalars[scalarAt[root]] : independents.get(parallel, column);
  }

  void close() {
    if (replay != null) {
      replay.close();
    } else if (call != null) {
      derivative.tapes().give(tape);
    }
    replay = null;
    call = null;
  }
}
