package org.wengert.compiler.outline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Loop;
import org.wengert.compiler.ir.LoopNest;
import org.wengert.compiler.ir.Terminator;

/**
 * The order in which regions are sought: reverse postorder, loops together. Other than in the
 * layout of a method, a landing comes right behind the block whose exceptions it takes, inside of
 * the same loop, and a block where landings meet right behind the last of them. So a run of
 * protected instructions comes with its landings.
 */
final class Order {
  private final Cfg cfg;
  private final LoopNest nest;
  private final boolean[] landing;
  private final Loop[] home;
  private final List<Block> blocks = new ArrayList<>();

  Order(Function function) {
    this.cfg = new Cfg(function);
    this.nest = new LoopNest(cfg);
    this.landing = new boolean[function.blocks().size()];
    this.home = new Loop[landing.length];
    for (Block block : function.blocks()) {
      findHome(block);
    }
    List<Block> order = Canonical.reversePostorder(function.entry(), Order::edges);
    place(order, null);
  }

  List<Block> blocks() {
    return blocks;
  }

  Cfg cfg() {
    return cfg;
  }

  /** The innermost loop that a block is placed in; null if there is none. */
  Loop loopOf(Block block) {
    return home[block.id()];
  }

  /** Whether only landings lead to a block, several as a rule. */
  boolean isMeeting(Block block) {
    return landing[block.id()] && !isLandingOf(block, cfg.predecessors(block).get(0));
  }

  /** What comes first in reverse postorder is what was visited last: the landing. */
  private static List<Edge> edges(Block block) {
    List<Edge> edges = block.edges();
    if (block.terminator() instanceof Terminator.Try) {
      edges = new ArrayList<>(edges);
      Collections.reverse(edges);
    }
    return edges;
  }

  private void findHome(Block block) {
    List<Block> predecessors = cfg.predecessors(block);
    home[block.id()] = nest.of(block);
    landing[block.id()] = isLanding(block, predecessors);
    if (landing[block.id()]) {
      Loop common = home[predecessors.get(0).id()];
      for (Block predecessor : predecessors) {
        while (common != null && !common.contains(home[predecessor.id()])) {
          common = common.parent();
        }
      }
      home[block.id()] = common;
    }
  }

  /** Whether only exceptions lead here, and all of them further to one place. */
  private boolean isLanding(Block block, List<Block> predecessors) {
    if (predecessors.isEmpty()) {
      return false;
    }
    return isLandingOf(block, predecessors.get(0))
        || block.terminator() instanceof Terminator.Jump
            && predecessors.stream().allMatch(p -> p.id() < block.id() && landing[p.id()]);
  }

  private static boolean isLandingOf(Block block, Block predecessor) {
    return predecessor.terminator() instanceof Terminator.Try attempt && attempt.landing() == block;
  }

  /** Places the candidates that are in the loop, null being the whole function. */
  private void place(List<Block> candidates, Loop loop) {
    for (Block block : candidates) {
      Loop inner = home[block.id()];
      if (inner == loop) {
        blocks.add(block);
      } else if (inner.header() == block && inner.parent() == loop) {
        place(candidates.stream().filter(b -> inner.contains(home[b.id()])).toList(), inner);
      }
    }
  }
}
