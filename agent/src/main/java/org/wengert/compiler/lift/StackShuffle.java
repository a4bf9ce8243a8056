package org.wengert.compiler.lift;

import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Value;

/**
 * The instructions that only move stack entries. The JVM describes them in slots, of which a long
 * or double takes two; here it is one entry, so that what counts as a pair depends on the types.
 */
final class StackShuffle {
  private StackShuffle() {}

  static void apply(int opcode, Frame frame) {
    switch (opcode) {
      case Opcodes.POP:
        frame.pop();
        break;
      case Opcodes.POP2:
        popPair(frame);
        break;
      case Opcodes.DUP:
        insertBelow(frame, popSlots(frame, 1), 0);
        break;
      case Opcodes.DUP_X1:
        insertBelow(frame, popSlots(frame, 1), 1);
        break;
      case Opcodes.DUP_X2:
        insertBelow(frame, popSlots(frame, 1), 2);
        break;
      case Opcodes.DUP2:
        insertBelow(frame, popPair(frame), 0);
        break;
      case Opcodes.DUP2_X1:
        insertBelow(frame, popPair(frame), 1);
        break;
      case Opcodes.DUP2_X2:
        insertBelow(frame, popPair(frame), 2);
        break;
      default:
        swap(frame);
    }
  }

  private static Value[] popPair(Frame frame) {
    return popSlots(frame, 2);
  }

  /** Pops as many entries as fill the slots; the deepest comes first. */
  private static Value[] popSlots(Frame frame, int slots) {
    if (slots == 0) {
      return new Value[0];
    }
    Value top = frame.pop();
    int rest = slots - top.type().slots();
    if (rest < 0) {
      throw new UnreadableClassException("invalid bytecode: half of a long or double moved");
    }
    return rest == 0 ? new Value[] {top} : new Value[] {frame.pop(), top};
  }

  /** Pushes a copy of {@code moved} below the next slots of the stack, and {@code moved} above. */
  private static void insertBelow(Frame frame, Value[] moved, int slots) {
    Value[] between = popSlots(frame, slots);
    pushAll(frame, moved);
    pushAll(frame, between);
    pushAll(frame, moved);
  }

  private static void pushAll(Frame frame, Value[] values) {
    for (Value value : values) {
      frame.push(value);
    }
  }

  private static void swap(Frame frame) {
    Value top = frame.pop();
    Value below = frame.pop();
    frame.push(top);
    frame.push(below);
  }
}
