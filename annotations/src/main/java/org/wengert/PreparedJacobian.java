package org.wengert;

import org.wengert.Jacobian.Mode;

/**
 * The Jacobian of a method at arguments that stay where they are while their contents change: in a
 * solver, say. Tapes, shadows, seeds and directions are kept from one call to the next, so that
 * {@link #into} allocates nothing but what the method itself does, once its code is compiled and
 * its tape has grown. Two exceptions: arrays that the method returns come with arrays of as many
 * derivatives, and a number that it returns is boxed where several columns of it are found in
 * forward mode.
 *
 * <p>The arguments are those in the array that was given, which stays the caller's: arrays in it
 * may be overwritten between calls, and numbers replaced, by boxes that the caller makes. Other
 * arrays may be put in too, or other rows into arrays of arrays; then the next call makes
 * everything anew.
 *
 * <p>It belongs to one thread; close it to give its tapes back.
 */
public final class PreparedJacobian implements AutoCloseable {
  private final Jacobians which;
  private final Object[] given;

  /** The arguments that the runs are made for, as they were given. */
  private final Object[] seen;

  private ArraySweeps sweeps;
  private Repetition repetition;
  private JacobianRun run;
  private boolean isClosed;

  PreparedJacobian(Jacobians which, Object[] arguments) {
    this.which = which;
    this.given = which.primal.argumentsOf(arguments);
    this.seen = new Object[given.length];
    start();
  }

  private void start() {
    Object[] checked = which.primal.arguments(given);
    System.arraycopy(given, 0, seen, 0, seen.length);
    sweeps = new ArraySweeps(which.derivative, checked);
    repetition = new Repetition(which.primal.withCaptured(checked));
    run = new JacobianRun(which, sweeps, repetition);
  }

  /**
   * The Jacobian at what the arguments hold now.
   *
   * @param matrix as many rows and columns as there are: overwritten
   * @throws IllegalArgumentException if the matrix has another shape, and where {@link
   *     Jacobians#at} throws it
   * @throws IllegalStateException if closed, or in another thread than the one that used it first
   */
  public void into(double[][] matrix) {
    if (isClosed) {
      throw new IllegalStateException(
          "this Jacobian is closed: call it before close(), or prepare another one");
    }
    if (matrix == null) {
      throw new IllegalArgumentException("the matrix is null: pass one to be overwritten");
    }
    update();
    run.find(matrix);
  }

  /** Takes over what the caller has put into the array of arguments. */
  private void update() {
    boolean same = repetition.hasItsRows();
    for (int i = 0; i < given.length; i++) {
      if (given[i] != seen[i]) {
        if (which.primal.parameters[i].isPrimitive()) {
          sweeps.argument(i, which.primal.argument(i, given));
          seen[i] = given[i];
        } else {
          same = false;
        }
      }
    }
    if (!same) {
      sweeps.close();
      start();
    }
  }

  /** What the plain call returns, of the last one; null for void. */
  public Object value() {
    return run.mode() == null ? null : sweeps.value();
  }

  /** The mode that was chosen by the last call; null before the first. */
  public Mode mode() {
    return run.mode();
  }

  /** How many directions (forward) or seeds (reverse) the last call took. */
  public int sweeps() {
    return run.count();
  }

  /** How often the method ran in the last call; its effects look as if it had run once. */
  public int runs() {
    return run.runs();
  }

  /** Gives the tapes back. Closing twice has no effect. */
  @Override
  public void close() {
    isClosed = true;
    sweeps.close();
  }

  @Override
  public String toString() {
    return "prepared " + which;
  }
}
