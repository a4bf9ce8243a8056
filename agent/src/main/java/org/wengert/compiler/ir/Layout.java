package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which blocks are emitted and cut into parts: reverse postorder, the blocks of a loop
 * together right at its header, what follows the loop after them.
 */
public final class Layout {
  private final LoopNest nest;
  private final List<Block> order = new ArrayList<>();

  private Layout(LoopNest nest) {
    this.nest = nest;
  }

  /** All blocks of a function in this order. */
  public static List<Block> of(Function function) {
    Layout layout = new Layout(new LoopNest(new Cfg(function)));
    if (layout.nest.loops().isEmpty()) {
      return function.blocks();
    }
    layout.place(function.blocks(), null);
    return layout.order;
  }

  /** Places the candidates that are in the loop, null being the whole function. */
  private void place(List<Block> candidates, Loop loop) {
    for (Block block : candidates) {
      Loop inner = nest.of(block);
      if (inner == loop) {
        order.add(block);
      } else if (inner.header() == block && inner.parent() == loop) {
        place(membersOf(inner, candidates), inner);
      }
    }
  }

  private static List<Block> membersOf(Loop loop, List<Block> candidates) {
    List<Block> members = new ArrayList<>();
    for (Block block : candidates) {
      if (loop.contains(block)) {
        members.add(block);
      }
    }
    return members;
  }
}
