package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Predecessors and dominators of a function's blocks, by block id. */
public final class Cfg {
  private final Function function;
  private final List<List<Block>> predecessors = new ArrayList<>();
  private final int[] immediateDominator;

  public Cfg(Function function) {
    this.function = function;
    for (int i = 0; i < function.blocks().size(); i++) {
      predecessors.add(new ArrayList<>());
    }
    for (Block block : function.blocks()) {
      for (Edge edge : block.edges()) {
        List<Block> of = predecessors.get(edge.target().id());
        if (!of.contains(block)) {
          of.add(block);
        }
      }
    }
    this.immediateDominator = immediateDominators();
  }

  public Function function() {
    return function;
  }

  /** Distinct predecessors. */
  public List<Block> predecessors(Block block) {
    return predecessors.get(block.id());
  }

  /** Null for the entry. */
  public Block immediateDominator(Block block) {
    return block.id() == 0 ? null : function.blocks().get(immediateDominator[block.id()]);
  }

  public boolean dominates(Block dominator, Block block) {
    int id = block.id();
    while (id > dominator.id()) {
      id = immediateDominator[id];
    }
    return id == dominator.id();
  }

  /**
   * Whether a value is known at the start of another block than that of its definition. What the
   * last instruction before a try yields is known only where it did not throw.
   */
  public boolean isKnown(Value value, Block definer, Block user) {
    if (!dominates(definer, user)) {
      return false;
    }
    Instr attempted = definer.protectedInstr();
    if (attempted == null || attempted.result() != value) {
      return true;
    }
    BitSet reached = new BitSet();
    List<Block> pending = new ArrayList<>();
    pending.add(((Terminator.Try) definer.terminator()).landing());
    while (!pending.isEmpty()) {
      Block block = pending.remove(pending.size() - 1);
      if (block != definer && !reached.get(block.id())) {
        reached.set(block.id());
        for (Edge edge : block.edges()) {
          pending.add(edge.target());
        }
      }
    }
    return !reached.get(user.id());
  }

  /** Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001). */
  private int[] immediateDominators() {
    int n = function.blocks().size();
    int[] idom = new int[n];
    java.util.Arrays.fill(idom, -1);
    idom[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = 1; b < n; b++) {
        int best = -1;
        for (Block predecessor : predecessors.get(b)) {
          int p = predecessor.id();
          if (idom[p] >= 0) {
            best = best < 0 ? p : intersect(idom, p, best);
          }
        }
        if (idom[b] != best) {
          idom[b] = best;
          changed = true;
        }
      }
    }
    return idom;
  }

  private static int intersect(int[] idom, int a, int b) {
    int x = a;
    int y = b;
    while (x != y) {
      while (x > y) {
        x = idom[x];
      }
      while (y > x) {
        y = idom[y];
      }
    }
    return x;
  }
}
