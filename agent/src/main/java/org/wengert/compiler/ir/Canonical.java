package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Brings blocks into the form that {@link Function} promises: unreachable blocks gone, reverse
 * postorder, block parameters that always receive the same value replaced by that value, values and
 * blocks renumbered densely. Every transform that changes control flow ends with it.
 */
public final class Canonical {
  /** By the numbers that values have in the blocks given. */
  private final Value[] replacements;

  private Canonical(int values) {
    this.replacements = new Value[values];
  }

  /** The function that starts at {@code entry}; the blocks given are not changed. */
  public static Function of(MethodRef method, List<Value> inputs, Type result, Block entry) {
    return mapped(method, inputs, result, entry).function();
  }

  /** The same, with what has become of each value. */
  public static Result mapped(MethodRef method, List<Value> inputs, Type result, Block entry) {
    return mapped(method, inputs, result, entry, new Value[0]);
  }

  /**
   * The same, where some values stand for others.
   *
   * @param aliases by the numbers of values what they stand for, null for themselves
   */
  static Result mapped(
      MethodRef method, List<Value> inputs, Type result, Block entry, Value[] aliases) {
    List<Block> order = reversePostorder(entry);
    Canonical canonical = new Canonical(Math.max(aliases.length, values(inputs, order)));
    System.arraycopy(aliases, 0, canonical.replacements, 0, aliases.length);
    canonical.findRedundantParams(order);
    Renumbering renumbering = canonical.new Renumbering();
    Function function = canonical.copy(method, inputs, result, order, renumbering);
    return new Result(function, canonical, renumbering);
  }

  /** A function in canonical form and where the values given have gone. */
  public static final class Result {
    private final Function function;
    private final Canonical canonical;
    private final Renumbering renumbering;

    private Result(Function function, Canonical canonical, Renumbering renumbering) {
      this.function = function;
      this.canonical = canonical;
      this.renumbering = renumbering;
    }

    public Function function() {
      return function;
    }

    /** What stands for a value now; null if it does not occur in the function any more. */
    public Value settled(Value value) {
      return renumbering.known(canonical.resolve(value));
    }
  }

  public static List<Block> reversePostorder(Block entry) {
    return reversePostorder(entry, Block::edges);
  }

  /**
   * Reverse postorder where blocks list their edges in an order of one's own: of two ways on, what
   * the first edge leads to comes first.
   */
  public static List<Block> reversePostorder(
      Block entry, java.util.function.Function<Block, List<Edge>> edgesOf) {
    List<Block> postorder = new ArrayList<>();
    Map<Block, Integer> nextEdge = new HashMap<>();
    List<Block> stack = new ArrayList<>();
    stack.add(entry);
    nextEdge.put(entry, 0);
    while (!stack.isEmpty()) {
      Block block = stack.get(stack.size() - 1);
      List<Edge> edges = edgesOf.apply(block);
      int next = nextEdge.get(block);
      if (next == edges.size()) {
        postorder.add(block);
        stack.remove(stack.size() - 1);
        continue;
      }
      nextEdge.put(block, next + 1);
      // Later edges first, so that the first edge's target comes first in reverse postorder.
      Block target = edges.get(edges.size() - 1 - next).target();
      if (!nextEdge.containsKey(target)) {
        nextEdge.put(target, 0);
        stack.add(target);
      }
    }
    java.util.Collections.reverse(postorder);
    return postorder;
  }

