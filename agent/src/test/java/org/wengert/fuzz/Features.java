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
          "inactive",
          "objects",
          "dispatch",
          "lambdas",
          "collections");

  /** Those that need classes, own ones or the JDK's. */
  static final List<String> OF_OBJECTS = List.of("objects", "dispatch", "lambdas", "collections");

  private final Set<String> on = new LinkedHashSet<>(ALL);

  /** Everything on. */
  static Features all() {
    return new Features();
  }

  /** Everything on but what needs objects. */
  static Features numeric() {
    Features numeric = new Features();
    OF_OBJECTS.forEach(numeric.on::remove);
    return numeric;
  }

  /**
   * What one program uses: not all of the features that need objects, or each would be rare in it.
   */
  Features drawn(Chance chance) {
    Features drawn = new Features();
    drawn.on.retainAll(on);
    for (String feature : OF_OBJECTS) {
      if (drawn.has(feature) && !chance.of(feature.equals("objects") ? 0.6 : 0.45)) {
        drawn.on.remove(feature);
      }
    }
    if (!drawn.has("objects")) {
      drawn.on.remove("dispatch");
    }
    return drawn;
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
