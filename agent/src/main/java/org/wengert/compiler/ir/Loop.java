package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A natural loop: its header dominates all its blocks. */
public final class Loop {
  private final Block header;
  private final Loop parent;
  private final int depth;
  private final BitSet blocks;
  private final List<Block> latches = new ArrayList<>();

  Loop(Block header, Loop parent, BitSet blocks) {
    this.header = header;
    this.parent = parent;
    this.depth = parent == null ? 1 : parent.depth + 1;
    this.blocks = blocks;
  }

  public Block header() {
    return header;
  }

  /** The loop around this one, null if there is none. */
  public Loop parent() {
    return parent;
  }

  /** 1 for an outermost loop. */
  public int depth() {
    return depth;
  }

  /** Sources of the back edges. */
  public List<Block> latches() {
    return latches;
  }

  public boolean contains(Block block) {
    return blocks.get(block.id());
  }

  public boolean contains(Loop inner) {
    for (Loop loop = inner; loop != null; loop = loop.parent) {
      if (loop == this) {
        return true;
      }
    }
    return false;
  }

  /** Ids of the blocks, those of inner loops included. */
  public BitSet blockIds() {
    return blocks;
  }

  @Override
  public String toString() {
    return "loop at " + header;
  }
}
