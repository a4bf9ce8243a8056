package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Makes control flow reducible. A cycle with several entries gets a dispatch block: every edge to
 * one of the entries goes there instead, saying by an int which entry it means, and a switch goes
 * on. The dispatch block is then the cycle's only entry, the header of a natural loop.
 */
public final class Reducible {
  private Reducible() {}

  /** The function itself if it is reducible already. */
  public static Function of(Function function) {
    if (new LoopNest(new Cfg(function)).isReducible()) {
      return function;
    }
    List<List<Block>> regions = new Regions(function).find();
    return new DispatchInsertion(function, regions).run();
  }

  /** Finds the entries of cycles with several, outer cycles before those within. */
  private static final class Regions {
    private final List<Block> blocks;
    private final BitSet[] successors;
    private final BitSet[] predecessors;
    private final List<List<Block>> regions = new ArrayList<>();

    Regions(Function function) {
      this.blocks = function.blocks();
      this.successors = new BitSet[blocks.size()];
      this.predecessors = new BitSet[blocks.size()];
      for (int b = 0; b < blocks.size(); b++) {
        successors[b] = new BitSet();
        predecessors[b] = new BitSet();
      }
      for (Block block : blocks) {
        for (Edge edge : block.edges()) {
          successors[block.id()].set(edge.target().id());
          predecessors[edge.target().id()].set(block.id());
        }
      }
    }

    List<List<Block>> find() {
      BitSet all = new BitSet();
      all.set(0, blocks.size());
      findWithin(all);
      return regions;
    }

    /**
     * Without its entries a cycle falls apart into the cycles within it: edges to a single entry
     * are back edges of a natural loop, and edges to several go through the dispatch block.
     */
    private void findWithin(BitSet scope) {
      BitSet rest = (BitSet) scope.clone();
      while (!rest.isEmpty()) {
        int start = rest.nextSetBit(0);
        BitSet component = reach(start, rest, successors);
        component.and(reach(start, rest, predecessors));
        rest.andNot(component);
        boolean cycle = component.cardinality() > 1 || successors[start].get(start);
        if (cycle) {
          BitSet entries = entries(component);
          if (entries.cardinality() > 1) {
            regions.add(blocks(entries));
          }
          component.andNot(entries);
          findWithin(component);
        }
      }
    }

    private static BitSet reach(int start, BitSet scope, BitSet[] edges) {
      BitSet reached = new BitSet();
      BitSet pending = new BitSet();
      pending.set(start);
      for (int b = start; b >= 0; b = pending.nextSetBit(0)) {
        pending.clear(b);
        reached.set(b);
        BitSet next = (BitSet) edges[b].clone();
        next.and(scope);
        next.andNot(reached);
        pending.or(next);
      }
      return reached;
    }

    private BitSet entries(BitSet component) {
      BitSet entries = new BitSet();
      for (int b = component.nextSetBit(0); b >= 0; b = component.nextSetBit(b + 1)) {
        BitSet outside = (BitSet) predecessors[b].clone();
        outside.andNot(component);
        if (!outside.isEmpty()) {
          entries.set(b);
        }
      }
      return entries;
    }

    private List<Block> blocks(BitSet ids) {
      List<Block> chosen = new ArrayList<>();
      for (int b = ids.nextSetBit(0); b >= 0; b = ids.nextSetBit(b + 1)) {
        chosen.add(blocks.get(b));
      }
      return chosen;
    }
  }
}
