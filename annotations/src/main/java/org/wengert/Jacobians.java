package org.wengert;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.wengert.Jacobian.Mode;
import org.wengert.internal.Kinds;

/**
 * Which Jacobians of a method are wanted. Immutable; any thread may use it.
 *
 * <p>In forward mode the method runs once for {@value org.wengert.internal.Kinds#DIRECTIONS}
 * columns, in reverse mode once for all rows. What the method does besides computing, it does once:
 * it runs again only where that cannot be noticed, each time from the same contents of its arrays.
 */
public final class Jacobians {
  private final Derivative derivative;
  private final Primal primal;
  private final Mode forced;
  private final int[] rows;
  private final int[] columns;

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
   * The same, into the caller's matrix.
   *
   * @param matrix as many rows and columns as there are: overwritten
   * @return what the plain call returns; null for void
   * @throws IllegalArgumentException also if the matrix has another shape
   */
  public Object into(double[][] matrix, Object... arguments) {
    return find(arguments, matrix).value();
  }

  private Jacobian find(Object[] arguments, double[][] matrix) {
    primal.requireIndependent();
    Object[] checked = primal.arguments(arguments);
    try (Sweeps sweeps = Sweeps.of(derivative, checked)) {
      return new Call(checked, matrix, sweeps).find();
    }
  }

  /** One Jacobian. */
  private final class Call {
    private final Object[] checked;
    private final double[][] given;
    private final Sweeps sweeps;
    private final int[] wanted;
    private double[][] matrix;
    private int[] wantedRows;

    Call(Object[] checked, double[][] given, Sweeps sweeps) {
      this.checked = checked;
      this.given = given;
      this.sweeps = sweeps;
      this.wanted = chosen("column", columns, sweeps.columns().size());
    }

    Jacobian find() {
      int known = rows != null ? rows.length : sweeps.rowsBefore();
      if (forced != null ? forced == Mode.FORWARD : prefersForward(known)) {
        return forward(new Repetition(primal.withCaptured(checked)), 0);
      }
      boolean undecided = known < 0 && forced == null && mayRunAgain();
      Repetition repetition = new Repetition(primal.withCaptured(checked));
      repetition.next(!undecided);
      Object value = sweeps.record();
      if (!undecided || sweeps.rows().size() < wanted.length) {
        return reverse(value);
      }
      sweeps.close();
      return forward(repetition, 1);
    }

    /**
     * @param known how many rows there are, -1 if only the result tells
     */
    private boolean prefersForward(int known) {
      return (known < 0 ? wanted.length <= 1 : known >= wanted.length)
          && (forwardRuns() <= 1 || mayRunAgain());
    }

    private boolean mayRunAgain() {
      return Repetition.trouble(primal) == null;
    }

    private int forwardRuns() {
      return (wanted.length + Kinds.DIRECTIONS - 1) / Kinds.DIRECTIONS;
    }

    /**
     * @param before how often the method has run already
     */
    private Jacobian forward(Repetition repetition, int before) {
      int runs = Math.max(1, forwardRuns());
      if (runs > 1) {
        requireRepeatable();
      }
      Object value = null;
      for (int run = 0; run < runs; run++) {
        int first = run * Kinds.DIRECTIONS;
        int width = Math.min(Kinds.DIRECTIONS, wanted.length - first);
        repetition.next(run == runs - 1);
        value = sweeps.forward(wanted, first, width);
        if (run == 0) {
          prepare();
        }
        writeColumns(first, width);
      }
      return jacobian(value, Mode.FORWARD, wanted.length, before + runs);
    }

    private void writeColumns(int first, int width) {
      for (int d = 0; d < width; d++) {
        for (int i = 0; i < matrix.length; i++) {
          matrix[i][first + d] = sweeps.tangent(wantedRows[i], d);
        }
      }
    }

    private Jacobian reverse(Object value) {
      prepare();
      for (int i = 0; i < wantedRows.length; i++) {
        sweeps.replay(wantedRows[i]);
        for (int j = 0; j < wanted.length; j++) {
          matrix[i][j] = sweeps.adjoint(wanted[j]);
        }
      }
      return jacobian(value, Mode.REVERSE, wantedRows.length, 1);
    }

    /** After the first run there is a matrix to write into. */
    private void prepare() {
      wantedRows = chosen("row", rows, sweeps.rows().size());
      matrix = given != null ? given : new double[wantedRows.length][wanted.length];
      requireShape(matrix, wantedRows.length, wanted.length);
    }

    private Jacobian jacobian(Object value, Mode mode, int count, int runs) {
      List<String> rowNames = names(sweeps.rows(), wantedRows);
      List<String> columnNames = names(sweeps.columns(), wanted);
      return new Jacobian(value, matrix, rowNames, columnNames, mode, count, runs);
    }
  }

  private void requireShape(double[][] matrix, int height, int width) {
    boolean fits = matrix.length == height;
    for (double[] row : matrix) {
      fits &= row != null && row.length == width;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "the matrix has "
              + matrix.length
              + " rows"
              + (matrix.length == 0 || matrix[0] == null ? "" : " of " + matrix[0].length)
              + ", but the Jacobian of "
              + primal
              + " has "
              + height
              + " rows of "
              + width
              + ": pass one of that shape");
    }
  }

  private void requireRepeatable() {
    String trouble = Repetition.trouble(primal);
    if (trouble != null) {
      throw new IllegalArgumentException(
          "a Jacobian by more than "
              + Kinds.DIRECTIONS
              + " columns in forward mode runs "
              + primal
              + " several times, which could be noticed: "
              + trouble
              + "; ask for reverse(), which runs it once, or keep effects out of the method");
    }
  }

  private int[] chosen(String what, int[] some, int count) {
    if (some == null) {
      return IntStream.range(0, count).toArray();
    }
    for (int index : some) {
      if (index < 0 || index >= count) {
        throw new IllegalArgumentException(
            "there is no "
                + what
                + " "
                + index
                + ": the Jacobian of "
                + primal
                + " has "
                + count
                + " "
                + what
                + "s, counted from 0");
      }
    }
    return some;
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
