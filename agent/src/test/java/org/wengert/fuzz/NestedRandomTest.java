package org.wengert.fuzz;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Derivatives inside of derivatives, in all mixes of modes, of 1,000 random programs. */
@Tag("engine")
class NestedRandomTest {
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
  List<DynamicTest> nestedDerivativesOfRandomProgramsAgree() {
    for (int i = 0; i < 2; i++) {
      programs.add(NestedPrograms.class, "numeric", 6, 6_000_001 + i * PROGRAMS, PROGRAMS);
      programs.add(NestedPrograms.class, "all", 4, 6_100_001 + i * PROGRAMS, PROGRAMS);
    }
    return programs.tests();
  }
}
