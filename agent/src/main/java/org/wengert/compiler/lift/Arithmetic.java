package org.wengert.compiler.lift;

import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.UnaryKind;

/** The arithmetic opcodes and their kinds, in the order of the JVM's opcode table. */
final class Arithmetic {
  /** From {@code iadd} to {@code drem}. */
  private static final BinaryKind[] ARITHMETIC = {
    BinaryKind.IADD, BinaryKind.LADD, BinaryKind.FADD, BinaryKind.DADD,
    BinaryKind.ISUB, BinaryKind.LSUB, BinaryKind.FSUB, BinaryKind.DSUB,
    BinaryKind.IMUL, BinaryKind.LMUL, BinaryKind.FMUL, BinaryKind.DMUL,
    BinaryKind.IDIV, BinaryKind.LDIV, BinaryKind.FDIV, BinaryKind.DDIV,
    BinaryKind.IREM, BinaryKind.LREM, BinaryKind.FREM, BinaryKind.DREM
  };

  /** From {@code ishl} to {@code lxor}. */
  private static final BinaryKind[] BITS = {
    BinaryKind.ISHL, BinaryKind.LSHL, BinaryKind.ISHR, BinaryKind.LSHR,
    BinaryKind.IUSHR, BinaryKind.LUSHR, BinaryKind.IAND, BinaryKind.LAND,
    BinaryKind.IOR, BinaryKind.LOR, BinaryKind.IXOR, BinaryKind.LXOR
  };

  /** From {@code lcmp} to {@code dcmpg}. */
  private static final BinaryKind[] COMPARISONS = {
    BinaryKind.LCMP, BinaryKind.FCMPL, BinaryKind.FCMPG, BinaryKind.DCMPL, BinaryKind.DCMPG
  };

  /** From {@code ineg} to {@code dneg}. */
  private static final UnaryKind[] NEGATIONS = {
    UnaryKind.INEG, UnaryKind.LNEG, UnaryKind.FNEG, UnaryKind.DNEG
  };

  /** From {@code i2l} to {@code i2s}. */
  private static final UnaryKind[] CONVERSIONS = {
    UnaryKind.I2L, UnaryKind.I2F, UnaryKind.I2D, UnaryKind.L2I, UnaryKind.L2F,
    UnaryKind.L2D, UnaryKind.F2I, UnaryKind.F2L, UnaryKind.F2D, UnaryKind.D2I,
    UnaryKind.D2L, UnaryKind.D2F, UnaryKind.I2B, UnaryKind.I2C, UnaryKind.I2S
  };

  private Arithmetic() {}

  /** Null if the opcode is no operation on two operands. */
  static BinaryKind binary(int opcode) {
    if (opcode >= Opcodes.IADD && opcode <= Opcodes.DREM) {
      return ARITHMETIC[opcode - Opcodes.IADD];
    }
    if (opcode >= Opcodes.ISHL && opcode <= Opcodes.LXOR) {
      return BITS[opcode - Opcodes.ISHL];
    }
    if (opcode >= Opcodes.LCMP && opcode <= Opcodes.DCMPG) {
      return COMPARISONS[opcode - Opcodes.LCMP];
    }
    return null;
  }

  /** Null if the opcode is neither a negation nor a conversion. */
  static UnaryKind unary(int opcode) {
    if (opcode >= Opcodes.INEG && opcode <= Opcodes.DNEG) {
      return NEGATIONS[opcode - Opcodes.INEG];
    }
    if (opcode >= Opcodes.I2L && opcode <= Opcodes.I2S) {
      return CONVERSIONS[opcode - Opcodes.I2L];
    }
    return null;
  }
}
