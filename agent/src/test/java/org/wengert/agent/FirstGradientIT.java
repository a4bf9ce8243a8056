package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.testing.ForkedJvm;
import org.wengert.workloads.FirstGradient;

/**
 * The first gradient in a fresh JVM. The time is printed; what is asserted of it is loose, since
 * the machines of builds are busy ({@code org.wengert.benchmarks.Latency} measures properly). What
 * makes it quick is asserted: where the compiler's classes come from, and that few are linked at
 * run time.
 */
class FirstGradientIT {
  private static final int LOOSE_LIMIT_MILLIS = 3_000;

  @TempDir private Path directory;

  @Test
  void firstGradientComesSoonAfterTheFirstCall() {
    ForkedJvm.Result result = run(List.of());
    assertEquals(0, result.exit(), result::text);
    assertTrue(result.lines().contains("same value true"), result::text);
    String gradient = line(result, "gradient ");
    System.out.println("first gradient of the Gaussian mixture: " + gradient);
    long millis = Long.parseLong(gradient.split(" ")[1]);
    assertTrue(millis < LOOSE_LIMIT_MILLIS, result::text);
  }

  @Test
  void compilerComesFromTheBootLoader() {
    String agent = ForkedJvm.agentJar().toString();
    List<String> loaded = linesWith(run(List.of("-Xlog:class+load")), "source: ");
    List<String> elsewhere = new ArrayList<>();
    int compiler = 0;
    for (String line : loaded) {
      if (line.contains(" org.wengert.compiler.")) {
        compiler++;
        // The application's loader would give a URL.
        if (!line.contains("source: " + agent) && !line.contains("Lambda")) {
          elsewhere.add(line);
        }
      }
    }
    assertTrue(compiler > 100, "classes of the compiler: " + compiler);
    assertEquals(List.of(), elsewhere);
  }

  @Test
  void fewClassesAreSpunWhileCompiling() {
    List<String> loaded = linesWith(run(List.of("-Xlog:class+load")), "source: ");
    List<String> lambdas =
        loaded.stream().filter(l -> l.contains("org.wengert.") && l.contains("$$Lambda")).toList();
    assertTrue(lambdas.size() <= 15, () -> String.join("\n", lambdas));
    assertTrue(loaded.stream().noneMatch(l -> l.contains("java.lang.runtime.ObjectMethods")));
    assertTrue(loaded.stream().noneMatch(l -> l.contains("java.util.regex.Pattern$")));
  }

  @Test
  void compilationsAreLoggedOnDemand() throws Exception {
    Path configuration = directory.resolve("logging.properties");
    Files.writeString(
        configuration,
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.level=ALL
        org.wengert.compiler.level=FINE
        """);
    ForkedJvm.Result result =
        run(
            List.of(
                "-Dwengert.log.compilations=true",
                "-Djava.util.logging.config.file=" + configuration));
    assertTrue(
        result.text().contains("compiled gradient of org/wengert/workloads/Gmm.objective("),
        result::text);
  }

  private ForkedJvm.Result run(List<String> flags) {
    List<String> arguments = new ArrayList<>(flags);
    arguments.add(ForkedJvm.agent());
    arguments.add("-cp");
    arguments.add(
        ForkedJvm.path(ForkedJvm.origin(FirstGradient.class), ForkedJvm.annotationsJar()));
    arguments.add(FirstGradient.class.getName());
    return ForkedJvm.run(directory, arguments);
  }

  private static List<String> linesWith(ForkedJvm.Result result, String part) {
    return result.lines().stream().filter(l -> l.contains(part)).toList();
  }

  private static String line(ForkedJvm.Result result, String start) {
    return result.lines().stream()
        .filter(l -> l.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError(result.text()));
  }
}
