package org.wengert.compiler.differentiate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * The objects whose own shadow is looked into in a function: others are only handed on, and need
 * none yet. A reference field of an object that waits for its shadow can be read without one, since
 * what it leads to waits too.
 */
final class Accesses {
  private final Set<Value> accessed = new HashSet<>();
  private final Set<Value> stored = new HashSet<>();

  Accesses(Function primal, ClassFacts facts) {
    for (Block block : primal.blocks()) {
      for (Instr instr : block.instrs()) {
        note(instr.op());
        accessed.addAll(of(instr.op(), facts));
      }
    }
    accessed.addAll(stored);
  }

  /** Whether the object's own shadow is looked into. */
  boolean isAccessed(Value object) {
    return accessed.contains(object);
  }

  /**
   * Whether something is stored in the object, by its constructor or by a call that is known to
   * have done it.
   */
  boolean isStoredIn(Value object) {
    return stored.contains(object);
  }

  private void note(Op op) {
    if (op instanceof Op.PutField put) {
      stored.add(put.object());
    } else if (op instanceof Op.Held held) {
      stored.add(held.object());
    }
  }

  private static List<Value> of(Op op, ClassFacts facts) {
    if (op instanceof Op.GetField get) {
      boolean waits = !get.type().isFloating() && facts.mayWait(get.object().type());
      return waits ? List.of() : List.of(get.object());
    } else if (op instanceof Op.Invoke invoke && ArrayMethod.of(invoke) != null) {
      return invoke.args();
    }
    return List.of();
  }
}
