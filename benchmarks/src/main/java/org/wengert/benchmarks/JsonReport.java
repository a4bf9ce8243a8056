package org.wengert.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as JSON: where they were taken, how, and the score of every fork. */
public final class JsonReport {

  private JsonReport() {}

  /** One JSON object; times in nanoseconds a call. */
  public static String format(RunOptions options, List<Result> results) {
    StringBuilder out = new StringBuilder("{\n");
    out.append("  \"unit\": \"ns/call\",\n");
    out.append("  \"environment\": {");
    out.append("\"java\": ").append(quote(System.getProperty("java.vm.version"))).append(", ");
    out.append("\"vm\": ").append(quote(System.getProperty("java.vm.name"))).append(", ");
    out.append("\"os\": ").append(quote(System.getProperty("os.name"))).append(", ");
    out.append("\"architecture\": ").append(quote(System.getProperty("os.arch"))).append(", ");
    out.append("\"processors\": ").append(Runtime.getRuntime().availableProcessors());
    out.append("},\n");
    out.append(
        String.format(
            Locale.ROOT,
            "  \"settings\": {\"forks\": %d, \"iterations\": %d, \"milliseconds\": %d,"
                + " \"fastestOfSeconds\": %d},\n",
            options.rounds(),
            options.iterations(),
            options.milliseconds(),
            options.fastest()));
    out.append("  \"workloads\": [\n");
    out.append(results.stream().map(JsonReport::workload).collect(Collectors.joining(",\n")));
    return out.append("\n  ]\n}\n").toString();
  }

  private static String workload(Result result) {
    StringBuilder out = new StringBuilder("    {\"name\": ").append(quote(result.name()));
    out.append(", \"sizes\": ").append(quote(result.sizes()));
    result.tapeBytes().ifPresent(bytes -> out.append(",\n     \"tapeBytes\": ").append(bytes));
    for (Kind kind : Kind.values()) {
      if (!result.scores(kind).isEmpty()) {
        out.append(",\n     ").append(quote(kind.method())).append(": {\"median\": ");
        out.append(result.nanoseconds(kind).getAsDouble()).append(", \"forks\": ");
        out.append(result.scores(kind)).append('}');
      }
    }
    return out.append('}').toString();
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
