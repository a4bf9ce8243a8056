package org.wengert;

import java.util.ArrayList;
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
   * These rows only, in this order: of the numbers of the result, or of those that the arrays hold
   * on exit.
   */
  public Jacobians rows(int... wanted) {
    return new Jacobians(derivative, forced, wanted.clone(), columns);
  }

  /** These columns only, in this order: of the numbers that the independents hold. */
  public Jacobians columns(int... wanted) {
    return new Jacobians(derivative, forced, rows, wanted.clone());
  }

  /**
   * The Jacobian at the arguments of one call.
   *
   * @param arguments one a parameter
   * @throws IllegalArgumentException if they do not fit, if there is no such row or column, if
   *     objects are among the independents or the dependents, or if the mode that was asked for
   *     would have to run the method several times and that could be noticed: the message says by
   *     what
   */
  public Jacobian at(Object... arguments) {
    return new Call(primal.arguments(arguments), null).find();
  }

  /**
   * The same, into the caller's matrix.
   *
   * @param matrix as many rows and columns as there are: overwritten
   * @return what the plain call returns; null for void
   * @throws IllegalArgumentException also if the matrix has another shape
   */
  public Object into(double[][] matrix, Object... arguments) {
    return new Call(primal.arguments(arguments), matrix).find().value();
  }

  /** One Jacobian. */
  private final class Call {
    private final Object[] checked;
    private final double[][] given;
    private final Flat independents;
    private final int[] wanted;
    private double[][] matrix;
    private int[] wantedRows;
    private List<String> rowNames;

    Call(Object[] checked, double[][] given) {
      primal.requireIndependent();
      requireNumbers(primal, "a Jacobian");
      this.checked = checked;
      this.given = given;
      this.independents =
          new Flat(primal.independent, primal.names, derivative.zeroDirection(checked));
      this.wanted = chosen("column", columns, independents.size());
    }

    Jacobian find() {
      int known = rows != null ? rows.length : Outcome.countBefore(primal, checked);
      if (forced != null ? forced == Mode.FORWARD : prefersForward(known)) {
        return forward(new Repetition(primal.withCaptured(checked)), 0);
      }
      boolean undecided = known < 0 && forced == null && mayRunAgain();
      Repetition repetition = new Repetition(primal.withCaptured(checked));
      repetition.next(!undecided);
      try (Vjp recorded = derivative.vjp(checked)) {
        Outcome outcome = new Outcome(primal, recorded.value(), checked);
        if (!undecided || outcome.flat.size() < wanted.length) {
          return reverse(recorded, outcome);
        }
      }
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
        repetition.next(run == runs - 1);
        value = runForward(run * Kinds.DIRECTIONS);
      }
      return jacobian(value, Mode.FORWARD, wanted.length, before + runs);
    }

    private Object runForward(int first) {
      int width = Math.min(Kinds.DIRECTIONS, wanted.length - first);
      if (width <= 1) {
        Object[] direction = direction(first, width);
        Jvp jvp = derivative.jvpAlong(checked, direction, null);
        Outcome outcome = outcome(jvp.value(), first);
        writeColumn(first, width, outcome, Outcome.parallel(jvp.rawTangent, jvp.exit));
        return jvp.value();
      }
      Object[][] directions = new Object[Kinds.DIRECTIONS][];
      for (int d = 0; d < directions.length; d++) {
        directions[d] = direction(first + d, width - d);
      }
      double[] tangents = new double[Kinds.DIRECTIONS];
      Object[] shadows = new Object[Kinds.DIRECTIONS];
      Object value = derivative.batch().run(checked, directions, tangents, shadows);
      Outcome outcome = outcome(value, first);
      for (int d = 0; d < width; d++) {
        Object result = primal.hasScalarResult() ? (Object) tangents[d] : shadows[d];
        writeColumn(first + d, 1, outcome, Outcome.parallel(result, directions[d]));
      }
      return value;
    }

    /** After the first run there is a matrix to write into. */
    private Outcome outcome(Object value, int first) {
      Outcome outcome = new Outcome(primal, value, checked);
      if (first == 0) {
        prepare(outcome);
      }
      return outcome;
    }

    /** Along a column; nothing moves where there is none left. */
    private Object[] direction(int column, int left) {
      Object[] direction = derivative.stillDirection(checked);
      if (left > 0) {
        independents.set(direction, wanted[column], 1);
      }
      return direction;
    }

    /**
     * @param count none if no columns are wanted
     */
    private void writeColumn(int column, int count, Outcome outcome, Object[] tangents) {
      for (int i = 0; count > 0 && i < matrix.length; i++) {
        matrix[i][column] = outcome.flat.get(tangents, wantedRows[i]);
      }
    }

    private Jacobian reverse(Vjp recorded, Outcome outcome) {
      prepare(outcome);
      Object[] seeds = outcome.seeds();
      for (int i = 0; i < wantedRows.length; i++) {
        outcome.flat.set(seeds, wantedRows[i], 1);
        Object[] adjoints = recorded.pullback().sweep(seeds);
        outcome.flat.set(seeds, wantedRows[i], 0);
        for (int j = 0; j < wanted.length; j++) {
          matrix[i][j] = independents.get(adjoints, wanted[j]);
        }
      }
      return jacobian(recorded.value(), Mode.REVERSE, wantedRows.length, 1);
    }

    private void prepare(Outcome outcome) {
      wantedRows = chosen("row", rows, outcome.flat.size());
      rowNames = outcome.flat.names();
      matrix = given != null ? given : new double[wantedRows.length][wanted.length];
      boolean fits = matrix.length == wantedRows.length;
      for (double[] row : matrix) {
        fits &= row != null && row.length == wanted.length;
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
                + wantedRows.length
                + " rows of "
                + wanted.length
                + ": pass one of that shape");
      }
    }

    private Jacobian jacobian(Object value, Mode mode, int sweeps, int runs) {
      return new Jacobian(
          value,
          matrix,
          names(rowNames, wantedRows),
          names(independents.names(), wanted),
          mode,
          sweeps,
          runs);
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

  /** Refuses objects, whose numbers have no fixed order. */
  static void requireNumbers(Primal primal, String wanted) {
    if (!primal.reachesObjects()) {
      return;
    }
    primal.requireNumbers(wanted + " is", "jvp or vjp");
    throw new IllegalArgumentException(
        primal
            + " returns "
            + primal.type.returnType().getSimpleName()
            + ": "
            + wanted
            + " is of numbers and arrays of numbers; ask for jvp or vjp, or write a method that"
            + " returns such");
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
    List<String> names = new ArrayList<>();
    for (int index : chosen) {
      names.add(all.get(index));
    }
    return List.copyOf(names);
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
