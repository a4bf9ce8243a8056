package org.wengert.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers and tables as text. */
final class Text {

  /** Where there is no number. */
  static final String NONE = "-";

  private Text() {}

  /** With two decimals. */
  static String ratio(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : NONE;
  }

  /** Nanoseconds in the unit that leaves one to three digits before the point. */
  static String time(OptionalDouble nanoseconds) {
    if (nanoseconds.isEmpty()) {
      return NONE;
    }
    double value = nanoseconds.getAsDouble();
    if (value < 1e3) {
      return String.format(Locale.ROOT, "%.1f ns", value);
    }
    if (value < 1e6) {
      return String.format(Locale.ROOT, "%.2f us", value / 1e3);
    }
    return value < 1e9
        ? String.format(Locale.ROOT, "%.2f ms", value / 1e6)
        : String.format(Locale.ROOT, "%.2f s", value / 1e9);
  }

  /** A whole number. */
  static String count(OptionalDouble value) {
    return value.isPresent() ? Long.toString(Math.round(value.getAsDouble())) : NONE;
  }

  /**
   * Rows with columns of equal width, a rule below the first.
   *
   * @param words how many columns at the left are words, flush left; the others are numbers
   */
  static String aligned(List<List<String>> rows, int words) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String padding = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ");
        line.append(c < words ? row.get(c) + padding : padding + row.get(c));
      }
      out.append(line.toString().stripTrailing()).append('\n');
      if (row == rows.get(0)) {
        out.append("-".repeat(line.length())).append('\n');
      }
    }
    return out.toString();
  }
}
