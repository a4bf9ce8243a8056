package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rebuilds a function with one dispatch block for each group of blocks given, where a group is all
 * entries of a cycle.
 *
 * <p>No value loses dominance by that. Suppose X dominated Y and a new path reaches Y through a
 * dispatch to entry E without X. What came to the dispatch meant some entry F of the same cycle,
 * and there is a way from F to E, within the cycle: if X is outside of the cycle, that way does not
 * meet it, so that Y could be reached without X before. If X is inside, E can be reached from
 * outside the cycle without X (a way into the cycle that passed X was in it already), and then Y
 * again.
 */
final class DispatchInsertion {
  private final Function function;
  private final Block[] copies;
  private final Dispatch[] dispatchOf;
  private final List<Instr> constants = new ArrayList<>();
  private final Map<Op.Const, Value> knownConstants = new HashMap<>();
  private int values;

  DispatchInsertion(Function function, List<List<Block>> groups) {
    this.function = function;
    this.values = function.valueCount();
    this.copies = new Block[function.blocks().size()];
    this.dispatchOf = new Dispatch[copies.length];
    for (int b = 0; b < copies.length; b++) {
      copies[b] = new Block(b);
    }
    for (List<Block> group : groups) {
      Dispatch dispatch = new Dispatch(group);
      for (Block entry : group) {
        dispatchOf[entry.id()] = dispatch;
      }
    }
  }

  Function run() {
    for (Block block : function.blocks()) {
      Block copy = copies[block.id()];
      copy.params().addAll(block.params());
      copy.instrs().addAll(block.instrs());
      List<Edge> edges = new ArrayList<>();
      for (Edge edge : block.edges()) {
        edges.add(route(edge));
      }
      copy.terminate(block.terminator().withEdges(edges), block.terminatorLine());
    }
    copies[0].instrs().addAll(0, constants);
    return Canonical.of(function.method(), function.inputs(), function.result(), copies[0]);
  }

  private Edge route(Edge edge) {
    Dispatch dispatch = dispatchOf[edge.target().id()];
    return dispatch == null
        ? new Edge(copies[edge.target().id()], edge.args())
        : dispatch.edgeTo(edge);
  }

  private Value newValue(Type type) {
    return new Value(values++, type);
  }

  private Value constant(Op.Const constant) {
    Value known = knownConstants.get(constant);
    if (known == null) {
      known = newValue(constant.type());
      knownConstants.put(constant, known);
      constants.add(new Instr(known, constant, 0));
    }
    return known;
  }

  private Value zero(Type type) {
    switch (type.descriptor()) {
      case "I":
        return constant(Op.Const.of(0));
      case "J":
        return constant(new Op.Const(0L, Type.LONG));
      case "F":
        return constant(new Op.Const(0f, Type.FLOAT));
      case "D":
        return constant(Op.Const.of(0.0));
      default:
        return constant(new Op.Const(null, Type.NULL));
    }
  }

  /** A block with a selector and all parameters of its entries as parameters. */
  private final class Dispatch {
    private final List<Block> entries;
    private final Block block = new Block(copies.length);

    Dispatch(List<Block> entries) {
      this.entries = entries;
      final Value selector = addParam(Type.INT);
      List<Integer> keys = new ArrayList<>();
      List<Edge> targets = new ArrayList<>();
      for (Block entry : entries) {
        List<Value> params = new ArrayList<>();
        for (Value param : entry.params()) {
          params.add(addParam(param.type()));
        }
        keys.add(keys.size());
        targets.add(new Edge(copies[entry.id()], List.copyOf(params)));
      }
      int last = keys.size() - 1;
      block.terminate(
          new Terminator.Switch(
              selector,
              List.copyOf(keys.subList(0, last)),
              List.copyOf(targets.subList(0, last)),
              targets.get(last)),
          0);
    }

    private Value addParam(Type type) {
      Value param = newValue(type);
      block.params().add(param);
      return param;
    }

    /** The parameters of the other entries get zeros, which nothing reads. */
    Edge edgeTo(Edge edge) {
      List<Value> all = new ArrayList<>();
      all.add(constant(Op.Const.of(entries.indexOf(edge.target()))));
      for (Block entry : entries) {
        if (entry == edge.target()) {
          all.addAll(edge.args());
        } else {
          for (Value param : entry.params()) {
            all.add(zero(param.type()));
          }
        }
      }
      return new Edge(block, List.copyOf(all));
    }
  }
}
