package org.wengert.compiler.lift;

import java.util.BitSet;
import java.util.List;

/**
 * Which locals need a parameter at which block: those that are live there and where different
 * writes meet. A write is known by a number; numbers are propagated to a fixpoint, and where two
 * meet the block makes a number of its own. In a large method with many locals this is what keeps
 * the number of parameters near the number of those that stay.
 */
final class Merges {
  /** Nothing known yet: a predecessor that was not visited. */
  private static final int UNKNOWN = 0;

  /** The value that a local has when the method starts. */
  private static final int INITIAL = 1;

  private final Liveness liveness;
  private final int slots;
  private final int[][] writesAtExit;
  private final BitSet[] merged;

  Merges(BytecodeFlow flow, Liveness liveness, int slots) {
    this.liveness = liveness;
    this.slots = slots;
    List<BytecodeBlock> blocks = flow.blocks();
    this.writesAtExit = new int[blocks.size()][];
    this.merged = new BitSet[blocks.size()];
    for (int b = 0; b < merged.length; b++) {
      merged[b] = new BitSet();
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (BytecodeBlock block : blocks) {
        changed |= visit(block);
      }
    }
  }

  /** The slots that need a parameter at the entry of a block. */
  BitSet at(BytecodeBlock block) {
    return merged[block.order()];
  }

  private boolean visit(BytecodeBlock block) {
    int order = block.order();
    int[] writes = new int[slots];
    BitSet live = liveness.atEntry(block);
    for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1)) {
      writes[slot] = atEntry(block, slot);
    }
    BitSet written = liveness.written(block);
    for (int slot = written.nextSetBit(0); slot >= 0; slot = written.nextSetBit(slot + 1)) {
      writes[slot] = number(order, slot, 0);
    }
    boolean changed = !java.util.Arrays.equals(writes, writesAtExit[order]);
    writesAtExit[order] = writes;
    return changed;
  }

  private int atEntry(BytecodeBlock block, int slot) {
    BitSet ofBlock = merged[block.order()];
    if (!ofBlock.get(slot)) {
      int same = block.order() == 0 ? INITIAL : UNKNOWN;
      for (BytecodeBlock predecessor : block.predecessors()) {
        int[] exit = writesAtExit[predecessor.order()];
        int write = exit == null ? UNKNOWN : exit[slot];
        if (same == UNKNOWN) {
          same = write;
        } else if (write != UNKNOWN && write != same) {
          ofBlock.set(slot);
        }
      }
      if (!ofBlock.get(slot)) {
        return same;
      }
    }
    return number(block.order(), slot, 1);
  }

  /** The number of a block's last write to a slot (0), or of what its predecessors merge to (1). */
  private int number(int order, int slot, int merge) {
    return INITIAL + 1 + 2 * (order * slots + slot) + merge;
  }
}
