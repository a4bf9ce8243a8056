package org.wengert.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices from one seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean of(double probability) {
    return random.nextDouble() < probability;
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  final <T> T pick(T... all) {
    return all[random.nextInt(all.length)];
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A short decimal in the interval, readable in source. */
  double decimal(double low, double high) {
    double rounded = Math.round(uniform(low, high) * 1000) / 1000.0;
    return Math.min(high, Math.max(low, rounded));
  }

  long nextLong() {
    return random.nextLong();
  }
}
