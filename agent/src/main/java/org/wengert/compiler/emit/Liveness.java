package org.wengert.compiler.emit;

import java.util.BitSet;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Value;

/**
 * Values in locals that are live at the start of blocks (their parameters not included) and at
 * their ends (arguments of edges included), as sets of value ids.
 */
final class Liveness {
  private final Schedule schedule;
  private final Demand demand;
  private final BitSet[] in;
  private final BitSet[] out;

  Liveness(Function function, Demand demand, Schedule schedule) {
    this.demand = demand;
    this.schedule = schedule;
    List<Block> blocks = function.blocks();
    int n = blocks.size();
    this.in = new BitSet[n];
    this.out = new BitSet[n];
    BitSet[] used = new BitSet[n];
    BitSet[] defined = new BitSet[n];
    for (Block block : blocks) {
      int b = block.id();
      in[b] = new BitSet();
      out[b] = new BitSet();
      used[b] = new BitSet();
      defined[b] = new BitSet();
      summarize(block, used[b], defined[b]);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = n - 1; b >= 0; b--) {
        BitSet live = liveOut(blocks.get(b));
        out[b] = (BitSet) live.clone();
        live.andNot(defined[b]);
        live.or(used[b]);
        if (!live.equals(in[b])) {
          in[b] = live;
          changed = true;
        }
      }
    }
  }

  private void summarize(Block block, BitSet used, BitSet defined) {
    for (Value param : block.params()) {
      defined.set(param.id());
    }
    Instr[] roots = schedule.roots(block);
    for (int i = 0; i <= roots.length; i++) {
      for (Value leaf : schedule.leaves(block, i)) {
        if (!defined.get(leaf.id())) {
          used.set(leaf.id());
        }
      }
      if (i < roots.length && roots[i].result() != null) {
        defined.set(roots[i].result().id());
      }
    }
  }

  private BitSet liveOut(Block block) {
    BitSet live = new BitSet();
    for (Edge edge : block.edges()) {
      live.or(in[edge.target().id()]);
      addArguments(edge, live);
    }
    return live;
  }

  private void addArguments(Edge edge, BitSet live) {
    List<Value> params = edge.target().params();
    for (int i = 0; i < params.size(); i++) {
      Value arg = edge.args().get(i);
      if (demand.uses(params.get(i)) > 0 && schedule.isLocal(arg)) {
        live.set(arg.id());
      }
    }
  }

  /** Live at the start of a block, its parameters not included. Not to be changed. */
  BitSet in(Block block) {
    return in[block.id()];
  }

  /** Live at the end of a block. Not to be changed. */
  BitSet out(Block block) {
    return out[block.id()];
  }

  /** Live at the start of a block, its parameters included. */
  BitSet atEntry(Block block) {
    BitSet live = (BitSet) in[block.id()].clone();
    for (Value param : block.params()) {
      if (demand.uses(param) > 0) {
        live.set(param.id());
      }
    }
    return live;
  }

  /** Live on an edge, before its arguments become parameters. */
  BitSet onEdge(Edge edge) {
    BitSet live = (BitSet) in[edge.target().id()].clone();
    addArguments(edge, live);
    return live;
  }
}
