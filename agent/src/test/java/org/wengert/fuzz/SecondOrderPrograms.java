package org.wengert.fuzz;

import java.util.List;
import java.util.stream.LongStream;
import org.wengert.testing.DirectEngine;

/** {@link SecondOrderChecker} on fixed seeds, in a JVM of its own. */
final class SecondOrderPrograms {
  /** Programs that javac gets at a time. */
  private static final int TOGETHER = 50;

  private SecondOrderPrograms() {}

  /**
   * Ends with status 1 at the first failure.
   *
   * @param arguments {@code all} or {@code numeric}, the size of the programs, the first seed, and
   *     how many
   */
  public static void main(String[] arguments) {
    Features features = arguments[0].equals("all") ? Features.all() : Features.numeric();
    // Floats round, and differences of what is rounded say little.
    Features doubles = features.set("floats", false).set("floatmatrices", false);
    int size = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    long end = seed + Long.parseLong(arguments[3]);
    SecondOrderChecker checker = new SecondOrderChecker(new DirectEngine());
    try {
      for (long first = seed; first < end; first += TOGETHER) {
        List<Long> seeds =
            LongStream.range(first, Math.min(first + TOGETHER, end)).boxed().toList();
        Subject.of(seeds, doubles, size).forEach(checker::check);
      }
    } catch (AssertionError | RuntimeException e) {
      e.printStackTrace(System.out);
      System.exit(1);
    }
    System.out.println(checker.counts);
    // Those that return nothing, or arrays, or throw, have no gradient.
    boolean enough = checker.counts.getOrDefault("agrees", 0) >= (end - seed) / 10;
    System.exit(enough ? 0 : 1);
  }
}
