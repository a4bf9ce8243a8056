package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;

/**
 * Removes a store to an array element that is overwritten in the same block before anything can see
 * it: an overlapping load, a call, or an exception (unless the array is private to the function).
 * With value numbering this leaves of {@code t = a[i]; a[i] = 0; a[i] = a[i] + x} one load and one
 * store.
 */
public final class DeadStores {
  private final Editor editor;
  private final Definitions definitions;
  private final Safety safety;
  private final Clobbers clobbers;

  private DeadStores(Function function) {
    this.editor = new Editor(function);
    this.definitions = new Definitions(function);
    this.safety = new Safety(definitions);
    this.clobbers = new Clobbers(function);
  }

  public static Function run(Function function) {
    DeadStores pass = new DeadStores(function);
    for (Block block : pass.editor.blocks()) {
      pass.sweep(block);
    }
    return pass.editor.finish();
  }

  private void sweep(Block block) {
    List<Instr> instrs = block.instrs();
    if (!hasSeveralStores(instrs)) {
      return;
    }
    boolean[] mayThrow = mayThrow(instrs);
    Instr attempted = block.protectedInstr();
    List<Instr> kept = new ArrayList<>(instrs.size());
    for (int i = 0; i < instrs.size(); i++) {
      if (instrs.get(i).op() instanceof Op.ArrayStore store
          && isOverwritten(store, i, instrs, mayThrow, attempted)) {
        editor.markChanged();
      } else {
        kept.add(instrs.get(i));
      }
    }
    instrs.clear();
    instrs.addAll(kept);
  }

  private static boolean hasSeveralStores(List<Instr> instrs) {
    int stores = 0;
    for (Instr instr : instrs) {
      stores += instr.op() instanceof Op.ArrayStore ? 1 : 0;
    }
    return stores > 1;
  }

  /** An element that was accessed earlier in the block can be accessed again. */
  private boolean[] mayThrow(List<Instr> instrs) {
    Set<Place> survived = new HashSet<>();
    boolean[] mayThrow = new boolean[instrs.size()];
    for (int i = 0; i < mayThrow.length; i++) {
      Op op = instrs.get(i).op();
      mayThrow[i] = safety.mayThrow(op);
      if (op instanceof Op.ArrayLoad load) {
        mayThrow[i] &= survived.add(new Place(load.array(), load.index()));
      } else if (op instanceof Op.ArrayStore store) {
        boolean first = survived.add(new Place(store.array(), store.index()));
        mayThrow[i] &= first || store.element() == Element.REF;
      }
    }
    return mayThrow;
  }

  /**
   * The store that overwrites fails where this one would have failed, with the same exception;
   * which goes elsewhere if only the second one is caught.
   */
  private boolean isOverwritten(
      Op.ArrayStore store, int at, List<Instr> instrs, boolean[] mayThrow, Instr attempted) {
    if (store.element() == Element.REF) {
      return false;
    }
    boolean unseenOutside = clobbers.isPrivate(store.array()) && !mayThrow[at];
    for (int i = at + 1; i < instrs.size(); i++) {
      Op op = instrs.get(i).op();
      if (op instanceof Op.ArrayStore next
          && !next.held()
          && next.array() == store.array()
          && next.index() == store.index()) {
        return instrs.get(i) != attempted || !mayThrow[at];
      }
      if (isSeen(store, op) || (!unseenOutside && (mayThrow[i] || isNoticed(op)))) {
        return false;
      }
    }
    return false;
  }

  /** Whether the operation may read the element, or write it in a way that is not understood. */
  private boolean isSeen(Op.ArrayStore store, Op op) {
    if (op instanceof Op.ArrayLoad load && definitions.differ(load.index(), store.index())) {
      return false;
    }
    if (op instanceof Op.SafeLoad load && definitions.differ(load.index(), store.index())) {
      return false;
    }
    return clobbers.mayRead(op, store.element(), store.array());
  }

  /** Whether others may look at memory, or are told to, when the operation is executed. */
  private static boolean isNoticed(Op op) {
    return Effect.has(op.effects(), Effect.WRITES)
        && !(op instanceof Op.ArrayStore)
        && !(op instanceof Op.SafeAdd);
  }
}
