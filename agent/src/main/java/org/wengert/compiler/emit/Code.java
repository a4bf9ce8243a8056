package org.wengert.compiler.emit;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;

/** Writes instructions, choosing the forms by type and the shortest ones for constants. */
final class Code {
  private static final int DOUBLE = 3;
  private static final int FLOAT = 2;
  private static final int LONG = 1;

  private final MethodVisitor visitor;
  private boolean atFrame;
  private int line;
  private Type storedType;
  private int storedSlot = -1;

  Code(MethodVisitor visitor) {
    this.visitor = visitor;
  }

  /** To be called before whatever is written. */
  private void begin() {
    atFrame = false;
    flush();
  }

  private void flush() {
    if (storedSlot >= 0) {
      visitor.visitVarInsn(typed(Opcodes.ISTORE, storedType), storedSlot);
      storedSlot = -1;
    }
  }

  void insn(int opcode) {
    begin();
    visitor.visitInsn(opcode);
  }

  void load(Type type, int slot) {
    boolean again = slot == storedSlot;
    if (again) {
      visitor.visitInsn(type.slots() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
    }
    begin();
    if (!again) {
      visitor.visitVarInsn(typed(Opcodes.ILOAD, type), slot);
    }
  }

  /**
   * A store is written together with what follows: if that is a load of the same slot, duplicating
   * is shorter. Not for the first slots, whose loads take one byte too.
   */
  void store(Type type, int slot) {
    begin();
    storedType = type;
    storedSlot = slot;
    if (slot <= 3) {
      flush();
    }
  }

  void increment(int slot, int by) {
    begin();
    visitor.visitIincInsn(slot, by);
  }

  void returns(Type type) {
    insn(type.slots() == 0 ? Opcodes.RETURN : typed(Opcodes.IRETURN, type));
  }

  void pop(Type type) {
    insn(type.slots() == 2 ? Opcodes.POP2 : Opcodes.POP);
  }

  void dup(Type type) {
    insn(type.slots() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
  }

  void type(int opcode, String internalName) {
    begin();
    visitor.visitTypeInsn(opcode, internalName);
  }

  void field(int opcode, String owner, String name, String descriptor) {
    begin();
    visitor.visitFieldInsn(opcode, owner, name, descriptor);
  }

  void call(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
    begin();
    visitor.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
  }

  void callSite(String name, String descriptor, Handle bootstrap, Object... arguments) {
    begin();
    visitor.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  void newArray(int elementCode) {
    begin();
    visitor.visitIntInsn(Opcodes.NEWARRAY, elementCode);
  }

  void newArrays(String descriptor, int dimensions) {
    begin();
    visitor.visitMultiANewArrayInsn(descriptor, dimensions);
  }

  void jump(int opcode, Label target) {
    begin();
    visitor.visitJumpInsn(opcode, target);
  }

  void tableSwitch(int low, int high, Label otherwise, Label[] targets) {
    begin();
    visitor.visitTableSwitchInsn(low, high, otherwise, targets);
  }

  void lookupSwitch(Label otherwise, int[] keys, Label[] targets) {
    begin();
    visitor.visitLookupSwitchInsn(otherwise, keys, targets);
  }

  /** Exceptions between two labels to come go to a third. */
  void tryCatch(Label start, Label end, Label landing) {
    flush();
    visitor.visitTryCatchBlock(start, end, landing, null);
  }

  /** Where exceptions arrive, each alone on the stack. */
  void landing(Label label, Object[] locals) {
    flush();
    visitor.visitLabel(label);
    visitor.visitFrame(
        Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    atFrame = false;
  }

  /** A label where nothing jumps to. */
  void mark(Label label) {
    flush();
    visitor.visitLabel(label);
  }

  /** A jump target with the types of its locals; two frames never share an offset. */
  void target(Label label, Object[] locals) {
    flush();
    if (atFrame) {
      insn(Opcodes.NOP);
    }
    visitor.visitLabel(label);
    visitor.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, null);
    atFrame = true;
  }

  void line(int sourceLine) {
    if (sourceLine != 0 && sourceLine != line) {
      flush();
      Label label = new Label();
      visitor.visitLabel(label);
      visitor.visitLineNumber(sourceLine, label);
      line = sourceLine;
    }
  }

  void constant(Op.Const constant) {
    Object value = constant.constant();
    if (value == null) {
      insn(Opcodes.ACONST_NULL);
    } else if (value instanceof Integer) {
      constant((int) (Integer) value);
    } else if (value instanceof Long) {
      small((Long) value, value, LONG, (Long) value < 2);
    } else if (value instanceof Float) {
      floating((Float) value, Float.floatToRawIntBits((Float) value) == 0x80000000, value, FLOAT);
    } else if (value instanceof Double) {
      double d = (Double) value;
      floating(d, Double.doubleToRawLongBits(d) == Long.MIN_VALUE, value, DOUBLE);
    } else if (value instanceof Type) {
      ldc(classConstant((Type) value));
    } else if (value instanceof String) {
      ldc(value);
    } else {
      throw new IllegalArgumentException("a constant of " + value.getClass());
    }
  }

  private static org.objectweb.asm.Type classConstant(Type type) {
    if (!type.isReference() || type.equals(Type.NULL)) {
      throw new IllegalArgumentException("no class constant for type " + type);
    }
    return org.objectweb.asm.Type.getType(type.descriptor());
  }

  void constant(int i) {
    if (i >= -1 && i <= 5) {
      insn(Opcodes.ICONST_0 + i);
    } else if (i == (byte) i) {
      begin();
      visitor.visitIntInsn(Opcodes.BIPUSH, i);
    } else if (i == (short) i) {
      begin();
      visitor.visitIntInsn(Opcodes.SIPUSH, i);
    } else {
      ldc(i);
    }
  }

  private void floating(double value, boolean minusZero, Object boxed, int kind) {
    long integer = (long) value;
    if (minusZero || integer != value) {
      ldc(boxed);
    } else {
      small(integer, boxed, kind, integer < (kind == FLOAT ? 3 : 2));
    }
  }

  /** Two bytes, {@code iconst_2 i2d}, instead of three and a pool entry. */
  private void small(long integer, Object boxed, int kind, boolean oneByte) {
    if (integer < -1 || integer > 5) {
      ldc(boxed);
    } else if (oneByte && integer >= 0) {
      int zero =
          kind == LONG ? Opcodes.LCONST_0 : kind == FLOAT ? Opcodes.FCONST_0 : Opcodes.DCONST_0;
      insn(zero + (int) integer);
    } else {
      constant((int) integer);
      insn(kind == LONG ? Opcodes.I2L : kind == FLOAT ? Opcodes.I2F : Opcodes.I2D);
    }
  }

  private void ldc(Object value) {
    begin();
    visitor.visitLdcInsn(value);
  }

  /** Zero or null. */
  void zero(Type type) {
    switch (type.descriptor().charAt(0)) {
      case 'I':
        insn(Opcodes.ICONST_0);
        break;
      case 'J':
        insn(Opcodes.LCONST_0);
        break;
      case 'F':
        insn(Opcodes.FCONST_0);
        break;
      case 'D':
        insn(Opcodes.DCONST_0);
        break;
      default:
        insn(Opcodes.ACONST_NULL);
    }
  }

  /** The opcode for a type, given that for int: loads, stores and returns are in the same order. */
  private static int typed(int forInt, Type type) {
    switch (type.descriptor().charAt(0)) {
      case 'I':
        return forInt;
      case 'J':
        return forInt + 1;
      case 'F':
        return forInt + 2;
      case 'D':
        return forInt + 3;
      case 'V':
        throw new IllegalArgumentException("void has no values");
      default:
        return forInt + 4;
    }
  }
}
