package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * Expression trees. An operation whose only use is in the same block is computed there, on the
 * operand stack, if every pair of operations that must not change places keeps its order: writes
 * with reads, writes and throws; throws with throws.
 *
 * <p>Blocks are walked backwards, trees in the reverse of the order in which their operations are
 * emitted: when an operation is considered, whatever is already placed comes after it, and whatever
 * is not yet placed comes before it.
 */
final class Schedule {
  /** Bounds the recursion of the emitter. */
  private static final int MAX_DEPTH = 40;

  /** How many operations may wait for a later operand: they take space in every stack frame. */
  private static final int MAX_WAITING = 10;

  /** How far an operation with effects is looked ahead. */
  private static final int MAX_MOVE = 64;

  /** A computation of two operands that moves further keeps two values alive instead of one. */
  private static final int MAX_MOVE_OF_TWO = 16;

  private final Demand demand;
  private final boolean[] atUse;
  private final Instr[][] roots;
  private final Value[][][] leaves;

  private Block block;
  private int root;
  private final List<Integer> placed = new ArrayList<>();
  private final List<Value> found = new ArrayList<>();

  Schedule(Function function, Demand demand) {
    this.demand = demand;
    this.atUse = new boolean[function.valueCount()];
    int n = function.blocks().size();
    this.roots = new Instr[n][];
    this.leaves = new Value[n][][];
    for (Block b : function.blocks()) {
      schedule(b);
    }
  }

  /** Whether a value is computed on the operand stack where it is used. */
  boolean isAtUse(Value value) {
    return atUse[value.id()];
  }

  /** Whether a value needs a local variable. */
  boolean isLocal(Value value) {
    return demand.uses(value) > 0 && !atUse[value.id()] && demand.constant(value) == null;
  }

  /** What is emitted one after the other in a block: everything but constants and inner nodes. */
  Instr[] roots(Block b) {
    return roots[b.id()];
  }

  /** The locals that the tree of a root reads; that after the last root is the terminator's. */
  Value[] leaves(Block b, int rootIndex) {
    return leaves[b.id()][rootIndex];
  }

  private void schedule(Block b) {
    block = b;
    root = b.instrs().size();
    placed.clear();
    placeOperands(b.terminator().operands(), 0, 0);
    List<Instr> reversed = new ArrayList<>();
    for (root = b.instrs().size() - 1; root >= 0; root--) {
      Instr instr = b.instrs().get(root);
      if (isRoot(instr)) {
        placed.clear();
        placeOperands(stackOperands(instr.op()), 0, 0);
        reversed.add(instr);
      }
    }
    Instr[] forward = new Instr[reversed.size()];
    Value[][] reads = new Value[forward.length + 1][];
    for (int i = 0; i < forward.length; i++) {
      forward[i] = reversed.get(forward.length - 1 - i);
      reads[i] = leavesOf(forward[i].op().operands());
    }
    reads[forward.length] = leavesOf(b.terminator().operands());
    roots[b.id()] = forward;
    leaves[b.id()] = reads;
  }

  private boolean isRoot(Instr instr) {
    return demand.isComputed(instr)
        && !Demand.isLoadedAnew(instr.op())
        && (instr.result() == null || !atUse[instr.result().id()]);
  }

  private Value[] leavesOf(List<Value> operands) {
    found.clear();
    collectLeaves(operands);
    return found.toArray(new Value[0]);
  }

  private void collectLeaves(List<Value> operands) {
    for (int i = 0; i < operands.size(); i++) {
      Value operand = operands.get(i);
      if (atUse[operand.id()]) {
        collectLeaves(demand.definition(operand).op().operands());
      } else if (demand.constant(operand) == null) {
        found.add(operand);
      }
    }
  }

  /**
   * The operands that are read exactly once, at the start, so that they can come from the stack.
   * Others are read several times, or in one of two ways through the code only.
   */
  private static List<Value> stackOperands(Op op) {
    if (op instanceof Op.Select select) {
      return List.of(select.left(), select.right());
    }
    return branches(op) ? List.of() : op.operands();
  }

  /** Whether the code of an operation has labels, where the operand stack has to be empty. */
  static boolean branches(Op op) {
    return op instanceof Op.Select
        || op instanceof Op.SafeLoad
        || op instanceof Op.SafeAdd
        || op instanceof Op.Reserve;
  }

  private void placeOperands(List<Value> operands, int depth, int waiting) {
    for (int i = operands.size() - 1; i >= 0; i--) {
      Value operand = operands.get(i);
      boolean squared = isSquare(operands, i);
      int waitingHere = i == 0 || squared ? waiting : waiting + 1;
      if (demand.uses(operand) == (squared ? 2 : 1)
          && depth < MAX_DEPTH
          && waitingHere <= MAX_WAITING
          && mayMove(operand)) {
        Op op = demand.definition(operand).op();
        atUse[operand.id()] = true;
        if (op.effects() != Effect.NONE) {
          placed.add(demand.positionOf(operand));
        }
        placeOperands(op.operands(), depth + 1, waitingHere);
      }
      if (squared) {
        i--;
      }
    }
  }

  /** Two equal operands: computed once and duplicated. */
  static boolean isSquare(List<Value> operands, int last) {
    return operands.size() == 2 && last == 1 && operands.get(0) == operands.get(1);
  }

  private boolean mayMove(Value value) {
    Instr instr = demand.definition(value);
    if (instr == null
        || demand.blockOf(value) != block.id()
        || Demand.isLoadedAnew(instr.op())
        || branches(instr.op())) {
      return false;
    }
    int from = demand.positionOf(value);
    int effects = instr.op().effects();
    return effects == Effect.NONE
        ? root - from <= MAX_MOVE_OF_TWO || instr.op().operands().size() < 2
        : keepsOrder(from, effects);
  }

  private boolean keepsOrder(int from, int effects) {
    if (root - from > MAX_MOVE) {
      return false;
    }
    for (int i = 0; i < placed.size(); i++) {
      int later = placed.get(i);
      if (later < from && conflict(effects, block.instrs().get(later).op().effects())) {
        return false;
      }
    }
    for (int i = from + 1; i < root; i++) {
      Instr between = block.instrs().get(i);
      boolean comesLater = between.result() != null && atUse[between.result().id()];
      if (!comesLater && conflict(effects, between.op().effects())) {
        return false;
      }
    }
    return true;
  }

  static boolean conflict(int a, int b) {
    int ordered = Effect.READS | Effect.WRITES | Effect.THROWS;
    return (Effect.has(a, Effect.WRITES) && (b & ordered) != 0)
        || (Effect.has(b, Effect.WRITES) && (a & ordered) != 0)
        || (Effect.has(a, Effect.THROWS) && Effect.has(b, Effect.THROWS));
  }
}
