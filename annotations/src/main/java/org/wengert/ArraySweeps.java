package org.wengert;

import java.util.List;

/**
 * Where numbers, and arrays of numbers, go in and come out. What a run needs is kept for the next
 * one, so that this allocates nothing but what the method does.
 */
final class ArraySweeps implements Sweeps {
  private final Primal primal;
  private final Object[] checked;
  private final Flat independents;
  private final ForwardRuns forward;
  private final RecordedRun recorded;
  private Outcome outcome;

  /** What the method has returned; a number for itself, which needs no box. */
  private Object value;

  private double number;

  ArraySweeps(Derivative derivative, Object[] checked) {
    this.primal = derivative.primal();
    this.checked = checked;
    this.independents =
        new Flat(primal.independent, primal.names, derivative.zeroDirection(checked));
    this.forward = new ForwardRuns(derivative, checked, independents);
    this.recorded = new RecordedRun(derivative, checked, independents);
  }

  /** Another number, or whatever is no array of numbers, for the next runs. */
  void argument(int parameter, Object converted) {
    checked[parameter] = converted;
    forward.argument(parameter, converted);
    recorded.argument(parameter, converted);
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
    return Outcome.countBefore(primal, checked);
  }

  @Override
  public void forward(int[] wanted, int first, int width) {
    forward.run(wanted, first, width);
    end(forward.value(), forward.number());
  }

  @Override
  public double tangent(int row, int direction) {
    return forward.tangent(outcome.flat, row, direction);
  }

  @Override
  public void record() {
    recorded.run();
    end(recorded.value(), recorded.number());
    recorded.seed(outcome);
  }

  private void end(Object returned, double asNumber) {
    value = returned;
    number = asNumber;
    if (outcome == null || !outcome.fits(returned)) {
      Object result = primal.hasScalarResult() ? (Object) asNumber : returned;
      outcome = new Outcome(primal, result, checked);
    }
  }

  @Override
  public Object value() {
    return primal.hasScalarResult() && value == null
        ? org.wengert.internal.Shadows.scalar(primal.type.returnType(), number)
        : value;
  }

  @Override
  public List<String> rows() {
    return outcome.flat.names();
  }

  @Override
  public int height() {
    return outcome.flat.size();
  }

  @Override
  public void replay(int row) {
    recorded.replay(row);
  }

  @Override
  public double adjoint(int column) {
    return recorded.adjoint(column);
  }

  @Override
  public void close() {
    forward.close();
    recorded.close();
  }
}
