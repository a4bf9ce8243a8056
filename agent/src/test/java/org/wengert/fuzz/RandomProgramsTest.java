package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.wengert.testing.EngineUnderTest;

/**
 * The engine agrees with plain calls and with the reference on 3,000 random programs: 2,000 over
 * numbers and arrays, and 1,000 short ones over everything, objects too.
 */
@Tag("engine")
class RandomProgramsTest {
  private static final int PROGRAMS = 100;
  private static final Duration SHRINKING = Duration.ofSeconds(20);

  @TestFactory
  Stream<DynamicTest> derivativesOfRandomProgramsAgree() {
    return chunks(1, 20, Features.numeric(), 10);
  }

  @TestFactory
  Stream<DynamicTest> derivativesOfRandomProgramsWithObjectsAgree() {
    return chunks(1_000_001, 10, Features.all(), 5);
  }

  private static Stream<DynamicTest> chunks(long seed, int count, Features features, int size) {
    return LongStream.range(0, count)
        .map(i -> seed + i * PROGRAMS)
        .mapToObj(from -> DynamicTest.dynamicTest(name(from), () -> check(from, features, size)));
  }

  /** A part of this program's gradient was cut in hundreds of steps that gained nothing. */
  @Test
  void partsThatOnlyCallPartsAreNotMade() {
    Campaign campaign = new Campaign(EngineUnderTest.engine(), Features.numeric(), 10);
    campaign.run(8_000_503, 1);
    assertEquals(0, campaign.count(Verdict.Kind.DISAGREES), campaign::summary);
  }

  private static String name(long from) {
    return "seeds " + from + " to " + (from + PROGRAMS - 1);
  }

  private static void check(long seed, Features features, int size) {
    Campaign campaign = new Campaign(EngineUnderTest.engine(), features, size);
    campaign.run(seed, PROGRAMS);
    if (!campaign.failures().isEmpty()) {
      String shrunk = campaign.shrunk(campaign.failures().get(0), SHRINKING);
      throw new AssertionError(campaign.summary() + "\n" + shrunk);
    }
    assertEquals(0, campaign.count(Verdict.Kind.TOO_LONG), "programs must end");
    // Of seed 1303 a forward sweep has 9,364 bytes, and no cut makes it smaller.
    assertTrue(campaign.count(Verdict.Kind.TOO_LARGE) <= 1, "derivatives must fit the JIT");
    int unchecked = campaign.count(Verdict.Kind.VALUE_ONLY);
    assertTrue(
        unchecked <= PROGRAMS * 0.08, unchecked + " of one chunk were compared for value only");
  }
}
