package org.wengert.languages;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.libraries.Directly;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;

/** Classes that the Scala compiler has made, in both modes, like those of javac. */
class ScalaTest {
  @TempDir private static Path directory;

  private static Class<?> orbits;

  @BeforeAll
  static void compile() {
    orbits = Compiled.scala(directory, "Orbits.scala", "languages.Orbits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"collections", "terms", "steps", "lazily"})
  void isDifferentiable(String method) {
    new DerivativeHarness(Directly.engine())
        .check(Case.of(orbits, method).at(new double[] {0.7, -0.4, 1.3, 0.2}, 1.5));
  }
}
