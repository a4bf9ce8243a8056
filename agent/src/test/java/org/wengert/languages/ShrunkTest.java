package org.wengert.languages;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.corpus.Corpus;
import org.wengert.libraries.Directly;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;

/** The corpus, shrunk, optimized and obfuscated, is differentiated like what javac has written. */
class ShrunkTest {
  private static final int LEAST = 400;

  @TempDir private static Path directory;
  private static final List<Case> CASES = new ArrayList<>();

  @BeforeAll
  static void shrink() throws Exception {
    ClassLoader loader = Shrunk.corpus(directory);
    for (Case each : Corpus.cases()) {
      Case shrunk = each.in(loader);
      if (shrunk != null) {
        CASES.add(shrunk);
      }
    }
  }

  static List<Case> cases() {
    return CASES;
  }

  @Test
  void nearlyAllOfTheCorpusIsThere() {
    assertTrue(CASES.size() > LEAST, CASES.size() + " cases");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isDifferentiable(Case subject) {
    new DerivativeHarness(Directly.engine()).check(subject);
  }
}
