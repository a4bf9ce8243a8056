package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreTimesRatiosAndBytes() {
    Result gmm = result("gmm10", "17", 100, 200, 400, 100);
    gmm.setTapeBytes(OptionalLong.of(8000));
    gmm.addAllocated(Kind.DERIVATIVE, 24);
    gmm.add(Kind.HIPPARCHUS, 3e9);
    Result lse = result("lse", "17", 1e3, 1e3, 1e3, 1e6);
    assertEquals(
        """
        JDK 17
        workload|sizes|primal|tangent|derivative|by hand|Hipparchus|differences|tangent/primal|derivative/primal|by hand/primal|derivative/by hand|tape bytes|allocated bytes
        gmm10|n=1|100.0 ns|200.0 ns|400.0 ns|100.0 ns|3.00 s|-|2.00|4.00|1.00|4.00|8000|24
        lse|n=1|1.00 us|1.00 us|1.00 us|1.00 ms|-|-|1.00|1.00|1000.00|0.00|-|-
        """,
        cells(Table.format(List.of(gmm, lse))));
  }

  @Test
  void everyJdkHasATable() {
    Result old = result("lse", "17", 100, 200, 400, 100);
    Result young = result("lse", "25", 100, 200, 300, 100);
    List<String> tables =
        Table.format(List.of(old, young)).lines().filter(line -> line.startsWith("JDK")).toList();
    assertEquals(List.of("JDK 17", "JDK 25"), tables);
  }

  @Test
  void columnsAreAligned() {
    List<String> lines = Table.format(List.of(result("lse", "17", 1, 2, 3, 4))).lines().toList();
    assertEquals("workload  sizes  primal  tangent", lines.get(2).substring(0, 32));
    assertEquals("-".repeat(lines.get(2).length()), lines.get(3));
    assertEquals("lse       n=1    1.0 ns   2.0 ns", lines.get(4).substring(0, 32));
  }

  /** What stands above the ratios, without what aligns it. */
  private static String cells(String report) {
    return Arrays.stream(report.split("\n"))
        .takeWhile(line -> !line.startsWith("RATIO"))
        .filter(line -> !line.isEmpty() && !line.startsWith("---"))
        .map(line -> line.strip().replaceAll(" {2,}", "|"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static Result result(
      String name, String jdk, double primal, double tangent, double derivative, double byHand) {
    Result result = new Result(name, "n=1", jdk);
    result.add(Kind.PRIMAL, primal);
    result.add(Kind.TANGENT, tangent);
    result.add(Kind.DERIVATIVE, derivative);
    result.add(Kind.HAND_DERIVED, byHand);
    return result;
  }
}
