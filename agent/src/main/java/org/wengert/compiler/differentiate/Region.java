package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Value;

/**
 * A loop as the reverse sweep sees it, or (the root) the whole function. One execution of its
 * blocks is an iteration; the last one may be partial, ending in an exit.
 */
final class Region {
  private final Region parent;
  private final int depth;
  Block header;
  Block preheader;
  Block latch;

  /** Counts iterations from 0: a parameter of the header. */
  Value iteration;

  /** Blocks that are entered only by leaving this loop, outside it. */
  final List<Block> exits = new ArrayList<>();

  /** Parallel to {@link #exits}: the block inside from which each is reached. */
  final List<Block> exitSources = new ArrayList<>();

  Region(Region parent) {
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
  }

  Region parent() {
    return parent;
  }

  int depth() {
    return depth;
  }

  boolean isRoot() {
    return parent == null;
  }

  boolean contains(Region inner) {
    Region region = inner;
    while (region.depth > depth) {
      region = region.parent;
    }
    return region == this;
  }

  static Region common(Region a, Region b) {
    Region x = a;
    Region y = b;
    while (x != y) {
      if (x.depth >= y.depth) {
        x = x.parent;
      } else {
        y = y.parent;
      }
    }
    return x;
  }

  /** The region directly inside this one that contains {@code inner}; null if that is this. */
  Region childTowards(Region inner) {
    Region region = inner;
    while (region != this && region.parent != this) {
      region = region.parent;
    }
    return region == this ? null : region;
  }
}
