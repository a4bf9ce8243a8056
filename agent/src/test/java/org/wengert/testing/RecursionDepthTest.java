package org.wengert.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How deep derivatives of recursive methods get, against their primals, with one stack size. */
@Tag("engine")
class RecursionDepthTest {
  private static final double WITHIN = 3;

  /** Each call has two frames of linkage beside the variant's own. */
  private static final double ACROSS = 4;

  @TempDir private Path directory;

  @Test
  void aThirdOfThePrimalsDepthWithinAClassAndAQuarterAcross() {
    ForkedJvm.Result result =
        ForkedJvm.run(
            directory,
            List.of(
                "-Xint",
                "--add-opens",
                "java.base/java.lang.invoke=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RecursionDepth.class.getName()));
    assertEquals(0, result.exit(), result::text);
    assertEquals(5, result.lines().size(), result::text);
    for (String line : result.lines()) {
      String[] parts = line.split(" ");
      double bound = parts[0].startsWith("across") ? ACROSS : WITHIN;
      double primal = Integer.parseInt(parts[1]);
      assertTrue(primal <= bound * Integer.parseInt(parts[2]), () -> "gradient: " + line);
      assertTrue(primal <= bound * Integer.parseInt(parts[3]), () -> "jvp: " + line);
    }
  }
}
