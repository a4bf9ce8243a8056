package org.wengert.compiler.lift;

import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Where the operations of translated instructions go. */
interface Emitter {
  /** Takes an operation; yields its value, null if it has none. */
  Value emit(Op op);

  /**
   * Says that more of the same instruction comes: in a try range, what was emitted last gets a
   * block of its own.
   */
  void split();

  /** The memory that a {@code VarHandle} stands for; null if that is not known. */
  HandleFields.Memory memory(Value handle);

  /** Whether a static type is a class or one below it. */
  boolean isKindOf(Type type, String internalName);

  /** Keeps nothing but types: what the search for a fixpoint of types needs. */
  final class TypesOnly implements Emitter {
    @Override
    public Value emit(Op op) {
      Type type = op.type();
      return type.equals(Type.VOID) ? null : new Value(0, type);
    }

    @Override
    public void split() {}

    @Override
    public HandleFields.Memory memory(Value handle) {
      return null;
    }

    @Override
    public boolean isKindOf(Type type, String internalName) {
      return false;
    }
  }
}
