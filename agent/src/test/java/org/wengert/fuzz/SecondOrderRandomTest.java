package org.wengert.fuzz;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Second order, and several directions at once, on 1,000 random programs. */
@Tag("engine")
class SecondOrderRandomTest {
  private static final int PROGRAMS = 250;

  @TempDir private static Path directory;

  private static ForkedPrograms programs;

  @BeforeAll
  static void start() {
    programs = new ForkedPrograms(directory);
  }

  @AfterAll
  static void stop() {
    programs.close();
  }

  @TestFactory
  List<DynamicTest> secondDerivativesOfRandomProgramsAgree() {
    for (int i = 0; i < 2; i++) {
      programs.add(SecondOrderPrograms.class, "numeric", 8, 5_000_001 + i * PROGRAMS, PROGRAMS);
      programs.add(SecondOrderPrograms.class, "all", 4, 5_100_001 + i * PROGRAMS, PROGRAMS);
    }
    return programs.tests();
  }
}
