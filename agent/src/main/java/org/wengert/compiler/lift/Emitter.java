package org.wengert.compiler.lift;

import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Where the operations of translated instructions go. */
interface Emitter {
  /** Takes an operation; yields its value, null if it has none. */
  Value emit(Op op);

  /** Keeps nothing but types: what the search for a fixpoint of types needs. */
  final class TypesOnly implements Emitter {
    @Override
    public Value emit(Op op) {
      Type type = op.type();
      return type.equals(Type.VOID) ? null : new Value(0, type);
    }
  }
}
