package org.wengert.compiler.lift;

import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Condition;

/** What the instructions that end a block take from the stack, and what they compare. */
final class BlockEnds {
  private static final Condition[] CONDITIONS = {
    Condition.EQ, Condition.NE, Condition.LT, Condition.GE, Condition.GT, Condition.LE
  };

  private BlockEnds() {}

  /** Stack entries taken by the last instruction of a block; 0 if it falls through. */
  static int operandCount(int opcode) {
    if (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE) {
      return 2;
    }
    if (isComparisonWithZero(opcode)
        || opcode == Opcodes.IFNULL
        || opcode == Opcodes.IFNONNULL
        || (opcode >= Opcodes.TABLESWITCH && opcode <= Opcodes.ARETURN)
        || opcode == Opcodes.ATHROW) {
      return 1;
    }
    return 0;
  }

  static boolean isComparisonWithZero(int opcode) {
    return opcode >= Opcodes.IFEQ && opcode <= Opcodes.IFLE;
  }

  /** The condition under which a conditional jump jumps. */
  static Condition condition(int opcode) {
    if (isComparisonWithZero(opcode)) {
      return CONDITIONS[opcode - Opcodes.IFEQ];
    }
    if (opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ICMPLE) {
      return CONDITIONS[opcode - Opcodes.IF_ICMPEQ];
    }
    return opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IFNULL ? Condition.EQ : Condition.NE;
  }
}
