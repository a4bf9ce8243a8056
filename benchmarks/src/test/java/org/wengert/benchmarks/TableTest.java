package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void ratiosAreOfMediansAndTheirMeanIsGeometric() {
    String expected =
        """
        workload  sizes    primal   tangent  gradient   by hand  tangent/primal  gradient/primal  by hand/primal  gradient/by hand  tape bytes
        --------------------------------------------------------------------------------------------------------------------------------------
        gmm       d=10   100.0 ns  200.0 ns  400.0 ns  100.0 ns            2.00             4.00            1.00              4.00        8000
        lse       n=9     1.00 us   1.00 us   1.00 us   1.00 ms            1.00             1.00         1000.00              0.00         n/a

        RATIO gmm 4.00 4.00
        RATIO lse 1.00 0.00
        GEOMEAN 2.00 0.06
        """;
    Result gmm = result("gmm", "d=10", 100, 200, 400, 100);
    gmm.setTapeBytes(8000);
    gmm.add(Kind.PRIMAL, 90);
    gmm.add(Kind.PRIMAL, 5000);
    assertEquals(expected, Table.format(List.of(gmm, result("lse", "n=9", 1e3, 1e3, 1e3, 1e6))));
  }

  @Test
  void whatWasNotTimedIsNotAvailable() {
    Result result = new Result("gmm", "d=10");
    result.add(Kind.PRIMAL, 2_500_000);
    String expected =
        """
        workload  sizes   primal  tangent  gradient  by hand  tangent/primal  gradient/primal  by hand/primal  gradient/by hand  tape bytes
        -----------------------------------------------------------------------------------------------------------------------------------
        gmm       d=10   2.50 ms      n/a       n/a      n/a             n/a              n/a             n/a               n/a         n/a

        RATIO gmm n/a n/a
        GEOMEAN n/a n/a
        """;
    assertEquals(expected, Table.format(List.of(result)));
  }

  private static Result result(
      String name, String sizes, double primal, double tangent, double gradient, double byHand) {
    Result result = new Result(name, sizes);
    result.add(Kind.PRIMAL, primal);
    result.add(Kind.TANGENT, tangent);
    result.add(Kind.GRADIENT, gradient);
    result.add(Kind.HAND_DERIVED, byHand);
    return result;
  }
}
