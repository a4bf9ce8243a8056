package org.wengert.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** JVMs that run {@link Fastest}, with the flags of this one. */
final class Forks {

  /** For starting a JVM, making the input and checking the derivatives. */
  private static final int START_SECONDS = 60;

  private static final Measurement NOTHING = new Measurement(Map.of(), Map.of());

  private Forks() {}

  /** The fastest of all calls of these kinds, called in turn for some seconds. */
  static Measurement fastest(Jdk jdk, String workload, List<Kind> kinds, int seconds)
      throws IOException, InterruptedException {
    return run(jdk, workload, kinds, seconds, Integer.MAX_VALUE);
  }

  /** The same of a reference; without a time if it does not finish. */
  static Measurement reference(Jdk jdk, String workload, Kind kind, int seconds)
      throws IOException, InterruptedException {
    int limit = START_SECONDS + seconds + kind.patience();
    Measurement measured = run(jdk, workload, List.of(kind), seconds, limit);
    Double nanoseconds = measured.nanoseconds().get(kind);
    return nanoseconds == null || nanoseconds > kind.patience() * 1e9 ? NOTHING : measured;
  }

  private static Measurement run(
      Jdk jdk, String workload, List<Kind> kinds, int seconds, int limitSeconds)
      throws IOException, InterruptedException {
    Path measured = Files.createTempFile("wengert", ".json");
    Path output = Files.createTempFile("wengert", ".txt");
    try {
      Process process =
          new ProcessBuilder(command(jdk, workload, kinds, seconds, measured))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return NOTHING;
      }
      if (process.exitValue() != 0) {
        String text = Files.readString(output, StandardCharsets.UTF_8);
        throw new IllegalStateException(workload + " in JDK " + jdk.version() + ":\n" + text);
      }
      return new ObjectMapper().readValue(measured.toFile(), Measurement.class);
    } finally {
      Files.delete(measured);
      Files.delete(output);
    }
  }

  private static List<String> command(
      Jdk jdk, String workload, List<Kind> kinds, int seconds, Path measured) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(jdk.flags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Fastest.class.getName(), workload, Integer.toString(seconds)));
    command.add(measured.toString());
    kinds.forEach(kind -> command.add(kind.name()));
    return command;
  }
}
