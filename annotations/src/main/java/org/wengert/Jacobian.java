package org.wengert;

import java.util.List;

/**
 * The partials of all numbers that came out of one call by all numbers that went in.
 *
 * <p>Columns are the numbers that the independents reach on entry: parameter by parameter; arrays
 * and lists element by element; maps value by value, in the order of their tables; objects field by
 * field, those of super classes first, in the order in which the class file declares them; all that
 * one element or field leads to before the next. What is reached in two ways, as an array that
 * occurs twice or an object that two fields refer to, is one independent and has its numbers once,
 * by the first way. A box ({@code Double}) counts in each place that holds it; null has no number.
 * What {@link Adjoints#at(Object)} does not look into is not reached here either.
 *
 * <p>Rows are, in the same order, the numbers that the result reaches if its type can hold any,
 * else those that the floating-point arrays, and the independents that are objects, reach on exit.
 * Derivatives of {@code float} code are carried in {@code double} and not rounded.
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

  /**
   * What the rows stand for: {@code result}, {@code result[3]}, {@code out[0][2]}, {@code
   * body.mass}, ...
   */
  public List<String> rows() {
    return rows;
  }

  /**
   * What the columns stand for: {@code x}, {@code weights[3]}, {@code list[2].x}, {@code map[key]},
   * ...; a field that another one hides has its class before its name, {@code body.Base.mass}.
   * Lists and maps of other kinds than the library's usual ones, and maps whose keys hold numbers,
   * are named by their fields.
   */
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
