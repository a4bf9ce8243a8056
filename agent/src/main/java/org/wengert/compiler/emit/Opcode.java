package org.wengert.compiler.emit;

import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.UnaryKind;

/** JVM opcodes of the IR's primitive operations. */
final class Opcode {
  private static final int[] UNARY = {
    Opcodes.INEG,
    Opcodes.LNEG,
    Opcodes.FNEG,
    Opcodes.DNEG,
    Opcodes.I2L,
    Opcodes.I2F,
    Opcodes.I2D,
    Opcodes.L2I,
    Opcodes.L2F,
    Opcodes.L2D,
    Opcodes.F2I,
    Opcodes.F2L,
    Opcodes.F2D,
    Opcodes.D2I,
    Opcodes.D2L,
    Opcodes.D2F,
    Opcodes.I2B,
    Opcodes.I2C,
    Opcodes.I2S
  };

  private static final int[] BINARY = {
    Opcodes.IADD,
    Opcodes.ISUB,
    Opcodes.IMUL,
    Opcodes.IDIV,
    Opcodes.IREM,
    Opcodes.ISHL,
    Opcodes.ISHR,
    Opcodes.IUSHR,
    Opcodes.IAND,
    Opcodes.IOR,
    Opcodes.IXOR,
    Opcodes.LADD,
    Opcodes.LSUB,
    Opcodes.LMUL,
    Opcodes.LDIV,
    Opcodes.LREM,
    Opcodes.LSHL,
    Opcodes.LSHR,
    Opcodes.LUSHR,
    Opcodes.LAND,
    Opcodes.LOR,
    Opcodes.LXOR,
    Opcodes.FADD,
    Opcodes.FSUB,
    Opcodes.FMUL,
    Opcodes.FDIV,
    Opcodes.FREM,
    Opcodes.DADD,
    Opcodes.DSUB,
    Opcodes.DMUL,
    Opcodes.DDIV,
    Opcodes.DREM,
    Opcodes.LCMP,
    Opcodes.FCMPL,
    Opcodes.FCMPG,
    Opcodes.DCMPL,
    Opcodes.DCMPG
  };

  private Opcode() {}

  static int of(UnaryKind kind) {
    return UNARY[kind.ordinal()];
  }

  /** Not for {@link BinaryKind#SMUL}, which is a call. */
  static int of(BinaryKind kind) {
    return kind == BinaryKind.ACC ? Opcodes.DADD : BINARY[kind.ordinal()];
  }

  static int load(Element element) {
    switch (element) {
      case BYTE:
        return Opcodes.BALOAD;
      case CHAR:
        return Opcodes.CALOAD;
      case SHORT:
        return Opcodes.SALOAD;
      case INT:
        return Opcodes.IALOAD;
      case LONG:
        return Opcodes.LALOAD;
      case FLOAT:
        return Opcodes.FALOAD;
      case DOUBLE:
        return Opcodes.DALOAD;
      default:
        return Opcodes.AALOAD;
    }
  }

  static int store(Element element) {
    return load(element) + (Opcodes.IASTORE - Opcodes.IALOAD);
  }

  /** Comparison of an int with 0. */
  static int ifZero(Condition condition) {
    switch (condition) {
      case EQ:
        return Opcodes.IFEQ;
      case NE:
        return Opcodes.IFNE;
      case LT:
        return Opcodes.IFLT;
      case GE:
        return Opcodes.IFGE;
      case GT:
        return Opcodes.IFGT;
      default:
        return Opcodes.IFLE;
    }
  }

  static int ifInts(Condition condition) {
    return ifZero(condition) + (Opcodes.IF_ICMPEQ - Opcodes.IFEQ);
  }

  static int ifNull(Condition condition) {
    return equality(condition) ? Opcodes.IFNULL : Opcodes.IFNONNULL;
  }

  static int ifReferences(Condition condition) {
    return equality(condition) ? Opcodes.IF_ACMPEQ : Opcodes.IF_ACMPNE;
  }

  private static boolean equality(Condition condition) {
    if (condition != Condition.EQ && condition != Condition.NE) {
      throw new IllegalArgumentException("references compared by " + condition);
    }
    return condition == Condition.EQ;
  }

  /** The condition that holds for (b, a) where the one given holds for (a, b). */
  static Condition mirrored(Condition condition) {
    switch (condition) {
      case LT:
        return Condition.GT;
      case GT:
        return Condition.LT;
      case LE:
        return Condition.GE;
      case GE:
        return Condition.LE;
      default:
        return condition;
    }
  }
}
