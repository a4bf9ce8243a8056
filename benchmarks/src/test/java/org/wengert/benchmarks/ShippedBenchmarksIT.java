package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs with the shipped agent in this JVM, and as the command that the README names. */
class ShippedBenchmarksIT {

  @TempDir Path directory;

  static List<String> workloads() {
    return Workloads.names();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void derivativesAgreeWithTheHandDerivedGradient(String name) {
    Subject subject = Workloads.create(name).prepare();
    assertTrue(subject.call(Kind.DERIVATIVE).isPresent());
    subject.check();
    // A second time: buffers and tapes that were used before change nothing.
    subject.check();
    assertTrue(subject.tapeBytes().orElse(0) >= 0);
  }

  @Test
  void commandPrintsEveryColumn() throws IOException, InterruptedException {
    String output = run(List.of("-javaagent:" + jar("wengert.agent.jar")), "lse");
    String row = output.lines().filter(line -> line.startsWith("lse ")).findFirst().orElseThrow();
    String time = "\\d+\\.\\d+ (ns|us|ms) +";
    String ratio = "\\d+\\.\\d\\d +";
    String pattern = "lse +n=10000 +(" + time + "){4}(" + ratio + "){4}\\d+";
    assertTrue(Pattern.matches(pattern, row), output);
  }

  @Test
  void fastestCallsNeedNoForks() throws IOException, InterruptedException {
    String agent = "-javaagent:" + jar("wengert.agent.jar");
    String output = run(List.of(agent), "lse", "--fastest", "1");
    assertTrue(
        Pattern.compile("RATIO lse \\d+\\.\\d\\d \\d+\\.\\d\\d").matcher(output).find(), output);
    assertFalse(output.contains("[1/4]"), output);
  }

  @Test
  void withoutTheAgentTheCommandSaysWhichFlagIsMissing() throws IOException, InterruptedException {
    String output = run(List.of(), "lse");
    assertTrue(output.contains("Add -javaagent:agent/target/wengert-agent.jar"), output);
    assertTrue(output.contains("n/a"), output);
  }

  private String run(List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", jar("wengert.benchmarks.jar")));
    command.addAll(List.of("--rounds", "1", "--iterations", "1", "--millis", "20", "--no-json"));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(0, exit, text);
    return text;
  }

  private static String jar(String property) {
    return Path.of(System.getProperty(property)).toAbsolutePath().normalize().toString();
  }
}
