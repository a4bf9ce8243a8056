package org.wengert.compiler.lift;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.wengert.compiler.ir.MethodRef;

/**
 * Which instructions of a method may throw. In a try range each of them gets a block and a landing
 * of its own in both sweeps, so that those which cannot throw are worth knowing.
 */
final class Throwing {
  private final ClassSource source;
  private final boolean isStatic;
  private final boolean isInitializer;

  Throwing(ClassSource source, MethodNode method) {
    this.source = source;
    this.isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    this.isInitializer = method.name.equals("<clinit>");
  }

  boolean mayThrow(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    if (instruction instanceof MethodInsnNode call) {
      return !isHarmless(call);
    } else if (instruction instanceof LdcInsnNode constant) {
      return !(constant.cst instanceof Number) && !(constant.cst instanceof String);
    } else if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
      return !isOwn((FieldInsnNode) instruction);
    } else if (isDivision(opcode)) {
      return !isNonzeroConstant(before(instruction));
    }
    return isArrayAccess(opcode) || isMemoryAccess(opcode);
  }

  private static boolean isHarmless(MethodInsnNode call) {
    return call.getOpcode() == Opcodes.INVOKESTATIC
        && (PureMethods.contains(new MethodRef(call.owner, call.name, call.desc))
            || (isFloorDivision(call) && isNonzeroConstant(before(call))));
  }

  private static boolean isFloorDivision(MethodInsnNode call) {
    return (call.owner.equals("java/lang/Math") || call.owner.equals("java/lang/StrictMath"))
        && (call.name.equals("floorMod") || call.name.equals("floorDiv"));
  }

  /**
   * Whether a field is one of the class whose static method this is: when that runs, the class has
   * been initialized, or is being so by this very thread. An instance method may run on an object
   * that escaped from an initializer which failed or which another thread is still in.
   */
  private boolean isOwn(FieldInsnNode access) {
    if (!isStatic || !access.owner.equals(source.name())) {
      return false;
    }
    for (ClassSource.Member field : source.fields()) {
      if (field.name().equals(access.name) && field.descriptor().equals(access.desc)) {
        boolean isFinal = (field.access() & Opcodes.ACC_FINAL) != 0;
        return (field.access() & Opcodes.ACC_STATIC) != 0
            && (access.getOpcode() == Opcodes.GETSTATIC || !isFinal || isInitializer);
      }
    }
    return false;
  }

  /** The instruction before, unless something may jump in between: then null. */
  private static AbstractInsnNode before(AbstractInsnNode instruction) {
    AbstractInsnNode previous = instruction.getPrevious();
    while (previous instanceof LineNumberNode) {
      previous = previous.getPrevious();
    }
    return previous;
  }

  private static boolean isNonzeroConstant(AbstractInsnNode instruction) {
    if (instruction instanceof IntInsnNode push) {
      return push.operand != 0 && push.getOpcode() != Opcodes.NEWARRAY;
    } else if (instruction instanceof LdcInsnNode constant) {
      return (constant.cst instanceof Integer || constant.cst instanceof Long)
          && ((Number) constant.cst).longValue() != 0;
    }
    return instruction instanceof InsnNode
        && ((instruction.getOpcode() >= Opcodes.ICONST_1
                && instruction.getOpcode() <= Opcodes.ICONST_5)
            || instruction.getOpcode() == Opcodes.ICONST_M1
            || instruction.getOpcode() == Opcodes.LCONST_1);
  }

  private static boolean isArrayAccess(int opcode) {
    return (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD)
        || (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE);
  }

  private static boolean isDivision(int opcode) {
    return opcode == Opcodes.IDIV
        || opcode == Opcodes.LDIV
        || opcode == Opcodes.IREM
        || opcode == Opcodes.LREM;
  }

  /** Fields, calls, allocations, casts, throws and locks. */
  private static boolean isMemoryAccess(int opcode) {
    return (opcode >= Opcodes.GETFIELD && opcode <= Opcodes.CHECKCAST)
        || opcode == Opcodes.MONITORENTER
        || opcode == Opcodes.MULTIANEWARRAY;
  }
}
