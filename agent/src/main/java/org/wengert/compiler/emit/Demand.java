package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * What has to be computed: operations with effects, what they and the terminators need, and so on
 * backwards. Also where each value is defined and how often it is used by what is computed.
 */
final class Demand {
  private final Function function;
  private final Instr[] definition;
  private final int[] block;
  private final int[] position;
  private final boolean[] isParam;
  private final int[] uses;
  private final List<List<Edge>> incoming = new ArrayList<>();
  private final List<Value> pending = new ArrayList<>();

  Demand(Function function) {
    this.function = function;
    int n = function.valueCount();
    this.definition = new Instr[n];
    this.block = new int[n];
    this.position = new int[n];
    this.isParam = new boolean[n];
    this.uses = new int[n];
    locateDefinitions();
    requireEffects();
    while (!pending.isEmpty()) {
      requireWhatDefines(pending.remove(pending.size() - 1));
    }
  }

  private void locateDefinitions() {
    for (int b = 0; b < function.blocks().size(); b++) {
      incoming.add(new ArrayList<>());
    }
    for (Block b : function.blocks()) {
      for (int i = 0; i < b.params().size(); i++) {
        locate(b.params().get(i), b, i);
        isParam[b.params().get(i).id()] = true;
      }
      for (int i = 0; i < b.instrs().size(); i++) {
        Instr instr = b.instrs().get(i);
        if (instr.result() != null) {
          locate(instr.result(), b, i);
          definition[instr.result().id()] = instr;
        }
      }
      for (Edge edge : b.edges()) {
        incoming.get(edge.target().id()).add(edge);
      }
    }
  }

  private void locate(Value value, Block b, int i) {
    block[value.id()] = b.id();
    position[value.id()] = i;
  }

  private void requireEffects() {
    for (Block b : function.blocks()) {
      for (Instr instr : b.instrs()) {
        if (hasToHappen(instr.op())) {
          requireAll(instr.op().operands());
        }
      }
      requireAll(b.terminator().operands());
    }
  }

  private void requireWhatDefines(Value value) {
    Instr instr = definition[value.id()];
    if (instr != null) {
      if (!hasToHappen(instr.op())) {
        requireAll(instr.op().operands());
      }
    } else if (isParam[value.id()]) {
      for (Edge edge : incoming.get(block[value.id()])) {
        require(edge.args().get(position[value.id()]));
      }
    }
  }

  private void requireAll(List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      require(values.get(i));
    }
  }

  private void require(Value value) {
    if (uses[value.id()]++ == 0) {
      pending.add(value);
    }
  }

  private static boolean hasToHappen(Op op) {
    if (isHeld(op)) {
      return false;
    }
    int effects = op.effects();
    return Effect.has(effects, Effect.WRITES) || Effect.has(effects, Effect.THROWS);
  }

  /** Whether the operation only says what is there already. */
  private static boolean isHeld(Op op) {
    return op instanceof Op.Held
        || (op instanceof Op.ArrayStore store && store.held())
        || (op instanceof Op.PutField put && put.held())
        || (op instanceof Op.PutStatic put && put.held());
  }

  /** Whether the operation is emitted at all. */
  boolean isComputed(Instr instr) {
    return hasToHappen(instr.op()) || (instr.result() != null && uses[instr.result().id()] > 0);
  }

  /** Number of uses by what is computed: operands, and arguments of parameters in use. */
  int uses(Value value) {
    return uses[value.id()];
  }

  /** The instruction that defines a value; null for parameters. */
  Instr definition(Value value) {
    return definition[value.id()];
  }

  /** The constant that a value is, to be loaded anew at each use; null if it is none. */
  Op.Const constant(Value value) {
    Instr instr = definition[value.id()];
    return instr != null && isLoadedAnew(instr.op()) ? (Op.Const) instr.op() : null;
  }

  /** Class constants are not: they may throw, once and in their place. */
  static boolean isLoadedAnew(Op op) {
    return op instanceof Op.Const && op.effects() == Effect.NONE;
  }

  int blockOf(Value value) {
    return block[value.id()];
  }

  /** Index among the instructions of its block. */
  int positionOf(Value value) {
    return position[value.id()];
  }

  List<Edge> incoming(Block target) {
    return incoming.get(target.id());
  }
}
