package org.wengert.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.CheckReport;
import org.wengert.Derivatives;
import org.wengert.testing.DirectEngine;

/** The second of the experiments that the architecture stands on; see also the one named IT. */
class ArchitectureExperimentsTest {
  static {
    new DirectEngine();
  }

  private static final double[] SCRATCH = new double[2];

  /** With logic in its constructor. */
  private record Position(double amount, double price) {
    Position {
      if (amount < 0) {
        amount = -0.5 * amount;
      }
      price = Math.max(price, 0.01) * 1.1;
    }

    double worth() {
      return amount * price * price;
    }
  }

  static double worth(ArrayList<Double> amounts, double price) {
    SCRATCH[0] = 0;
    for (int i = 0; i < amounts.size(); i++) {
      Position position = new Position(amounts.get(i), price + i);
      SCRATCH[0] += position.worth() * amounts.get(0);
      SCRATCH[1] = Math.sin(SCRATCH[0]) * price;
    }
    amounts.set(0, SCRATCH[1]);
    return SCRATCH[0] + amounts.get(0);
  }

  @Test
  void listPassedInRecordWithLogicAndStaticScratchArray() {
    Double shared = 0.75;
    ArrayList<Double> amounts = new ArrayList<>(List.of(0.5, shared, -1.25, shared));
    CheckReport report =
        Derivatives.of(ArchitectureExperimentsTest.class, "worth")
            .withRespectTo(0, 1)
            .check(new Object[] {amounts, 1.5});
    assertTrue(report.passed(), report::toString);
    assertEquals(5, report.components().size());
  }
}
