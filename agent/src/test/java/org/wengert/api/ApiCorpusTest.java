package org.wengert.api;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.corpus.Corpus;
import org.wengert.testing.ApiEngine;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;

/** The harness over the whole corpus, through the API. */
class ApiCorpusTest {

  /** The API refuses null arrays, and methods in which nothing can depend on anything. */
  private static final Set<String> REFUSED =
      Set.of("Arithmetic.integerResult", "Exceptions.severalCatches", "Throws.nullArray");

  /** Derivatives of float parameters are rounded at the API, so that bounds would be others. */
  static List<Case> cases() {
    return Corpus.cases().stream()
        .filter(c -> !REFUSED.contains(c.name()) && !c.hasFloats())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theApiAnswersAsTheEntryPointsDo(Case subject) {
    new DerivativeHarness(new ApiEngine()).check(subject);
  }
}
