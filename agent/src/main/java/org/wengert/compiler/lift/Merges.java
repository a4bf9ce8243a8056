package org.wengert.compiler.lift;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which locals need a parameter at which block: those that are live there and where different
 * writes meet, that is, at the iterated dominance frontier of the writes. In a large method with
 * many locals this keeps the number of parameters near the number of those that stay. See Cytron et
 * al., "Efficiently Computing Static Single Assignment Form and the Control Dependence Graph"
 * (1991), and for dominators Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm"
 * (2001).
 */
final class Merges {
  private static final int NONE = -1;

  private final List<BytecodeBlock> blocks;
  private final Liveness liveness;
  private final int[] immediateDominator;
  private final List<List<BytecodeBlock>> frontier = new ArrayList<>();
  private final BitSet[] merged;

  Merges(BytecodeFlow flow, Liveness liveness, int slots) {
    this.blocks = flow.blocks();
    this.liveness = liveness;
    this.immediateDominator = new int[blocks.size()];
    this.merged = new BitSet[blocks.size()];
    for (int b = 0; b < merged.length; b++) {
      merged[b] = new BitSet();
      frontier.add(new ArrayList<>(2));
    }
    findDominators();
    findFrontiers();
    for (int slot = 0; slot < slots; slot++) {
      place(slot);
    }
  }

  /** The slots that need a parameter at the entry of a block. */
  BitSet at(BytecodeBlock block) {
    return merged[block.order()];
  }

  private void findDominators() {
    java.util.Arrays.fill(immediateDominator, NONE);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = 1; b < immediateDominator.length; b++) {
        int common = NONE;
        for (BytecodeBlock predecessor : blocks.get(b).predecessors()) {
          int p = predecessor.order();
          if (p == 0 || immediateDominator[p] != NONE) {
            common = common == NONE ? p : commonDominator(p, common);
          }
        }
        changed |= immediateDominator[b] != common;
        immediateDominator[b] = common;
      }
    }
  }

  private int commonDominator(int a, int b) {
    int x = a;
    int y = b;
    while (x != y) {
      if (x > y) {
        x = immediateDominator[x];
      } else {
        y = immediateDominator[y];
      }
    }
    return x;
  }

  /** The first block is a join if anything jumps to it: the method's start is one more way in. */
  private void findFrontiers() {
    for (BytecodeBlock block : blocks) {
      int stop = immediateDominator[block.order()];
      for (BytecodeBlock predecessor : block.predecessors()) {
        for (int b = predecessor.order(); b != stop; b = immediateDominator[b]) {
          List<BytecodeBlock> of = frontier.get(b);
          if (of.isEmpty() || of.get(of.size() - 1) != block) {
            of.add(block);
          }
        }
      }
    }
  }

  private void place(int slot) {
    ArrayDeque<BytecodeBlock> pending = new ArrayDeque<>();
    for (BytecodeBlock block : blocks) {
      if (liveness.written(block).get(slot)) {
        pending.add(block);
      }
    }
    while (!pending.isEmpty()) {
      for (BytecodeBlock join : frontier.get(pending.remove().order())) {
        BitSet ofJoin = merged[join.order()];
        if (!ofJoin.get(slot) && liveness.atEntry(join).get(slot)) {
          ofJoin.set(slot);
          pending.add(join);
        }
      }
    }
  }
}
