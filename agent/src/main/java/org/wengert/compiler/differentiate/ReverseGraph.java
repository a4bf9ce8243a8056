package org.wengert.compiler.differentiate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Value;

/**
 * Which blocks the reverse sweep visits: those with work, and those where it must decide which way
 * to go back. Runs of blocks without work, and loops without any, are passed over.
 */
final class ReverseGraph {
  private final ReverseForm form;
  private final Set<Block> live = new HashSet<>();
  private final Set<Region> working = new HashSet<>();
  private final Map<Block, Block> next = new HashMap<>();
  private final Set<Block> visited = new HashSet<>();

  /** Tells whether the reverse of a block itself does anything. */
  interface Work {
    boolean in(Block block);
  }

  ReverseGraph(ReverseForm form, Work work) {
    this.form = form;
    if (form.exit() == null) {
      return;
    }
    findLive();
    for (Block block : form.function().blocks()) {
      if (live.contains(block) && work.in(block)) {
        for (Region r = form.region(block); r != null; r = r.parent()) {
          working.add(r);
        }
      }
    }
    for (Block block : form.function().blocks()) {
      if (live.contains(block)) {
        next.put(block, findNext(block, work));
      }
    }
    visit();
  }

  /** Blocks from which the function can still return. */
  private void findLive() {
    ArrayDeque<Block> pending = new ArrayDeque<>();
    pending.add(form.exit());
    while (!pending.isEmpty()) {
      Block block = pending.remove();
      if (live.add(block)) {
        pending.addAll(form.cfg().predecessors(block));
      }
    }
  }

  private Block findNext(Block block, Work work) {
    Region loop = exitOf(block);
    if (loop != null && !working.contains(loop)) {
      return next.get(loop.preheader);
    }
    boolean isHeader = block == form.region(block).header;
    if (isHeader) {
      return working.contains(form.region(block)) ? block : next.get(form.region(block).preheader);
    }
    List<Block> sources = sources(block);
    if (loop != null || work.in(block) || sources.isEmpty()) {
      return block;
    }
    Block common = next.get(sources.get(0));
    for (Block source : sources) {
      if (next.get(source) != common) {
        return block;
      }
    }
    return common;
  }

  /** The loop that is left through this block, if it is such a one. */
  Region exitOf(Block block) {
    for (Region loop : form.loops()) {
      if (loop.exits.contains(block)) {
        return loop;
      }
    }
    return null;
  }

  /** Predecessors from which the function can return: all that can have been executed. */
  List<Block> sources(Block block) {
    List<Block> sources = new ArrayList<>();
    for (Block source : form.cfg().predecessors(block)) {
      if (live.contains(source)) {
        sources.add(source);
      }
    }
    return sources;
  }

  private void visit() {
    ArrayDeque<Block> pending = new ArrayDeque<>();
    pending.add(next(form.exit()));
    while (!pending.isEmpty()) {
      Block block = pending.remove();
      if (!visited.add(block)) {
        continue;
      }
      Region left = exitOf(block);
      if (left != null) {
        if (needsDispatch(left)) {
          pending.add(next(left.latch));
          for (Block source : liveSources(left)) {
            pending.add(next(source));
          }
        } else {
          pending.add(next(left.exitSources.get(left.exits.indexOf(block))));
        }
      } else if (block == form.region(block).header) {
        pending.add(next(form.region(block).preheader));
        pending.add(next(form.region(block).latch));
      } else {
        for (Block source : sources(block)) {
          pending.add(next(source));
        }
      }
    }
  }

  /** Where the reverse sweep goes for a block: itself, or what comes next with work before it. */
  Block next(Block block) {
    return next.get(block);
  }

  boolean isLive(Block block) {
    return live.contains(block);
  }

  boolean isWorking(Region loop) {
    return working.contains(loop);
  }

  /** Blocks that the reverse sweep visits, in the order of the forward sweep. */
  List<Block> visited() {
    List<Block> all = new ArrayList<>();
    for (Block block : form.function().blocks()) {
      if (visited.contains(block)) {
        all.add(block);
      }
    }
    return all;
  }

  /** Sources of the live exits of a loop, each once. */
  List<Block> liveSources(Region loop) {
    List<Block> sources = new ArrayList<>();
    for (int i = 0; i < loop.exits.size(); i++) {
      if (live.contains(loop.exits.get(i)) && !sources.contains(loop.exitSources.get(i))) {
        sources.add(loop.exitSources.get(i));
      }
    }
    return sources;
  }

  /**
   * Whether the reverse of a loop is entered at several places, or at one that not every iteration
   * passes: then one block decides, once, where the last iteration starts.
   */
  boolean needsDispatch(Region loop) {
    List<Block> sources = liveSources(loop);
    return sources.size() != 1 || !form.cfg().dominates(sources.get(0), loop.latch);
  }

  /** Values that the edge from one block to another carries, paired with the parameters. */
  static List<Value[]> transfers(Block source, Block target) {
    List<Value[]> transfers = new ArrayList<>();
    for (Edge edge : source.edges()) {
      if (edge.target() == target) {
        for (int i = 0; i < edge.args().size(); i++) {
          transfers.add(new Value[] {target.params().get(i), edge.args().get(i)});
        }
      }
    }
    return transfers;
  }
}
