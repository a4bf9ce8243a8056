package org.wengert.libraries;

import org.junit.jupiter.api.Test;
import org.wengert.testing.Case;

/** The JTS topology suite as it is: geometry of objects, factories, filters and visitors. */
class GeometriesTest {
  private static final double[] FOUR = {0.1, 0.2, 2.3, 0.4, 1.9, 1.7, 0.3, 2.2};
  private static final double[] SIX = {0.1, 0.2, 1.2, -0.5, 2.3, 0.4, 1.9, 1.7, 1.1, 2.9, 0.3, 2.2};

  private static Case named(String name) {
    return Case.of(Geometries.class, name);
  }

  @Test
  void measuresAreDifferentiable() {
    Directly.check(named("areaAndLength").at((Object) SIX));
    Directly.check(named("centroid").at((Object) SIX));
    Directly.check(named("distance").at(SIX, 4.0, 3.0).at(SIX, 1.0, 1.0));
    Directly.check(named("segments").at((Object) FOUR));
    Directly.check(named("crossing").at((Object) FOUR));
  }

  @Test
  void whatIsMadeOfGeometriesIsDifferentiable() {
    Directly.check(named("transformed").at(SIX, 0.4, 1.3));
    Directly.check(named("circles").at((Object) FOUR));
    Directly.check(named("alongALine").at(SIX, 2.5));
    Directly.check(named("hull").at((Object) SIX));
  }
}
