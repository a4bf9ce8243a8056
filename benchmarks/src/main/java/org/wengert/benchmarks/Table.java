package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The results as text: a table, then one RATIO line a workload and their geometric means. */
public final class Table {

  private static final String[] HEADER = {
    "workload",
    "sizes",
    "primal",
    "tangent",
    "gradient",
    "by hand",
    "tangent/primal",
    "gradient/primal",
    "by hand/primal",
    "gradient/by hand",
    "tape bytes"
  };

  /** Columns before this one are words and flush left. */
  private static final int FIRST_NUMBER = 2;

  private Table() {}

  /** The whole report; each line ends with a line feed. */
  public static String format(List<Result> results) {
    StringBuilder out = new StringBuilder();
    appendAligned(out, rows(results));
    out.append('\n');
    for (Result result : results) {
      out.append("RATIO ")
          .append(result.name())
          .append(' ')
          .append(number(result.ratio(Kind.GRADIENT, Kind.PRIMAL)))
          .append(' ')
          .append(number(result.ratio(Kind.GRADIENT, Kind.HAND_DERIVED)))
          .append('\n');
    }
    out.append("GEOMEAN ")
        .append(number(geometricMean(results, Kind.PRIMAL)))
        .append(' ')
        .append(number(geometricMean(results, Kind.HAND_DERIVED)))
        .append('\n');
    return out.toString();
  }

  private static List<String[]> rows(List<Result> results) {
    List<String[]> rows = new ArrayList<>();
    rows.add(HEADER);
    for (Result r : results) {
      rows.add(
          new String[] {
            r.name(),
            r.sizes(),
            time(r.nanoseconds(Kind.PRIMAL)),
            time(r.nanoseconds(Kind.TANGENT)),
            time(r.nanoseconds(Kind.GRADIENT)),
            time(r.nanoseconds(Kind.HAND_DERIVED)),
            number(r.ratio(Kind.TANGENT, Kind.PRIMAL)),
            number(r.ratio(Kind.GRADIENT, Kind.PRIMAL)),
            number(r.ratio(Kind.HAND_DERIVED, Kind.PRIMAL)),
            number(r.ratio(Kind.GRADIENT, Kind.HAND_DERIVED)),
            r.tapeBytes().isPresent() ? Long.toString(r.tapeBytes().getAsLong()) : "n/a"
          });
    }
    return rows;
  }

  private static void appendAligned(StringBuilder out, List<String[]> rows) {
    int[] widths = new int[HEADER.length];
    for (String[] row : rows) {
      for (int c = 0; c < row.length; c++) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < HEADER.length; c++) {
        String cell = rows.get(r)[c];
        String padding = " ".repeat(widths[c] - cell.length());
        line.append(c == 0 ? "" : "  ");
        line.append(c < FIRST_NUMBER ? cell + padding : padding + cell);
      }
      out.append(line.toString().stripTrailing()).append('\n');
      if (r == 0) {
        out.append("-".repeat(line.length())).append('\n');
      }
    }
  }

  /** The geometric mean of the gradient's ratio to {@code denominator}; empty if one is missing. */
  private static OptionalDouble geometricMean(List<Result> results, Kind denominator) {
    double logarithms = 0;
    for (Result result : results) {
      OptionalDouble ratio = result.ratio(Kind.GRADIENT, denominator);
      if (ratio.isEmpty()) {
        return OptionalDouble.empty();
      }
      logarithms += Math.log(ratio.getAsDouble());
    }
    return results.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.exp(logarithms / results.size()));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "n/a";
  }

  /** Nanoseconds in the unit that leaves one to three digits before the point. */
  private static String time(OptionalDouble nanoseconds) {
    if (nanoseconds.isEmpty()) {
      return "n/a";
    }
    double value = nanoseconds.getAsDouble();
    if (value < 1e3) {
      return String.format(Locale.ROOT, "%.1f ns", value);
    }
    if (value < 1e6) {
      return String.format(Locale.ROOT, "%.2f us", value / 1e3);
    }
    return String.format(Locale.ROOT, "%.2f ms", value / 1e6);
  }
}