  /** A bound of the numbers of all values. */
  private static int values(List<Value> inputs, List<Block> order) {
    int most = -1;
    for (Value input : inputs) {
      most = Math.max(most, input.id());
    }
    for (Block block : order) {
      for (Value param : block.params()) {
        most = Math.max(most, param.id());
      }
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          most = Math.max(most, instr.result().id());
        }
      }
    }
    return most + 1;
  }

  private Value replacement(Value value) {
    return value.id() < replacements.length ? replacements[value.id()] : null;
  }

  private Value resolve(Value value) {
    Value root = value;
    for (Value next = replacement(root); next != null; next = replacement(root)) {
      root = next;
    }
    for (Value at = value; at != root; ) {
      Value next = replacements[at.id()];
      replacements[at.id()] = root;
      at = next;
    }
    return root;
  }

  /**
   * A parameter is redundant if one value is all that ever arrives, directly or through other
   * redundant parameters. Assumed of all at first, and given up where two values meet, so that
   * cycles of parameters into which one value enters are found too (nested loops make them).
   */
  private void findRedundantParams(List<Block> order) {
    Map<Block, List<Edge>> incoming = new HashMap<>();
    for (Block block : order) {
      for (Edge edge : block.edges()) {
        List<Edge> known = incoming.get(edge.target());
        if (known == null) {
          known = new ArrayList<>();
          incoming.put(edge.target(), known);
        }
        known.add(edge);
      }
    }
    Value[] meets = new Value[replacements.length];
    boolean[] isParam = new boolean[replacements.length];
    for (Block block : order) {
      if (incoming.containsKey(block)) {
        for (Value param : block.params()) {
          isParam[param.id()] = true;
        }
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Block block : order) {
        List<Edge> edges = incoming.get(block);
        for (int i = 0; edges != null && i < block.params().size(); i++) {
          Value param = block.params().get(i);
          Value before = meets[param.id()];
          if (before != param) {
            Value now = meet(param, i, edges, meets, isParam);
            if (now != before) {
              meets[param.id()] = now;
              changed = true;
            }
          }
        }
      }
    }
    for (int id = 0; id < meets.length; id++) {
      if (meets[id] != null && meets[id].id() != id) {
        replacements[id] = meets[id];
      }
    }
  }

  /** What arrives at a parameter: null if nothing is known to, the parameter itself if several. */
  private Value meet(
      Value param, int position, List<Edge> edges, Value[] meets, boolean[] isParam) {
    Value same = null;
    for (Edge edge : edges) {
      Value arg = resolve(edge.args().get(position));
      Value value = isParam[arg.id()] ? meets[arg.id()] : arg;
      if (value == null || value == same || value == param) {
        continue;
      }
      if (same != null) {
        return param;
      }
      same = value;
    }
    return same;
  }

  private Function copy(
      MethodRef method,
      List<Value> inputs,
      Type result,
      List<Block> order,
      Renumbering renumbering) {
    Map<Block, Block> copies = new HashMap<>();
    for (Block block : order) {
      copies.put(block, new Block(copies.size()));
    }
    List<Value> newInputs = new ArrayList<>();
    for (Value input : inputs) {
      newInputs.add(renumbering.of(input));
    }
    List<Block> blocks = new ArrayList<>(order.size());
    for (Block block : order) {
      Block copy = copies.get(block);
      boolean[] kept = keptParams(block);
      for (int i = 0; i < kept.length; i++) {
        if (kept[i]) {
          copy.params().add(renumbering.of(block.params().get(i)));
        }
      }
      for (Instr instr : block.instrs()) {
        Op op = instr.op().map(renumbering);
        Value defined = instr.result() == null ? null : renumbering.of(instr.result());
        copy.instrs().add(new Instr(defined, op, instr.line()));
      }
      List<Edge> edges = new ArrayList<>();
      for (Edge edge : block.edges()) {
        edges.add(copyEdge(edge, copies, renumbering));
      }
      Terminator end = block.terminator().withOperands(renumbering);
      copy.terminate(end.withEdges(edges), block.terminatorLine());
      blocks.add(copy);
    }
    return new Function(
        method, List.copyOf(newInputs), result, List.copyOf(blocks), renumbering.count());
  }

  private Edge copyEdge(Edge edge, Map<Block, Block> copies, Renumbering renumbering) {
    boolean[] kept = keptParams(edge.target());
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        args.add(renumbering.apply(edge.args().get(i)));
      }
    }
    return new Edge(copies.get(edge.target()), List.copyOf(args));
  }

  private boolean[] keptParams(Block block) {
    boolean[] kept = new boolean[block.params().size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = replacements[block.params().get(i).id()] == null;
    }
    return kept;
  }

  /** Gives values new, dense numbers in the order in which they are met. */
  private final class Renumbering implements UnaryOperator<Value> {
    private final Value[] renumbered = new Value[replacements.length];
    private int count;

    /** What stands for a value now. */
    @Override
    public Value apply(Value value) {
      return of(resolve(value));
    }

    Value of(Value value) {
      Value known = renumbered[value.id()];
      if (known == null) {
        known = new Value(count++, value.type());
        renumbered[value.id()] = known;
      }
      return known;
    }

    /** Null for a value that was not met. */
    Value known(Value value) {
      return value.id() < renumbered.length ? renumbered[value.id()] : null;
    }

    int count() {
      return count;
    }
  }
}
