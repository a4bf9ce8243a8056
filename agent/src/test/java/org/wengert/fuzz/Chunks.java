package org.wengert.fuzz;

import java.time.Duration;
import org.wengert.testing.EngineUnderTest;

/** Fixed seeds, a hundred at a time: the engine must agree on each, and hardly any may be odd. */
final class Chunks {
  static final int PROGRAMS = 100;

  private static final Duration SHRINKING = Duration.ofSeconds(20);

  private Chunks() {}

  /**
   * Checks chunks in a JVM of their own; ends with status 1 at the first that fails.
   *
   * @param arguments {@code all} or {@code numeric}, the size of the programs, the first seed, and
   *     how many chunks
   */
  public static void main(String[] arguments) {
    Features features = arguments[0].equals("all") ? Features.all() : Features.numeric();
    int size = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
      String problem = problem(seed + (long) i * PROGRAMS, features, size);
      if (problem != null) {
        System.out.println(problem);
        System.exit(1);
      }
    }
    System.exit(0);
  }

  /**
   * What is wrong with a chunk, with the smallest form of the first failure; null if nothing is.
   */
  static String problem(long seed, Features features, int size) {
    Campaign campaign = new Campaign(EngineUnderTest.engine(), features, size);
    campaign.run(seed, PROGRAMS);
    if (!campaign.failures().isEmpty()) {
      return campaign.summary() + "\n" + campaign.shrunk(campaign.failures().get(0), SHRINKING);
    }
    if (campaign.count(Verdict.Kind.TOO_LONG) > 0) {
      return "seeds from " + seed + ": programs must end";
    }
    if (campaign.count(Verdict.Kind.TOO_LARGE) > 0) {
      return "seeds from " + seed + ": derivatives must fit the JIT";
    }
    int unchecked = campaign.count(Verdict.Kind.VALUE_ONLY);
    return unchecked > PROGRAMS * 0.08
        ? "seeds from " + seed + ": " + unchecked + " were compared for value only"
        : null;
  }
}
