package org.wengert.fuzz;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Derivatives inside of derivatives, in all mixes of modes, of 1,000 random programs. */
class NestedRandomTest extends ForkedRandomTest {
  private static final int PROGRAMS = 250;

  @TestFactory
  List<DynamicTest> nestedDerivativesOfRandomProgramsAgree() {
    for (int i = 0; i < 2; i++) {
      programs.add(NestedPrograms.class, "numeric", 6, 6_000_001 + i * PROGRAMS, PROGRAMS);
      programs.add(NestedPrograms.class, "all", 4, 6_100_001 + i * PROGRAMS, PROGRAMS);
    }
    return programs.tests();
  }
}
