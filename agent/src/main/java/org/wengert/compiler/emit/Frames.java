package org.wengert.compiler.emit;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Verification types of the locals, from the values that are live and their types in the IR. */
final class Frames {
  private final Slots slots;
  private final Erasure erasure;

  Frames(Slots slots, Erasure erasure) {
    this.slots = slots;
    this.erasure = erasure;
  }

  Object[] locals(BitSet live) {
    Object[] bySlot = new Object[slots.maxLocals()];
    int end = 0;
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      Value value = slots.value(id);
      int slot = slots.of(value);
      bySlot[slot] =
          erasure.hides(value.type()) ? Type.OBJECT.internalName() : verificationType(value.type());
      end = Math.max(end, slot + 1);
    }
    Object[] locals = new Object[end];
    int count = 0;
    for (int slot = 0; slot < end; slot++) {
      Object type = bySlot[slot] == null ? Opcodes.TOP : bySlot[slot];
      locals[count++] = type;
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        slot++;
      }
    }
    return count == end ? locals : java.util.Arrays.copyOf(locals, count);
  }

  static Object verificationType(Type type) {
    switch (type.descriptor().charAt(0)) {
      case 'I':
        return Opcodes.INTEGER;
      case 'J':
        return Opcodes.LONG;
      case 'F':
        return Opcodes.FLOAT;
      case 'D':
        return Opcodes.DOUBLE;
      case 'N':
        return Opcodes.NULL;
      default:
        return type.internalName();
    }
  }
}
