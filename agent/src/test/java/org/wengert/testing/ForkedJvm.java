package org.wengert.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of the version that the tests run on, started with given arguments. */
public final class ForkedJvm {
  private static final int TIMEOUT_SECONDS = 120;

  /**
   * What the JVM printed, both streams together, without HotSpot's own warnings.
   *
   * @param exit its exit code
   */
  public record Result(int exit, List<String> lines) {
    public String text() {
      return String.join("\n", lines);
    }
  }

  private ForkedJvm() {}

  public static Result run(Path workingDirectory, List<String> arguments) {
    return run(workingDirectory, arguments, TIMEOUT_SECONDS);
  }

  /**
   * @param seconds after which the process counts as one that does not end
   */
  public static Result run(Path workingDirectory, List<String> arguments, int seconds) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path output = workingDirectory.resolve("output-" + System.nanoTime() + ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(workingDirectory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("timeout: " + command);
      }
      try (Stream<String> lines = java.nio.file.Files.lines(output, StandardCharsets.UTF_8)) {
        return new Result(
            process.exitValue(), lines.filter(l -> !l.contains("VM warning: ")).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The flags that give the tests' own JVM its rights, and the boot loader the runtime. */
  public static List<String> flagsOfTests() {
    List<String> flags = new ArrayList<>();
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--add-") || flag.startsWith("-Xbootclasspath")) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /** The flag for the shipped agent. */
  public static String agent() {
    return "-javaagent:" + agentJar();
  }

  public static Path agentJar() {
    return Path.of(System.getProperty("wengert.agent.jar"));
  }

  /** The jar, or directory, that a class comes from. */
  public static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Path annotationsJar() {
    return origin(org.wengert.Derivatives.class);
  }

  public static String path(Path... entries) {
    return Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
