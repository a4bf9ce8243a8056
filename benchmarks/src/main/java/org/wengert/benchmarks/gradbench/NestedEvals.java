package org.wengert.benchmarks.gradbench;

import java.util.Map;
import org.wengert.benchmarks.nested.Particle;
import org.wengert.benchmarks.nested.Saddle;

/**
 * Derivatives inside of derivatives. The first letter of a function's name says the mode of the
 * outer one, the second that of the inner one: forward or reverse.
 */
final class NestedEvals {
  private NestedEvals() {}

  static Map<String, Evals.Function> particle() {
    return Map.of(
        "ff", input -> particle(input, false, false),
        "fr", input -> particle(input, false, true),
        "rf", input -> particle(input, true, false),
        "rr", input -> particle(input, true, true));
  }

  private static Evals.Call particle(Input input, boolean outer, boolean inner) {
    double w = input.get("w").number();
    return () -> Particle.solve(w, outer, inner);
  }

  static Map<String, Evals.Function> saddle() {
    return Map.of(
        "ff", input -> saddle(input, false, false),
        "fr", input -> saddle(input, false, true),
        "rf", input -> saddle(input, true, false),
        "rr", input -> saddle(input, true, true));
  }

  private static Evals.Call saddle(Input input, boolean outer, boolean inner) {
    double[] start = input.get("start").vector();
    if (start.length != 2) {
      throw new IllegalArgumentException(
          "input.start has " + start.length + " numbers: expected 2");
    }
    return () -> Saddle.solve(start, outer, inner);
  }
}
