package org.wengert.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wengert.testing.Engine;

/** Checks many seeds, counts what came of them, and shrinks what failed. */
final class Campaign {
  private static final int BATCH = 100;
  private static final int KEPT = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Watchdog watchdog = new Watchdog(PATIENCE);

  private final Checker checker;
  private final Features features;
  private final int size;
  private final Map<Verdict.Kind, Integer> counts = new EnumMap<>(Verdict.Kind.class);
  private final List<Shrinker.Failure> failures = new ArrayList<>();

  Campaign(Engine engine, Features features, int size) {
    this.checker = new Checker(engine);
    this.features = features;
    this.size = size;
  }

  /** Checks {@code count} seeds from {@code seed} on. */
  void run(long seed, int count) {
    for (long from = seed; from < seed + count; from += BATCH) {
      List<Long> seeds = new ArrayList<>();
      for (long s = from; s < Math.min(seed + count, from + BATCH); s++) {
        seeds.add(s);
      }
      Subject.of(seeds, features, size).forEach(this::check);
    }
  }

  private void check(Subject subject) {
    Verdict verdict = verdict(subject);
    counts.merge(verdict.kind(), 1, Integer::sum);
    if (verdict.disagrees() && failures.size() < KEPT) {
      failures.add(new Shrinker.Failure(subject, verdict, features, size));
    }
  }

  private Verdict verdict(Subject subject) {
    return watchdog.run(() -> checker.check(subject));
  }

  /** The first thousand. */
  List<Shrinker.Failure> failures() {
    return failures;
  }

  int count(Verdict.Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The smallest form of a failure, as text. */
  String shrunk(Shrinker.Failure failure, Duration limit) {
    return new Shrinker(this::verdict, limit).shrink(failure).report();
  }

  /** How often each comparison failed. */
  String summary() {
    StringBuilder text = new StringBuilder(counts.toString());
    failures.stream()
        .map(f -> f.verdict().what())
        .distinct()
        .sorted()
        .forEach(
            what ->
                text.append("\n  ")
                    .append(failures.stream().filter(f -> f.verdict().what().equals(what)).count())
                    .append(" x ")
                    .append(what)
                    .append(", seeds ")
                    .append(
                        failures.stream()
                            .filter(f -> f.verdict().what().equals(what))
                            .limit(5)
                            .map(f -> f.subject().seed())
                            .toList()));
    return text.toString();
  }
}
