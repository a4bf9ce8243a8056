package org.wengert.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars as they are shipped, and forked JVMs that use them. */
final class Shipped {

  static final Path AGENT = path("wengert.agent.jar");
  static final Path ANNOTATIONS = path("wengert.annotations.jar");
  static final Path DEMO = path("wengert.demo.jar");
  static final Path ROOT = path("wengert.root");

  private Shipped() {}

  /**
   * How a JVM ended.
   *
   * @param exit its exit code
   * @param text what it printed to both streams, without the JVM's own warnings
   */
  record Outcome(int exit, String text) {}

  /**
   * Runs {@code java} with the arguments in a directory, in English whatever the machine speaks.
   */
  static Outcome java(Path directory, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-Duser.language=en", "-Duser.country=US"));
    command.addAll(arguments);
    Path output = Files.createTempFile(directory, "output", ".txt");
    int exit =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
      return new Outcome(
          exit,
          lines
              .filter(line -> !line.contains(" VM warning: "))
              .map(line -> line + "\n")
              .collect(Collectors.joining()));
    }
  }

  /** The flag that the README names. */
  static String agentFlag() {
    return "-javaagent:" + AGENT;
  }

  /** A class path. */
  static String classPath(Path... entries) {
    return Stream.of(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property)).toAbsolutePath().normalize();
  }
}
