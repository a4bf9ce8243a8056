package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Weighted rules of one kind. New parts of the language are added by adding rules here; a rule that
 * does not apply where it is asked yields null, and another is tried.
 */
final class Registry<R> {
  private record Entry<R>(String feature, double weight, R rule) {}

  private final List<Entry<R>> entries = new ArrayList<>();

  Registry<R> add(String feature, double weight, R rule) {
    if (!Features.ALL.contains(feature)) {
      throw new IllegalArgumentException("unknown feature " + feature);
    }
    entries.add(new Entry<>(feature, weight, rule));
    return this;
  }

  /** Result of the first rule drawn that applies; null if a dozen draws found none. */
  <T> T draw(Chance chance, Features features, Function<R, T> apply) {
    List<Entry<R>> enabled = entries.stream().filter(e -> features.has(e.feature())).toList();
    double total = enabled.stream().mapToDouble(Entry::weight).sum();
    for (int attempt = 0; attempt < 12; attempt++) {
      T made = apply.apply(pick(enabled, chance.uniform(0, total)));
      if (made != null) {
        return made;
      }
    }
    return null;
  }

  private static <R> R pick(List<Entry<R>> enabled, double at) {
    double rest = at;
    for (Entry<R> e : enabled) {
      rest -= e.weight();
      if (rest < 0) {
        return e.rule();
      }
    }
    return enabled.get(enabled.size() - 1).rule();
  }
}
