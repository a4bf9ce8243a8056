package org.wengert.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corpus in JVMs that interpret, compile with C1 and compile with C2: the bits are the same.
 */
class CompilationModesIT {

  private static final Map<String, List<String>> MODES = new LinkedHashMap<>();

  static {
    MODES.put("-Xint", List.of("-Xint"));
    MODES.put(
        "C1",
        List.of(
            "-Xbatch",
            "-XX:TieredStopAtLevel=1",
            "-XX:Tier3InvocationThreshold=50",
            "-XX:Tier3MinInvocationThreshold=20",
            "-XX:Tier3CompileThreshold=100",
            "-XX:Tier3BackEdgeThreshold=1000"));
    MODES.put("C2", List.of("-Xbatch", "-XX:-TieredCompilation", "-XX:CompileThreshold=100"));
  }

  @TempDir private Path directory;

  /** Whatever the engine does: were the primals themselves different, this would tell. */
  @Test
  void primalsAreBitIdenticalInEveryMode() throws Exception {
    requireSame("values");
  }

  @Test
  @Tag("engine")
  void derivativesAreBitIdenticalInEveryMode() throws Exception {
    requireSame();
  }

  private void requireSame(String... arguments) throws Exception {
    List<String> first = null;
    for (Map.Entry<String, List<String>> mode : MODES.entrySet()) {
      // Once interpreted is always interpreted; compilers need calls before they start.
      String repetitions = mode.getKey().equals("-Xint") ? "2" : "250";
      List<String> lines = run(mode.getKey(), mode.getValue(), repetitions, arguments);
      List<String> bad =
          lines.stream().filter(l -> l.contains("\tUNSTABLE") || l.contains("\tFAILED")).toList();
      assertEquals(List.of(), bad, "under " + mode.getKey());
      if (first == null) {
        first = lines;
      }
      assertEquals(List.of(), differing(first, lines), "between -Xint and " + mode.getKey());
    }
    assertTrue(first.size() > 80, "the corpus was run");
  }

  private static List<String> differing(List<String> expected, List<String> found) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String left = i < expected.size() ? expected.get(i) : "nothing";
      String right = i < found.size() ? found.get(i) : "nothing";
      if (!left.equals(right)) {
        result.add("\n  " + left + "\n  " + right);
      }
    }
    return result;
  }

  private List<String> run(
      String mode, List<String> options, String repetitions, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(inherited());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CorpusRunner.class.getName());
    command.add(repetitions);
    command.addAll(List.of(arguments));
    Path out = directory.resolve(mode + ".out");
    Path errors = directory.resolve(mode + ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> mode + " failed: " + text(errors));
    return Files.readAllLines(out);
  }

  /** Options of this JVM that the engine may need: its agent, opened packages, the runtime. */
  private static List<String> inherited() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            a ->
                a.startsWith("-javaagent:")
                    || a.startsWith("--add-")
                    || a.startsWith("-Xbootclasspath"))
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
