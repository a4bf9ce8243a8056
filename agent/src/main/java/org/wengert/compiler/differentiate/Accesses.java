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
  private Accesses() {}

  static Set<Value> in(Function primal, ClassFacts facts) {
    Set<Value> accessed = new HashSet<>();
    for (Block block : primal.blocks()) {
      for (Instr instr : block.instrs()) {
        accessed.addAll(of(instr.op(), facts));
      }
    }
    return accessed;
  }

  private static List<Value> of(Op op, ClassFacts facts) {
    if (op instanceof Op.GetField get) {
      boolean waits = !get.type().isFloating() && facts.mayWait(get.object().type());
      return waits ? List.of() : List.of(get.object());
    } else if (op instanceof Op.PutField put) {
      return List.of(put.object());
    } else if (op instanceof Op.Held held) {
      return List.of(held.object());
    } else if (op instanceof Op.Invoke invoke && ArrayMethod.of(invoke) != null) {
      return invoke.args();
    }
    return List.of();
  }
}
