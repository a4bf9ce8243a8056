package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.testing.ForkedJvm;

/** Typed companions under the shipped agent: each line of {@link CompanionProgram} is a test. */
class CompanionIT {
  private static final int CHECKS = 18;

  @TestFactory
  Stream<DynamicTest> companions(@TempDir Path directory) {
    String classes =
        ForkedJvm.path(ForkedJvm.origin(CompanionProgram.class), ForkedJvm.annotationsJar());
    ForkedJvm.Result result =
        ForkedJvm.run(
            directory,
            List.of(
                ForkedJvm.agent(), "-Xbatch", "-cp", classes, CompanionProgram.class.getName()));
    assertEquals(0, result.exit(), result::text);
    assertEquals(CHECKS, result.lines().size(), result::text);
    return result.lines().stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.split("[ :]")[1], () -> assertEquals("ok", line.split(" ")[0], line)));
  }
}
