package org.wengert.fuzz;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Random programs, in JVMs of their own that end with the class of tests. */
@Tag("engine")
abstract class ForkedRandomTest {
  @TempDir private static Path directory;

  /** Of the class of tests that runs. */
  static ForkedPrograms programs;

  @BeforeAll
  static void start() {
    programs = new ForkedPrograms(directory);
  }

  @AfterAll
  static void stop() {
    programs.close();
  }
}
