package org.wengert.fuzz;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Second order, and several directions at once, on 1,000 random programs. */
class SecondOrderRandomTest extends ForkedRandomTest {
  private static final int PROGRAMS = 250;

  @TestFactory
  List<DynamicTest> secondDerivativesOfRandomProgramsAgree() {
    for (int i = 0; i < 2; i++) {
      programs.add(SecondOrderPrograms.class, "numeric", 8, 5_000_001 + i * PROGRAMS, PROGRAMS);
      programs.add(SecondOrderPrograms.class, "all", 4, 5_100_001 + i * PROGRAMS, PROGRAMS);
    }
    return programs.tests();
  }
}
