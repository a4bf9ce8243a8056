package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.analyze.Memory;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * Which loads the reverse sweep may repeat: those after which the forward sweep cannot write the
 * memory again. Between the sweeps of split code the caller may write whatever it can reach.
 */
final class Clobbers {
  /**
   * @param memory null for all that others may reach
   * @param element kind of array elements; null for all, and fields
   * @param field null for all, and array elements
   * @param array what is written to, if that is an array; else null
   */
  private record Write(
      int block, int position, Memory.Node memory, Element element, FieldRef field, Value array) {}

  private final Map<Value, Memory.Node> classes;
  private final OwnArrays own;
  private final boolean split;
  private final List<Write> writes = new ArrayList<>();
  private final BitSet[] reachable;
  private final Map<Instr, int[]> positions = new IdentityHashMap<>();

  Clobbers(Function function, Map<Value, Memory.Node> classes, boolean split) {
    this.classes = classes;
    this.split = split;
    this.own = new OwnArrays(function);
    for (Block block : function.blocks()) {
      for (int i = 0; i < block.instrs().size(); i++) {
        Instr instr = block.instrs().get(i);
        positions.put(instr, new int[] {block.id(), i});
        note(instr.op(), block.id(), i);
      }
    }
    this.reachable = reachability(function);
  }

  private void note(Op op, int block, int position) {
    if (op instanceof Op.ArrayStore store) {
      add(block, position, store.array(), store.element());
    } else if (op instanceof Op.PutField put) {
      Memory.Node memory = classes.get(put.object());
      if (memory != null) {
        writes.add(new Write(block, position, memory, null, put.field(), null));
      }
    } else if (op instanceof Op.CallVariant
        || (op instanceof Op.InvokeDynamic dynamic && !dynamic.closure())
        || (op instanceof Op.Construct made && !made.simple())) {
      add(block, position, null, null);
    } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
      ArrayMethod method = ArrayMethod.of(invoke);
      if (method == ArrayMethod.ARRAYCOPY) {
        add(block, position, invoke.args().get(2), null);
      } else if (method == ArrayMethod.FILL || method == ArrayMethod.FILL_RANGE) {
        add(block, position, invoke.args().get(0), null);
      } else if (method == null) {
        add(block, position, null, null);
      }
    }
  }

  /**
   * @param array null for all that others may reach
   */
  private void add(int block, int position, Value array, Element element) {
    Memory.Node memory = array == null ? null : classes.get(array);
    writes.add(new Write(block, position, memory, element, null, array));
  }

  /** By block, the blocks that can come after its end. */
  private static BitSet[] reachability(Function function) {
    int n = function.blocks().size();
    BitSet[] reach = new BitSet[n];
    for (int i = 0; i < n; i++) {
      reach[i] = new BitSet(n);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = n - 1; b >= 0; b--) {
        for (Edge edge : function.blocks().get(b).edges()) {
          int target = edge.target().id();
          int before = reach[b].cardinality();
          reach[b].set(target);
          reach[b].or(reach[target]);
          changed |= reach[b].cardinality() != before;
        }
      }
    }
    return reach;
  }

  /** Whether a load yields the same when it is repeated at any time in the reverse sweep. */
  boolean mayRepeat(Instr load, Value array, Element element) {
    Memory.Node memory = classes.get(array);
    if (memory == null || (split && memory.isExternal())) {
      return false;
    }
    int[] at = positions.get(load);
    for (Write write : writes) {
      if (touches(write, memory, element) && comesAfter(write, at) && !misses(write, array)) {
        return false;
      }
    }
    return true;
  }

  private boolean misses(Write write, Value array) {
    return write.array() != null
        && own.misses(write.array(), write.block(), write.position(), array);
  }

  /** Whether a field holds the same whenever it is read in the reverse sweep. */
  boolean mayRepeat(Instr load, Op.GetField get) {
    if (get.field().mutability() == FieldRef.Mutability.FINAL) {
      return true;
    }
    Memory.Node memory = classes.get(get.object());
    if (memory == null
        || (split && memory.isExternal())
        || get.field().mutability() == FieldRef.Mutability.VOLATILE) {
      return false;
    }
    int[] at = positions.get(load);
    for (Write write : writes) {
      boolean touches =
          write.element() == null
              && (write.field() == null || write.field().mayBe(get.field()))
              && (write.memory() == null
                  ? memory.isExternal()
                  : write.memory().find() == memory.find());
      if (touches && comesAfter(write, at)) {
        return false;
      }
    }
    return true;
  }

  private boolean comesAfter(Write write, int[] at) {
    return reachable[at[0]].get(write.block())
        || (write.block() == at[0] && write.position() > at[1]);
  }

  /** A write of unknown memory is a call: it reaches what others hold. */
  private static boolean touches(Write write, Memory.Node memory, Element element) {
    if (write.field() != null || (write.element() != null && write.element() != element)) {
      return false;
    }
    return write.memory() == null ? memory.isExternal() : write.memory().find() == memory.find();
  }
}
