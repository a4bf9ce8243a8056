package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.wengert.testing.EngineUnderTest;

/** The engine agrees with plain calls and with the reference on 2,000 random programs. */
@Tag("engine")
class RandomProgramsTest {
  private static final int CHUNKS = 20;
  private static final int PROGRAMS = 100;
  private static final Duration SHRINKING = Duration.ofSeconds(20);

  @TestFactory
  Stream<DynamicTest> derivativesOfRandomProgramsAgree() {
    return IntStream.range(0, CHUNKS)
        .mapToObj(i -> DynamicTest.dynamicTest(name(i), () -> check(1 + i * PROGRAMS)));
  }

  /** A part of this program's gradient was cut in hundreds of steps that gained nothing. */
  @Test
  void partsThatOnlyCallPartsAreNotMade() {
    Campaign campaign = new Campaign(EngineUnderTest.engine(), Features.numeric(), 10);
    campaign.run(8_000_503, 1);
    assertEquals(0, campaign.count(Verdict.Kind.DISAGREES), campaign::summary);
  }

  private static String name(int chunk) {
    return "seeds " + (1 + chunk * PROGRAMS) + " to " + (chunk + 1) * PROGRAMS;
  }

  private static void check(long seed) {
    Campaign campaign = new Campaign(EngineUnderTest.engine(), Features.all(), 10);
    campaign.run(seed, PROGRAMS);
    if (!campaign.failures().isEmpty()) {
      String shrunk = campaign.shrunk(campaign.failures().get(0), SHRINKING);
      throw new AssertionError(campaign.summary() + "\n" + shrunk);
    }
    assertEquals(0, campaign.count(Verdict.Kind.TOO_LONG), "programs must end");
    // Each instruction whose exceptions are caught has blocks of its own, in both sweeps.
    int tooLarge = campaign.count(Verdict.Kind.TOO_LARGE);
    assertTrue(tooLarge <= PROGRAMS * 0.02, () -> tooLarge + " derivatives are too large");
    int unchecked = campaign.count(Verdict.Kind.VALUE_ONLY);
    assertTrue(
        unchecked <= PROGRAMS * 0.08, unchecked + " of one chunk were compared for value only");
  }
}
