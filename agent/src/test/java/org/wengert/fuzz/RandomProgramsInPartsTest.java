package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.testing.ForkedJvm;

/**
 * Random programs whose derivatives are cut into parts, as if HotSpot compiled small methods only:
 * the limit is a constant of the compiler, so each has a JVM of its own.
 */
@Tag("engine")
class RandomProgramsInPartsTest {

  /** A minute and a half is usual; on a machine that does much else it takes longer. */
  private static final int PATIENCE_SECONDS = 1200;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(ints = {300, 1500})
  void derivativesInPartsAgree(int methodSize) throws IOException {
    // What cannot be cut that small is reported method by method.
    Path quiet = Files.writeString(directory.resolve("quiet.properties"), ".level=SEVERE\n");
    List<String> command = new ArrayList<>(ForkedJvm.flagsOfTests());
    command.addAll(
        List.of(
            "-Dwengert.debug.methodSize=" + methodSize,
            "-Djava.util.logging.config.file=" + quiet,
            "-cp",
            System.getProperty("java.class.path"),
            RandomPrograms.class.getName(),
            "--seed",
            String.valueOf(100_000 * methodSize),
            "--count",
            "100"));
    ForkedJvm.Result result = ForkedJvm.run(directory, command, PATIENCE_SECONDS);
    assertEquals(0, result.exit(), result::text);
  }
}
