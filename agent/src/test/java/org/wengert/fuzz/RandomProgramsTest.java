package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.wengert.testing.EngineUnderTest;

/**
 * The engine agrees with plain calls and with the reference on 5,500 random programs: 500 over
 * numbers and arrays, and 5,000 short ones over everything: classes, lambdas, collections,
 * exceptions.
 */
class RandomProgramsTest extends ForkedRandomTest {
  private static final int CHUNKS = 5;

  @TestFactory
  List<DynamicTest> derivativesOfRandomProgramsAgree() {
    add("numeric", 10, 1, 1);
    add("all", 5, 1_000_001, 2);
    add("all", 3, 2_000_001, 8);
    return programs.tests();
  }

  private static void add(String features, int size, long seed, int processes) {
    for (int i = 0; i < processes; i++) {
      long first = seed + (long) i * CHUNKS * Chunks.PROGRAMS;
      programs.add(Chunks.class, features, size, first, CHUNKS);
    }
  }

  /** A part of this program's gradient was cut in hundreds of steps that gained nothing. */
  @Test
  void partsThatOnlyCallPartsAreNotMade() {
    Campaign campaign = new Campaign(EngineUnderTest.engine(), Features.numeric(), 10);
    campaign.run(8_000_503, 1);
    assertEquals(0, campaign.count(Verdict.Kind.DISAGREES), campaign::summary);
  }
}
