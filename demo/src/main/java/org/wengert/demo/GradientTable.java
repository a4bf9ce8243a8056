package org.wengert.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Compares ways to get the gradient: how far each is from the hand-derived one, and its time. */
public final class GradientTable {

  private static final int WARM_UP = 5_000;
  private static final int REPETITIONS = 1_001;

  /** Slow ones get this long at most for each, in nanoseconds. */
  private static final long PATIENCE = 700_000_000L;

  private GradientTable() {}

  /**
   * One line of the table.
   *
   * @param name which gradient
   * @param largestDifference the largest absolute difference from the reference's partials
   * @param nanoseconds the median time of a call
   */
  public record Row(String name, double largestDifference, double nanoseconds) {}

  /**
   * Measures.
   *
   * @param reference the hand-derived gradient; the first row
   * @param others what is compared with it
   * @param points the weights to compare at; the first are those to take the time at
   */
  public static List<Row> measure(
      LossGradient reference, List<LossGradient> others, List<double[]> points) {
    Row[] rows = new Row[others.size() + 1];
    rows[0] = new Row(reference.name(), 0, medianTime(reference, points.get(0)));
    for (int i = 0; i < others.size(); i++) {
      LossGradient other = others.get(i);
      rows[i + 1] =
          new Row(
              other.name(),
              largestDifference(reference, other, points),
              medianTime(other, points.get(0)));
    }
    return List.of(rows);
  }

  /** The table; each line ends with a line feed. */
  public static String format(List<Row> rows) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%-20s  %28s  %12s  %8s\n",
            "gradient",
            "largest difference from hand",
            "time a call",
            "x hand"));
    double hand = rows.get(0).nanoseconds();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String difference =
          i == 0 ? "-" : String.format(Locale.ROOT, "%.1e", row.largestDifference());
      out.append(
          String.format(
              Locale.ROOT,
              "%-20s  %28s  %9.1f us  %8.2f\n",
              row.name(),
              difference,
              row.nanoseconds() / 1e3,
              row.nanoseconds() / hand));
    }
    return out.toString();
  }

  static double largestDifference(
      LossGradient reference, LossGradient other, List<double[]> points) {
    double largest = 0;
    for (double[] weights : points) {
      double[] expected = new double[weights.length];
      double[] actual = new double[weights.length];
      reference.evaluate(weights, expected);
      other.evaluate(weights, actual);
      for (int i = 0; i < expected.length; i++) {
        // Math.max lets NaN through, a comparison would lose it.
        largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
      }
    }
    return largest;
  }

  private static double medianTime(LossGradient gradient, double[] weights) {
    double[] partials = new double[weights.length];
    long start = System.nanoTime();
    for (int i = 0; i < WARM_UP && System.nanoTime() - start < PATIENCE; i++) {
      gradient.evaluate(weights, partials);
    }
    long[] times = new long[REPETITIONS];
    int count = 0;
    start = System.nanoTime();
    while (count < REPETITIONS && System.nanoTime() - start < PATIENCE) {
      long before = System.nanoTime();
      gradient.evaluate(weights, partials);
      times[count++] = System.nanoTime() - before;
    }
    Arrays.sort(times, 0, count);
    return times[count / 2];
  }
}
