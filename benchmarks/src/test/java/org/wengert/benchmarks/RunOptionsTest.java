package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  @Test
  void withoutWorkloadsGradBenchsAreRun() {
    assertEquals(Workloads.gradBench(), RunOptions.parse("--rounds", "2").workloads());
  }

  @Test
  void readsWhatIsGiven() {
    RunOptions expected =
        new RunOptions(
            List.of("lse", "gmm10"),
            7,
            2,
            50,
            4,
            false,
            List.of(Jdk.at(HOME), Jdk.at(HOME)),
            Optional.of(Path.of("out.json")),
            Optional.of(Path.of("out.png")));
    assertEquals(
        expected,
        RunOptions.parse(
            "lse",
            "--rounds",
            "7",
            "--iterations",
            "2",
            "--millis",
            "50",
            "--fastest",
            "4",
            "--json",
            "out.json",
            "--picture",
            "out.png",
            "--no-references",
            "--jdk",
            HOME.toString(),
            "--jdk",
            HOME.toString(),
            "gmm10"));
  }

  @Test
  void theJdkThatRunsThisIsKnownByTheSameVersionFromItsFiles() {
    assertEquals(Jdk.at(HOME), RunOptions.parse().jdks().get(0));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertEquals(
        "no workload \"gnn\"; there are " + String.join(", ", Workloads.names()), refusal("gnn"));
    assertEquals(
        "--rounds needs a whole number of at least 1, not \"0\"", refusal("--rounds", "0"));
    assertEquals(
        "--millis needs a whole number of at least 1, not \"x\"", refusal("--millis", "x"));
    assertEquals("--json needs an operand", refusal("--json").lines().findFirst().get());
    assertEquals("no JDK in nowhere: it has no file release", refusal("--jdk", "nowhere"));
    assertEquals("unknown option --fast", refusal("--fast").lines().findFirst().get());
  }

  private static String refusal(String... args) {
    return assertThrows(IllegalArgumentException.class, () -> RunOptions.parse(args)).getMessage();
  }
}
