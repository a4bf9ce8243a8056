package org.wengert.second;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.corpus.Corpus;
import org.wengert.testing.Case;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.SecondOrderHarness;

/** Hessians times vectors of every method of the corpus that returns a number. */
class SecondOrderCorpusTest {
  private final DirectEngine engine = new DirectEngine();

  static Stream<Case> scalarCases() {
    // With 255 slots of parameters, to pass these on takes more than the JIT compiles.
    return Corpus.cases().stream()
        .filter(SecondOrderHarness::applies)
        .filter(c -> !c.method().getDeclaringClass().getSimpleName().equals("Wide"));
  }

  @ParameterizedTest
  @MethodSource("scalarCases")
  void hessianTimesVectorIsTheTangentOfTheGradient(Case subject) {
    new SecondOrderHarness(engine).check(subject);
  }
}
