package org.wengert;

import java.util.stream.IntStream;
import org.wengert.Jacobian.Mode;
import org.wengert.internal.Kinds;

/** Finds a Jacobian at one point: once, or each time from what the arguments hold by then. */
final class JacobianRun {
  private final Jacobians which;
  private final Sweeps sweeps;
  private final Repetition repetition;
  private final int[] columns;
  private int[] rows;
  private int height = -1;
  private boolean isAsked;
  private String trouble;
  private double[][] matrix;
  private Mode mode;
  private int count;
  private int runs;

  JacobianRun(Jacobians which, Sweeps sweeps, Repetition repetition) {
    this.which = which;
    this.sweeps = sweeps;
    this.repetition = repetition;
    this.columns = chosen("column", which.columns, sweeps.width());
  }

  int[] columns() {
    return columns;
  }

  int[] rows() {
    return rows;
  }

  double[][] matrix() {
    return matrix;
  }

  Mode mode() {
    return mode;
  }

  /** How many directions or seeds it took. */
  int count() {
    return count;
  }

  /** How often the method ran. */
  int runs() {
    return runs;
  }

  /**
   * Runs the method as often as needed.
   *
   * @param given to be overwritten; null for a new one
   */
  void find(double[][] given) {
    matrix = given;
    runs = 0;
    repetition.startAgain();
    int known = which.rows != null ? which.rows.length : height >= 0 ? height : sweeps.rowsBefore();
    if (which.forced != null ? which.forced == Mode.FORWARD : prefersForward(known)) {
      forward();
      return;
    }
    boolean undecided = known < 0 && which.forced == null && trouble() == null;
    repetition.next(!undecided);
    runs++;
    sweeps.record();
    if (!undecided || sweeps.height() < columns.length) {
      reverse();
    } else {
      sweeps.close();
      forward();
    }
  }

  /**
   * @param known how many rows there are, -1 if only the result tells
   */
  private boolean prefersForward(int known) {
    return (known < 0 ? columns.length <= 1 : known >= columns.length)
        && (forwardRuns() <= 1 || trouble() == null);
  }

  private String trouble() {
    if (!isAsked) {
      trouble = Repetition.trouble(which.primal);
      isAsked = true;
    }
    return trouble;
  }

  private int forwardRuns() {
    return (columns.length + Kinds.DIRECTIONS - 1) / Kinds.DIRECTIONS;
  }

  private void forward() {
    int all = Math.max(1, forwardRuns());
    if (all > 1) {
      requireRepeatable();
    }
    for (int run = 0; run < all; run++) {
      int first = run * Kinds.DIRECTIONS;
      int width = Math.min(Kinds.DIRECTIONS, columns.length - first);
      repetition.next(run == all - 1);
      runs++;
      sweeps.forward(columns, first, width);
      if (run == 0) {
        prepare();
      }
      writeColumns(first, width);
    }
    mode = Mode.FORWARD;
    count = columns.length;
  }

  private void writeColumns(int first, int width) {
    for (int d = 0; d < width; d++) {
      for (int i = 0; i < matrix.length; i++) {
        matrix[i][first + d] = sweeps.tangent(rows[i], d);
      }
    }
  }

  private void reverse() {
    prepare();
    for (int i = 0; i < rows.length; i++) {
      sweeps.replay(rows[i]);
      for (int j = 0; j < columns.length; j++) {
        matrix[i][j] = sweeps.adjoint(columns[j]);
      }
    }
    mode = Mode.REVERSE;
    count = rows.length;
  }

  /** After the first run there is a matrix to write into. */
  private void prepare() {
    if (height != sweeps.height()) {
      height = sweeps.height();
      rows = chosen("row", which.rows, height);
    }
    if (matrix == null) {
      matrix = new double[rows.length][columns.length];
    }
    requireShape();
  }

  private void requireShape() {
    boolean fits = matrix.length == rows.length;
    for (double[] row : matrix) {
      fits &= row != null && row.length == columns.length;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "the matrix has "
              + matrix.length
              + " rows"
              + (matrix.length == 0 || matrix[0] == null ? "" : " of " + matrix[0].length)
              + ", but the Jacobian of "
              + which.primal
              + " has "
              + rows.length
              + " rows of "
              + columns.length
              + ": pass one of that shape");
    }
  }

  private void requireRepeatable() {
    if (trouble() != null) {
      throw new IllegalArgumentException(
          "a Jacobian by more than "
              + Kinds.DIRECTIONS
              + " columns in forward mode runs "
              + which.primal
              + " several times, which could be noticed: "
              + trouble
              + "; ask for reverse(), which runs it once, or keep effects out of the method");
    }
  }

  private int[] chosen(String what, int[] some, int available) {
    if (some == null) {
      return IntStream.range(0, available).toArray();
    }
    for (int index : some) {
      if (index < 0 || index >= available) {
        throw new IllegalArgumentException(
            "there is no "
                + what
                + " "
                + index
                + ": the Jacobian of "
                + which.primal
                + " has "
                + available
                + " "
                + what
                + "s, counted from 0");
      }
    }
    return some;
  }
}
