package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Brings blocks into the form that {@link Function} promises: unreachable blocks gone, reverse
 * postorder, block parameters that always receive the same value replaced by that value, values and
 * blocks renumbered densely. Every transform that changes control flow ends with it.
 */
public final class Canonical {
  private final Map<Value, Value> replacements = new IdentityHashMap<>();

  private Canonical() {}

  /** The function that starts at {@code entry}; the blocks given are not changed. */
  public static Function of(MethodRef method, List<Value> inputs, Type result, Block entry) {
    return mapped(method, inputs, result, entry).function();
  }

  /** The same, with what has become of each value. */
  public static Result mapped(MethodRef method, List<Value> inputs, Type result, Block entry) {
    Canonical canonical = new Canonical();
    List<Block> order = reversePostorder(entry);
    canonical.findRedundantParams(order);
    Renumbering renumbering = new Renumbering();
    Function function = canonical.copy(method, inputs, result, order, renumbering);
    return new Result(function, v -> renumbering.renumbered.get(canonical.resolve(v)));
  }

  /**
   * A function in canonical form and where the values given have gone.
   *
   * @param mapping yields null for a value that does not occur in the function any more
   */
  public record Result(Function function, UnaryOperator<Value> mapping) {}

  public static List<Block> reversePostorder(Block entry) {
    List<Block> postorder = new ArrayList<>();
    Map<Block, Integer> nextEdge = new HashMap<>();
    List<Block> stack = new ArrayList<>();
    stack.add(entry);
    nextEdge.put(entry, 0);
    while (!stack.isEmpty()) {
      Block block = stack.get(stack.size() - 1);
      List<Edge> edges = block.edges();
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

  private Value resolve(Value value) {
    Value replacement = replacements.get(value);
    if (replacement == null) {
      return value;
    }
    Value root = resolve(replacement);
    if (root != replacement) {
      replacements.put(value, root);
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
        incoming.computeIfAbsent(edge.target(), b -> new ArrayList<>()).add(edge);
      }
    }
    Map<Value, Value> meets = new IdentityHashMap<>();
    Map<Value, Boolean> params = new IdentityHashMap<>();
    for (Block block : order) {
      if (incoming.containsKey(block)) {
        for (Value param : block.params()) {
          params.put(param, true);
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
          Value before = meets.get(param);
          if (before != param) {
            Value now = meet(param, i, edges, meets, params);
            if (now != before) {
              meets.put(param, now);
              changed = true;
            }
          }
        }
      }
    }
    meets.forEach(
        (param, value) -> {
          if (value != param) {
            replacements.put(param, value);
          }
        });
  }

  /** What arrives at a parameter: null if nothing is known to, the parameter itself if several. */
  private static Value meet(
      Value param,
      int position,
      List<Edge> edges,
      Map<Value, Value> meets,
      Map<Value, Boolean> params) {
    Value same = null;
    for (Edge edge : edges) {
      Value arg = edge.args().get(position);
      Value value = params.containsKey(arg) ? meets.get(arg) : arg;
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
        Op op = instr.op().map(v -> renumbering.of(resolve(v)));
        Value defined = instr.result() == null ? null : renumbering.of(instr.result());
        copy.instrs().add(new Instr(defined, op, instr.line()));
      }
      copy.terminate(
          block
              .terminator()
              .map(v -> renumbering.of(resolve(v)), edge -> copyEdge(edge, copies, renumbering)),
          block.terminatorLine());
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
        args.add(renumbering.of(resolve(edge.args().get(i))));
      }
    }
    return new Edge(copies.get(edge.target()), List.copyOf(args));
  }

  private boolean[] keptParams(Block block) {
    boolean[] kept = new boolean[block.params().size()];
    Arrays.fill(kept, true);
    for (int i = 0; i < kept.length; i++) {
      kept[i] = !replacements.containsKey(block.params().get(i));
    }
    return kept;
  }

  /** Gives values new, dense numbers in the order in which they are met. */
  private static final class Renumbering {
    private final Map<Value, Value> renumbered = new IdentityHashMap<>();

    Value of(Value value) {
      Value known = renumbered.get(value);
      if (known == null) {
        known = new Value(renumbered.size(), value.type());
        renumbered.put(value, known);
      }
      return known;
    }

    int count() {
      return renumbered.size();
    }
  }
}
