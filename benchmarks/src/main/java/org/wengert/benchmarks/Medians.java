package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What is left of several measurements. */
final class Medians {

  private Medians() {}

  /** The median; for an even number of values the mean of the middle two. */
  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(null);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : 0.5 * (sorted.get(middle - 1) + sorted.get(middle));
  }
}
