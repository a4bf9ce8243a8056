package org.wengert.batches;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.corpus.Corpus;
import org.wengert.testing.Case;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.JacobianHarness;

/** Jacobians of every method of the corpus, in both modes, prepared ones too. */
class JacobianCorpusTest {
  /** The API refuses null arrays, and methods in which nothing can depend on anything. */
  private static final Set<String> REFUSED =
      Set.of("Arithmetic.integerResult", "Exceptions.severalCatches", "Throws.nullArray");

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static List<Case> cases() {
    return Corpus.cases().stream()
        .filter(c -> !REFUSED.contains(c.name()) && c.method().getParameterCount() < 60)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothModesFindTheSame(Case subject) {
    new JacobianHarness().check(subject);
  }
}
