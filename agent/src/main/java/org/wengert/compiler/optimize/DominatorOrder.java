package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Function;

/** Walks the dominator tree depth first, without recursion: it may be as deep as it is large. */
final class DominatorOrder {
  /** What is done at each block. */
  interface Visitor {
    /** Before the blocks that it dominates. */
    void enter(Block block);

    /** After them. */
    void leave(Block block);
  }

  private DominatorOrder() {}

  static void walk(Function function, Cfg cfg, Visitor visitor) {
    int n = function.blocks().size();
    List<List<Block>> children = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      children.add(new ArrayList<>());
    }
    for (int i = 1; i < n; i++) {
      Block block = function.blocks().get(i);
      children.get(cfg.immediateDominator(block).id()).add(block);
    }
    int[] next = new int[n];
    List<Block> path = new ArrayList<>();
    path.add(function.entry());
    visitor.enter(function.entry());
    while (!path.isEmpty()) {
      Block block = path.get(path.size() - 1);
      List<Block> below = children.get(block.id());
      if (next[block.id()] < below.size()) {
        Block child = below.get(next[block.id()]++);
        path.add(child);
        visitor.enter(child);
      } else {
        path.remove(path.size() - 1);
        visitor.leave(block);
      }
    }
  }
}
