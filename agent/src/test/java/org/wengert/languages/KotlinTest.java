package org.wengert.languages;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.libraries.Directly;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;

/** Classes that the Kotlin compiler has made, in both modes, like those of javac. */
class KotlinTest {
  @TempDir private static Path directory;

  private static Class<?> shapes;

  @BeforeAll
  static void compile() {
    shapes = Compiled.kotlin(directory, "Shapes.kt", "languages.Shapes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lists", "areas", "centre", "guarded"})
  void isDifferentiable(String method) {
    new DerivativeHarness(Directly.engine())
        .check(Case.of(shapes, method).at(new double[] {0.7, -0.4, 1.3, 0.2}, 1.5));
  }
}
