package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wengert.testing.DirectEngine;

/** Second order agrees with differences of gradients on random programs of fixed seeds. */
@Tag("engine")
class SecondOrderRandomTest {

  /** Floats round, and differences of what is rounded say little. */
  private static Features without(Features features) {
    return features.set("floats", false).set("floatmatrices", false);
  }

  @Test
  void programsOverNumbersAndArrays() {
    check(5_000_001, 60, without(Features.numeric()), 10);
  }

  @Test
  void programsWithObjects() {
    check(5_100_001, 60, without(Features.all()), 5);
  }

  private static void check(long seed, int programs, Features features, int size) {
    SecondOrderChecker checker = new SecondOrderChecker(new DirectEngine());
    List<Long> seeds = LongStream.range(seed, seed + programs).boxed().toList();
    Subject.of(seeds, features, size).forEach(checker::check);
    // Those that return nothing, or arrays, or throw, have no gradient.
    int agree = checker.counts.getOrDefault("agrees", 0);
    assertTrue(agree >= programs / 10, () -> "too few were checked: " + checker.counts);
  }
}
