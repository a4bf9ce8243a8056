package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is compared from version to version, for programs to read: a line {@code RATIO workload
 * derivative/primal derivative/by-hand} a workload, each ratio that of the JDK where it is larger,
 * and the geometric means of both.
 */
final class Ratios {

  private Ratios() {}

  /** All lines; each ends with a line feed. */
  static String format(List<Result> results) {
    Map<String, List<Result>> byWorkload = byWorkload(results);
    StringBuilder out = new StringBuilder();
    byWorkload.forEach(
        (name, jdks) ->
            out.append("RATIO ")
                .append(name)
                .append(
                    both(
                        worst(jdks, Kind.DERIVATIVE, Kind.PRIMAL),
                        worst(jdks, Kind.DERIVATIVE, Kind.HAND_DERIVED))));
    out.append("GEOMEAN")
        .append(both(mean(byWorkload, Kind.PRIMAL), mean(byWorkload, Kind.HAND_DERIVED)));
    return out.toString();
  }

  /** The results of each workload, one a JDK. */
  static Map<String, List<Result>> byWorkload(List<Result> results) {
    Map<String, List<Result>> byWorkload = new LinkedHashMap<>();
    for (Result result : results) {
      byWorkload.computeIfAbsent(result.name(), name -> new ArrayList<>()).add(result);
    }
    return byWorkload;
  }

  private static String both(OptionalDouble toPrimal, OptionalDouble toHandDerived) {
    return " " + Text.ratio(toPrimal) + " " + Text.ratio(toHandDerived) + "\n";
  }

  /** The largest on any JDK; empty if it is missing on one. */
  static OptionalDouble worst(List<Result> jdks, Kind numerator, Kind denominator) {
    double worst = 0;
    for (Result result : jdks) {
      OptionalDouble ratio = result.ratio(numerator, denominator);
      if (ratio.isEmpty()) {
        return OptionalDouble.empty();
      }
      worst = Math.max(worst, ratio.getAsDouble());
    }
    return OptionalDouble.of(worst);
  }

  /**
   * The geometric mean over the workloads that have the denominator; empty if one of them has no
   * derivative.
   */
  private static OptionalDouble mean(Map<String, List<Result>> byWorkload, Kind denominator) {
    double logarithms = 0;
    int count = 0;
    for (List<Result> jdks : byWorkload.values()) {
      if (jdks.get(0).nanoseconds(denominator).isPresent()) {
        OptionalDouble worst = worst(jdks, Kind.DERIVATIVE, denominator);
        if (worst.isEmpty()) {
          return OptionalDouble.empty();
        }
        logarithms += Math.log(worst.getAsDouble());
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.exp(logarithms / count));
  }
}
