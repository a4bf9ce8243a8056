package org.wengert;

import java.util.List;

/**
 * The partials of all numbers that came out of one call by all numbers that went in. Columns are
 * the numbers that the independents hold, in their order, arrays element by element; an array that
 * occurs twice among the arguments is one independent and has its numbers once. Rows are the
 * numbers of the result if that is floating-point, else those that the floating-point arrays among
 * the arguments hold on exit. Derivatives of {@code float} code are carried in {@code double} and
 * not rounded.
 */
public final class Jacobian {
  /** How a Jacobian is found. */
  public enum Mode {
    /** Columns, several at once: each run of the method carries the tangents of a few. */
    FORWARD,
    /** Rows: one recorded run of the method, replayed backwards for each. */
    REVERSE
  }

  private final Object value;
  private final double[][] matrix;
  private final List<String> rows;
  private final List<String> columns;
  private final Mode mode;
  private final int sweeps;
  private final int runs;

  Jacobian(
      Object value,
      double[][] matrix,
      List<String> rows,
      List<String> columns,
      Mode mode,
      int sweeps,
      int runs) {
    this.value = value;
    this.matrix = matrix;
    this.rows = rows;
    this.columns = columns;
    this.mode = mode;
    this.sweeps = sweeps;
    this.runs = runs;
  }

  /** What the plain call returns; null for void. */
  public Object value() {
    return value;
  }

  /** {@code matrix()[i][j]}, the partial of row i by column j: the caller's to keep and change. */
  public double[][] matrix() {
    return matrix;
  }

  /** What the rows stand for: {@code result}, {@code result[3]}, {@code out[0][2]}, ... */
  public List<String> rows() {
    return rows;
  }

  /** What the columns stand for: {@code x}, {@code weights[3]}, ... */
  public List<String> columns() {
    return columns;
  }

  /** The mode that was chosen. */
  public Mode mode() {
    return mode;
  }

  /** How many directions (forward) or seeds (reverse) it took. */
  public int sweeps() {
    return sweeps;
  }

  /** How often the method ran; its effects look as if it had run once. */
  public int runs() {
    return runs;
  }

  @Override
  public String toString() {
    return "Jacobian["
        + rows.size()
        + " x "
        + columns.size()
        + ", value="
        + Values.text(value)
        + "]";
  }
}
