package org.wengert.fuzz;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which parts of the language programs may use; every rule of the generator belongs to one. */
final class Features {
  /** All features; {@code core} cannot be turned off. */
  static final List<String> ALL =
      List.of(
          "core",
          "floats",
          "longs",
          "math",
          "strict",
          "branches",
          "switches",
          "loops",
          "jumps",
          "returns",
          "calls",
          "recursion",
          "nested",
          "arrays",
          "allocation",
          "copies",
          "aliasing",
          "matrices",
          "smallarrays",
          "floatmatrices",
          "cubes",
          "inherited",
          "empty",
          "nulls",
          "rowstores",
          "statics",
          "effects",
          "throws",
          "handlers",
          "wild",
          "inactive");

  private final Set<String> on = new LinkedHashSet<>(ALL);

  /** Everything on. */
  static Features all() {
    return new Features();
  }

  /** Turns one feature on or off. */
  Features set(String feature, boolean enabled) {
    if (!ALL.contains(feature)) {
      throw new IllegalArgumentException("unknown feature " + feature + ", known are " + ALL);
    }
    if (enabled) {
      on.add(feature);
    } else {
      on.remove(feature);
    }
    return this;
  }

  boolean has(String feature) {
    return on.contains(feature);
  }
}
