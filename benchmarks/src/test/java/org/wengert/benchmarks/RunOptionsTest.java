package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunOptionsTest {

  @Test
  void withoutWorkloadsAllAreRun() {
    assertEquals(Workloads.names(), RunOptions.parse("--rounds", "2").workloads());
  }

  @Test
  void readsWhatIsGiven() {
    RunOptions expected =
        new RunOptions(List.of("lse", "gmm"), 7, 2, 50, 4, Optional.of(Path.of("out.json")));
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
            "gmm"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertEquals(
        "no workload \"gnn\"; there are gmm, lse, llsq, kmeans, lstm, det, ode, nbody,"
            + " matrix, expression",
        refusal("gnn"));
    assertEquals(
        "--rounds needs a whole number of at least 1, not \"0\"", refusal("--rounds", "0"));
    assertEquals(
        "--millis needs a whole number of at least 1, not \"x\"", refusal("--millis", "x"));
    assertEquals("--json needs an operand", refusal("--json").lines().findFirst().get());
    assertEquals("unknown option --fast", refusal("--fast").lines().findFirst().get());
  }

  private static String refusal(String... args) {
    return assertThrows(IllegalArgumentException.class, () -> RunOptions.parse(args)).getMessage();
  }
}
