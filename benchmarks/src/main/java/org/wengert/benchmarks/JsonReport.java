package org.wengert.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The results as JSON: where they were taken, how, and the score of every fork. */
public final class JsonReport {

  private JsonReport() {}

  private record Report(
      String unit, Environment environment, Settings settings, List<Row> results) {}

  private record Environment(String os, String architecture, int processors) {}

  private record Settings(int forks, int iterations, int milliseconds, int fastestOfSeconds) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Row(
      String workload, String sizes, String jdk, Long tapeBytes, Map<Kind, Scores> kinds) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Scores(double median, List<Double> forks, Double allocatedBytes) {}

  /** One JSON object; times in nanoseconds a call. */
  public static String format(RunOptions options, List<Result> results)
      throws JsonProcessingException {
    Environment environment =
        new Environment(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors());
    Settings settings =
        new Settings(
            options.rounds(), options.iterations(), options.milliseconds(), options.fastest());
    List<Row> rows = results.stream().map(JsonReport::row).toList();
    return new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(new Report("ns/call", environment, settings, rows))
        + "\n";
  }

  private static Row row(Result result) {
    Map<Kind, Scores> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      result.nanoseconds(kind).ifPresent(median -> kinds.put(kind, scores(result, kind, median)));
    }
    Long tapeBytes = result.tapeBytes().isPresent() ? result.tapeBytes().getAsLong() : null;
    return new Row(result.name(), result.sizes(), result.jdk(), tapeBytes, kinds);
  }

  private static Scores scores(Result result, Kind kind, double median) {
    Double allocated = result.allocatedBytes(kind).stream().boxed().findFirst().orElse(null);
    return new Scores(median, result.scores(kind), allocated);
  }
}
