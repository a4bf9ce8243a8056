package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The natural loops of a function. Requires reducible control flow: see {@link #isReducible}. */
public final class LoopNest {
  private final Loop[] innermost;
  private final List<Loop> loops = new ArrayList<>();
  private final boolean reducible;

  public LoopNest(Cfg cfg) {
    List<Block> blocks = cfg.function().blocks();
    this.innermost = new Loop[blocks.size()];
    this.reducible = checkReducible(cfg);
    // In reverse postorder an outer loop's header comes before those of the loops in it.
    for (Block header : blocks) {
      List<Block> latches = new ArrayList<>();
      for (Block predecessor : cfg.predecessors(header)) {
        if (cfg.dominates(header, predecessor)) {
          latches.add(predecessor);
        }
      }
      if (!latches.isEmpty()) {
        BitSet members = members(cfg, header, latches);
        Loop loop = new Loop(header, innermost[header.id()], members);
        loop.latches().addAll(latches);
        loops.add(loop);
        for (int b = members.nextSetBit(0); b >= 0; b = members.nextSetBit(b + 1)) {
          innermost[b] = loop;
        }
      }
    }
  }

  private static BitSet members(Cfg cfg, Block header, List<Block> latches) {
    BitSet members = new BitSet();
    members.set(header.id());
    List<Block> pending = new ArrayList<>(latches);
    while (!pending.isEmpty()) {
      Block block = pending.remove(pending.size() - 1);
      if (!members.get(block.id())) {
        members.set(block.id());
        pending.addAll(cfg.predecessors(block));
      }
    }
    return members;
  }

  /** In reverse postorder every edge that goes back must go to a dominator. */
  private static boolean checkReducible(Cfg cfg) {
    for (Block block : cfg.function().blocks()) {
      for (Edge edge : block.edges()) {
        if (edge.target().id() <= block.id() && !cfg.dominates(edge.target(), block)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether every cycle is a natural loop. */
  public boolean isReducible() {
    return reducible;
  }

  /** Outer loops before the loops in them. */
  public List<Loop> loops() {
    return loops;
  }

  /** The innermost loop around a block, null if there is none. */
  public Loop of(Block block) {
    return innermost[block.id()];
  }
}
