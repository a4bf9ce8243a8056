package org.wengert.runtime;

import java.util.Arrays;

/**
 * A shadow that all objects share which need none, of one class or another: as many cells as any of
 * them has, and no shadows of what they refer to.
 */
final class Nowhere {
  private final double[] cells = new double[MirrorLayout.MOST_LIGHT];
  private final Object[] mirror = new Object[1 + MirrorLayout.MOST_LIGHT];

  /** Whether anything may have been written since it was clear: most calls have no use for it. */
  private boolean used;

  Nowhere() {
    mirror[0] = cells;
  }

  double[] cells() {
    used = true;
    return cells;
  }

  Object[] mirror() {
    used = true;
    return mirror;
  }

  boolean has(Object shadow) {
    return shadow == cells || shadow == mirror;
  }

  void clear() {
    if (used) {
      Arrays.fill(cells, 0.0);
      used = false;
    }
  }
}
