package org.wengert.batches;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.corpus.Corpus;
import org.wengert.internal.Kinds;
import org.wengert.runtime.Bridge;
import org.wengert.testing.BatchHarness;
import org.wengert.testing.Case;
import org.wengert.testing.DirectEngine;

/** Several directions of forward mode at once, of every method of the corpus. */
class BatchCorpusTest {
  private static final int MANY = 60;

  private final DirectEngine engine = new DirectEngine();

  static List<Case> cases() {
    // To pass hundreds of parameters on in four directions takes more than the JIT compiles.
    return Corpus.cases().stream().filter(c -> c.method().getParameterCount() < MANY).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void directionsAreThoseOfOneAlone(Case subject) {
    new BatchHarness(engine).check(subject);
  }

  /** The compiler, the runtime and the API, which do not know each other, name one number. */
  @Test
  void widthIsTheSameEverywhere() {
    assertEquals(VariantKind.WIDTH, Bridge.DIRECTIONS);
    assertEquals(VariantKind.WIDTH, Kinds.DIRECTIONS);
  }
}
