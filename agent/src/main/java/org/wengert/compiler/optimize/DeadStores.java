package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.List;
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
      pass.sweep(block.instrs());
    }
    return pass.editor.finish();
  }

  private void sweep(List<Instr> instrs) {
    List<Instr> kept = new ArrayList<>(instrs.size());
    for (int i = 0; i < instrs.size(); i++) {
      if (instrs.get(i).op() instanceof Op.ArrayStore store
          && isOverwritten(store, instrs, i + 1)) {
        editor.markChanged();
      } else {
        kept.add(instrs.get(i));
      }
    }
    instrs.clear();
    instrs.addAll(kept);
  }

  /** The store that overwrites fails where this one would have failed, with the same exception. */
  private boolean isOverwritten(Op.ArrayStore store, List<Instr> instrs, int from) {
    if (store.element() == Element.REF) {
      return false;
    }
    boolean unseen = clobbers.isPrivate(store.array()) && !safety.mayThrow(store);
    for (int i = from; i < instrs.size(); i++) {
      Op op = instrs.get(i).op();
      if (op instanceof Op.ArrayStore next
          && next.array() == store.array()
          && next.index() == store.index()) {
        return true;
      }
      if (isSeen(store, op) || (!unseen && maySurface(op))) {
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
    return clobbers.mayRead(op, store.element(), store.array());
  }

  /** Whether the operation may end the function, or be noticed by others. */
  private boolean maySurface(Op op) {
    return safety.mayThrow(op) || Effect.has(op.effects(), Effect.WRITES);
  }
}
