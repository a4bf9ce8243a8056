package org.wengert.corpus;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;
import org.wengert.testing.EngineUnderTest;

/** The harness over the whole corpus. */
@Tag("engine")
class CorpusTest {

  static List<Case> cases() {
    return Corpus.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivativesAreRightInEveryMode(Case subject) {
    new DerivativeHarness(EngineUnderTest.engine()).check(subject);
  }
}
