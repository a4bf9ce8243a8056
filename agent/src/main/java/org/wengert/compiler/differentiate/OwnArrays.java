package org.wengert.compiler.differentiate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Value;

/**
 * Arrays of numbers that a function makes and that only its own values refer to: they are stored
 * nowhere and handed to nobody. Which values these are shows in the SSA form, so a write to such an
 * array is known to miss all others, whatever class of memory they share. Among these it misses
 * what got its array before the one written was made: in {@code a = next; next = new double[n]}
 * each pass writes to another array than the one it reads.
 */
final class OwnArrays {
  private final Function function;
  private final Map<Value, int[]> definitions = new IdentityHashMap<>();
  private final Map<Value, List<Value>> flowsTo = new IdentityHashMap<>();
  private final Set<Value> made = new HashSet<>();
  private final Set<Value> leaking = new HashSet<>();
  private final Map<Value, Set<Value>> holders = new IdentityHashMap<>();

  OwnArrays(Function function) {
    this.function = function;
    for (Value input : function.inputs()) {
      definitions.put(input, new int[] {function.entry().id(), -1});
    }
    for (Block block : function.blocks()) {
      for (Value param : block.params()) {
        definitions.put(param, new int[] {block.id(), -1});
      }
      for (int i = 0; i < block.instrs().size(); i++) {
        Instr instr = block.instrs().get(i);
        if (instr.result() != null) {
          definitions.put(instr.result(), new int[] {block.id(), i});
        }
        visit(instr.op(), instr.result());
      }
      visit(block.terminator());
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          flow(edge.args().get(i), edge.target().params().get(i));
        }
      }
    }
    for (Value array : made) {
      Set<Value> found = holdersOf(array);
      if (found != null) {
        holders.put(array, found);
      }
    }
  }

  private void visit(Op op, Value result) {
    if (op instanceof Op.NewArray && isOfNumbers(result)) {
      made.add(result);
    } else if (op instanceof Op.CheckCast cast) {
      flow(cast.object(), result);
    } else if (op instanceof Op.Select select) {
      flow(select.ifTrue(), result);
      flow(select.ifFalse(), result);
    } else if (op instanceof Op.ArrayStore store) {
      leak(store.value());
    } else if (fills(op)) {
      leak(op.operands().get(op.operands().size() - 1));
    } else if (!onlyLooks(op)) {
      for (Value operand : op.operands()) {
        leak(operand);
      }
    }
  }

  private static boolean isOfNumbers(Value array) {
    String descriptor = array.type().descriptor();
    return descriptor.length() == 2 && descriptor.charAt(0) == '[';
  }

  /** {@code Arrays.fill(rows, row)} stores the row. */
  private static boolean fills(Op op) {
    ArrayMethod method = op instanceof Op.Invoke invoke ? ArrayMethod.of(invoke) : null;
    return method == ArrayMethod.FILL || method == ArrayMethod.FILL_RANGE;
  }

  /** Whether an operation keeps and hands on none of the arrays of numbers that it gets. */
  private static boolean onlyLooks(Op op) {
    return op instanceof Op.ArrayLoad
        || op instanceof Op.SafeLoad
        || op instanceof Op.ArrayLength
        || (op instanceof Op.Invoke invoke && ArrayMethod.of(invoke) != null)
        || (op instanceof Op.CallRuntime call
            && (call.function() == RuntimeFunction.SHADOW_LIKE
                || call.function() == RuntimeFunction.COPYABLE));
  }

  /** What is returned may be changed by others, but only when the function has ended. */
  private void visit(Terminator end) {
    if (end instanceof Terminator.Throw thrown) {
      leak(thrown.exception());
    }
  }

  private void leak(Value value) {
    if (value.type().isReference()) {
      leaking.add(value);
    }
  }

  private void flow(Value from, Value to) {
    if (from.type().isReference()) {
      List<Value> known = flowsTo.get(from);
      if (known == null) {
        known = new ArrayList<>();
        flowsTo.put(from, known);
      }
      known.add(to);
    }
  }

  /** All values that may refer to an array; null if others may, too. */
  private Set<Value> holdersOf(Value array) {
    Set<Value> found = new HashSet<>();
    Deque<Value> pending = new ArrayDeque<>();
    found.add(array);
    pending.add(array);
    while (!pending.isEmpty()) {
      Value value = pending.remove();
      if (leaking.contains(value)) {
        return null;
      }
      List<Value> next = flowsTo.get(value);
      for (int i = 0; next != null && i < next.size(); i++) {
        if (found.add(next.get(i))) {
          pending.add(next.get(i));
        }
      }
    }
    return found;
  }

  /**
   * Whether a write cannot change what a value refers to, as long as that value is what it is.
   *
   * @param written what the write names
   * @param block where it is
   */
  boolean misses(Value written, int block, int position, Value array) {
    Set<Value> known = holders.get(written);
    int[] definition = definitions.get(array);
    if (known == null || definition == null) {
      return false;
    }
    return !known.contains(array)
        || !reaches(definition, new int[] {block, position}, definitions.get(written));
  }

  /** Whether there is a way from one place to another around a third. */
  private boolean reaches(int[] from, int[] to, int[] around) {
    if (from[0] == around[0] && around[1] > from[1]) {
      return from[0] == to[0] && to[1] > from[1] && to[1] < around[1];
    } else if (from[0] == to[0] && to[1] > from[1]) {
      return true;
    }
    BitSet seen = new BitSet();
    Deque<Block> pending = new ArrayDeque<>();
    pending.add(function.blocks().get(from[0]));
    while (!pending.isEmpty()) {
      for (Edge edge : pending.remove().edges()) {
        Block target = edge.target();
        if (seen.get(target.id())) {
          continue;
        }
        seen.set(target.id());
        if (target.id() == to[0] && (target.id() != around[0] || to[1] < around[1])) {
          return true;
        }
        if (target.id() != around[0]) {
          pending.add(target);
        }
      }
    }
    return false;
  }
}
