package org.wengert;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.wengert.Jacobian.Mode;

/**
 * Which Jacobians of a method are wanted. Immutable; any thread may use it.
 *
 * <p>In forward mode the method runs once for {@value org.wengert.internal.Kinds#DIRECTIONS}
 * columns, in reverse mode once for all rows. What the method does besides computing, it does once:
 * it runs again only where that cannot be noticed, each time from the same contents of its arrays.
 */
public final class Jacobians {
  final Derivative derivative;
  final Primal primal;
  final Mode forced;
  final int[] rows;
  final int[] columns;

  Jacobians(Derivative derivative) {
    this(derivative, null, null, null);
  }

  private Jacobians(Derivative derivative, Mode forced, int[] rows, int[] columns) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.forced = forced;
    this.rows = rows;
    this.columns = columns;
  }

  /** By columns, however many there are. */
  public Jacobians forward() {
    return new Jacobians(derivative, Mode.FORWARD, rows, columns);
  }

  /** By rows, however many there are. */
  public Jacobians reverse() {
    return new Jacobians(derivative, Mode.REVERSE, rows, columns);
  }

  /**
   * These rows only, in this order: of the numbers that the result reaches, or of those that arrays
   * and objects hold on exit.
   */
  public Jacobians rows(int... wanted) {
    return new Jacobians(derivative, forced, wanted.clone(), columns);
  }

  /** These columns only, in this order: of the numbers that the independents reach. */
  public Jacobians columns(int... wanted) {
    return new Jacobians(derivative, forced, rows, wanted.clone());
  }

  /**
   * The Jacobian at the arguments of one call.
   *
   * @param arguments one a parameter
   * @throws IllegalArgumentException if they do not fit, if there is no such row or column, or if
   *     the mode that was asked for would have to run the method several times and that could be
   *     noticed: the message says by what
   */
  public Jacobian at(Object... arguments) {
    return find(arguments, null);
  }

  /**
   * The same, into the caller's matrix. {@link #prepare} does it without allocation.
   *
   * @param matrix as many rows and columns as there are: overwritten
   * @return what the plain call returns; null for void
   * @throws IllegalArgumentException also if the matrix has another shape
   */
  public Object into(double[][] matrix, Object... arguments) {
    if (matrix == null) {
      throw new IllegalArgumentException("the matrix is null: pass one to be overwritten");
    }
    return find(arguments, matrix).value();
  }

  private Jacobian find(Object[] arguments, double[][] matrix) {
    primal.requireIndependent();
    Object[] checked = primal.arguments(arguments);
    try (Sweeps sweeps = Sweeps.of(derivative, checked)) {
      Repetition repetition = new Repetition(primal.withCaptured(checked));
      JacobianRun run = new JacobianRun(this, sweeps, repetition);
      run.find(matrix);
      return new Jacobian(
          sweeps.value(),
          run.matrix(),
          names(sweeps.rows(), run.rows()),
          names(sweeps.columns(), run.columns()),
          run.mode(),
          run.count(),
          run.runs());
    }
  }

  /**
   * For many Jacobians at arguments that stay where they are while their contents change, without
   * allocation.
   *
   * @param arguments one a parameter, in an array that the caller may keep in order to replace
   *     numbers in it
   * @throws IllegalArgumentException where {@link #at} throws it, and if objects are among the
   *     independents or the dependents: what these reach is looked up anew for each Jacobian
   */
  public PreparedJacobian prepare(Object... arguments) {
    primal.requireIndependent();
    if (primal.reachesObjects()) {
      throw new IllegalArgumentException(
          "objects are among the independents or the result of "
              + primal
              + ": a prepared Jacobian is of numbers and arrays of numbers; ask for at(...), or"
              + " into(matrix, ...)");
    }
    return new PreparedJacobian(this, arguments);
  }

  private static List<String> names(List<String> all, int[] chosen) {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return all.get(chosen[index]);
      }

      @Override
      public int size() {
        return chosen.length;
      }
    };
  }

  @Override
  public String toString() {
    return "Jacobians of "
        + primal
        + (forced == null ? "" : ", " + forced.toString().toLowerCase(java.util.Locale.ROOT))
        + (rows == null ? "" : ", rows " + Arrays.toString(rows))
        + (columns == null ? "" : ", columns " + Arrays.toString(columns));
  }
}
