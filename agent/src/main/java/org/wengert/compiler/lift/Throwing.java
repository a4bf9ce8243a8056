package org.wengert.compiler.lift;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.wengert.compiler.ir.MethodRef;

/** Which instructions may throw. */
final class Throwing {
  private Throwing() {}

  static boolean mayThrow(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    if (instruction instanceof MethodInsnNode call) {
      boolean isStatic = opcode == Opcodes.INVOKESTATIC;
      return !isStatic || !PureMethods.contains(new MethodRef(call.owner, call.name, call.desc));
    } else if (instruction instanceof LdcInsnNode constant) {
      return !(constant.cst instanceof Number) && !(constant.cst instanceof String);
    }
    return isArrayAccess(opcode) || isDivision(opcode) || isMemoryAccess(opcode);
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
    return (opcode >= Opcodes.GETSTATIC && opcode <= Opcodes.CHECKCAST)
        || opcode == Opcodes.MONITORENTER
        || opcode == Opcodes.MULTIANEWARRAY;
  }
}
