package org.wengert.runtime;

import java.util.Arrays;

/**
 * A shadow that all objects share which need none, of one class or another: as many cells as any of
 * them has, and no shadows of what they refer to.
 */
final class Nowhere {
  /** Made when first asked for: most tapes never do. */
  private double[] cells;

  private Object[] mirror;

  /** Whether anything may have been written since it was clear: most calls have no use for it. */
  private boolean used;

  double[] cells() {
    if (cells == null) {
      cells = new double[MirrorLayout.MOST_LIGHT];
    }
    used = true;
    return cells;
  }

  Object[] mirror() {
    if (mirror == null) {
      mirror = new Object[1 + MirrorLayout.MOST_LIGHT];
      mirror[0] = cells();
    }
    used = true;
    return mirror;
  }

  boolean has(Object shadow) {
    return shadow != null && (shadow == cells || shadow == mirror);
  }

  void clear() {
    if (used) {
      Arrays.fill(cells, 0.0);
      used = false;
    }
  }
}
