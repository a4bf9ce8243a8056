package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The results as text: a table a JDK, then the {@link Ratios}. */
public final class Table {

  /** The workload and its sizes. */
  private static final int WORDS = 2;

  private Table() {}

  /** The whole report; each line ends with a line feed. */
  public static String format(List<Result> results) {
    Map<String, List<Result>> byJdk = new LinkedHashMap<>();
    for (Result result : results) {
      byJdk.computeIfAbsent(result.jdk(), jdk -> new ArrayList<>()).add(result);
    }
    StringBuilder out = new StringBuilder();
    byJdk.forEach((jdk, rows) -> out.append("JDK ").append(jdk).append("\n\n").append(table(rows)));
    return out.append(Ratios.format(results)).toString();
  }

  private static String table(List<Result> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(header());
    results.forEach(result -> rows.add(row(result)));
    return Text.aligned(rows, WORDS) + "\n";
  }

  private static List<String> header() {
    List<String> header = new ArrayList<>(List.of("workload", "sizes"));
    for (Kind kind : Kind.values()) {
      header.add(kind.title());
    }
    header.addAll(
        List.of(
            "tangent/primal",
            "derivative/primal",
            "by hand/primal",
            "derivative/by hand",
            "tape bytes",
            "allocated bytes"));
    return header;
  }

  private static List<String> row(Result r) {
    List<String> row = new ArrayList<>(List.of(r.name(), r.sizes()));
    for (Kind kind : Kind.values()) {
      row.add(Text.time(r.nanoseconds(kind)));
    }
    row.add(Text.ratio(r.ratio(Kind.TANGENT, Kind.PRIMAL)));
    row.add(Text.ratio(r.ratio(Kind.DERIVATIVE, Kind.PRIMAL)));
    row.add(Text.ratio(r.ratio(Kind.HAND_DERIVED, Kind.PRIMAL)));
    row.add(Text.ratio(r.ratio(Kind.DERIVATIVE, Kind.HAND_DERIVED)));
    row.add(
        Text.count(
            r.tapeBytes().isPresent()
                ? OptionalDouble.of(r.tapeBytes().getAsLong())
                : OptionalDouble.empty()));
    row.add(Text.count(r.allocatedBytes(Kind.DERIVATIVE)));
    return row;
  }
}
