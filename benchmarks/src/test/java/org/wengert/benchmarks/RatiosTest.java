package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {

  private final Result nested = new Result("particle-ff", "", "17");

  RatiosTest() {
    nested.add(Kind.DERIVATIVE, 27);
    nested.add(Kind.HAND_DERIVED, 1);
  }

  @Test
  void ratiosAreOfMediansAndTheirMeanIsGeometric() {
    Result gmm = TableTest.result("gmm10", "17", 100, 200, 400, 100);
    gmm.add(Kind.PRIMAL, 90);
    gmm.add(Kind.PRIMAL, 5000);
    Result lse = TableTest.result("lse", "17", 100, 200, 100, 50);
    assertEquals(
        "RATIO gmm10 4.00 4.00\nRATIO lse 1.00 2.00\nGEOMEAN 2.00 2.83\n",
        Ratios.format(List.of(gmm, lse)));
  }

  @Test
  void theSlowerJdkCounts() {
    Result old = TableTest.result("lse", "17", 100, 200, 400, 100);
    Result young = TableTest.result("lse", "25", 50, 200, 250, 100);
    assertEquals("RATIO lse 5.00 4.00\nGEOMEAN 5.00 4.00\n", Ratios.format(List.of(old, young)));
  }

  @Test
  void withoutAPrimalAWorkloadIsLeftOutOfTheFirstMean() {
    Result lse = TableTest.result("lse", "17", 100, 200, 400, 400);
    assertEquals(
        "RATIO lse 4.00 1.00\nRATIO particle-ff - 27.00\nGEOMEAN 4.00 5.20\n",
        Ratios.format(List.of(lse, nested)));
  }

  @Test
  void withoutADerivativeThereIsNoMean() {
    Result lse = new Result("lse", "n=1", "17");
    lse.add(Kind.PRIMAL, 100);
    assertEquals(
        "RATIO lse - -\nRATIO particle-ff - 27.00\nGEOMEAN - 27.00\n",
        Ratios.format(List.of(lse, nested)));
  }
}
