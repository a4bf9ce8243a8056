package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  private static final String TIME = "\\d+\\.\\d+ (ns|us|ms) +";

  private static final String RATIO = "\\d+\\.\\d\\d +";

  @Test
  void commandPrintsEveryColumn() throws IOException, InterruptedException {
    String output = run(List.of(agent()), "--no-references", "lse");
    String times = "(" + TIME + "){4}- +- +";
    String bytes = "\\d+ +\\d+";
    String pattern = "lse +n=10000 +" + times + "(" + RATIO + "){4}" + bytes;
    assertTrue(Pattern.matches(pattern, row(output, "lse")), output);
  }

  @Test
  void fastestCallsAreThoseOfTheJdkThatIsNamed() throws IOException, InterruptedException {
    Jdk jdk = Jdk.current();
    String[] arguments = {"llsq", "--fastest", "1", "--jdk", jdk.home().toString()};
    String output = run(List.of(agent()), arguments);
    assertTrue(output.contains("JDK " + jdk.version() + "\n"), output);
    String pattern = "llsq +m=128 n=1024 +(" + TIME + "){6}(" + RATIO + "){4}\\d+ +0";
    assertTrue(Pattern.matches(pattern, row(output, "llsq")), output);
    assertTrue(
        Pattern.compile("RATIO llsq \\d+\\.\\d\\d \\d+\\.\\d\\d").matcher(output).find(), output);
  }

  @Test
  void withoutTheAgentTheCommandSaysWhichFlagIsMissing() throws IOException, InterruptedException {
    String output = run(List.of(), "--no-references", "lse");
    assertTrue(output.contains("Add -javaagent:agent/target/wengert-agent.jar"), output);
    assertTrue(output.contains("RATIO lse - -\nGEOMEAN - -\n"), output);
  }

  /** Of the table, which names the sizes; messages of progress do not. */
  private static String row(String output, String workload) {
    return output
        .lines()
        .filter(line -> line.matches(workload + " +[a-z]+=.*"))
        .findFirst()
        .orElseThrow();
  }

  private static String agent() {
    return "-javaagent:" + jar("wengert.agent.jar");
  }

  private String run(List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", jar("wengert.benchmarks.jar")));
    command.addAll(List.of("--rounds", "1", "--iterations", "1", "--millis", "20"));
    command.addAll(List.of("--no-json", "--no-picture"));
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
