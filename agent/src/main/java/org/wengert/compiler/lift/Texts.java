package org.wengert.compiler.lift;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes text of objects before texts are joined: joining asks objects of any class for their text,
 * which is code of the application and must be seen as a call.
 */
final class Texts {
  private static final String STRING = "Ljava/lang/String;";

  private static final String TO_TEXT = "(Ljava/lang/Object;)Ljava/lang/String;";

  private Texts() {}

  /** Rewrites a method that was parsed for lifting. */
  static void makeExplicit(MethodNode method) {
    AbstractInsnNode next;
    for (AbstractInsnNode at = method.instructions.getFirst(); at != null; at = next) {
      next = at.getNext();
      if (at instanceof InvokeDynamicInsnNode site
          && site.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
        makeExplicit(method, site);
      }
    }
  }

  private static void makeExplicit(MethodNode method, InvokeDynamicInsnNode site) {
    Type[] types = Type.getArgumentTypes(site.desc);
    int first = 0;
    while (first < types.length && !asks(types[first])) {
      first++;
    }
    if (first == types.length) {
      return;
    }
    InsnList saved = new InsnList();
    InsnList loaded = new InsnList();
    StringBuilder descriptor = new StringBuilder("(");
    int slot = method.maxLocals;
    for (int i = 0; i < types.length; i++) {
      if (i >= first) {
        saved.insert(new VarInsnNode(types[i].getOpcode(Opcodes.ISTORE), slot));
        loaded.add(new VarInsnNode(types[i].getOpcode(Opcodes.ILOAD), slot));
        slot += types[i].getSize();
      }
      if (asks(types[i])) {
        loaded.add(
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, "java/lang/String", "valueOf", TO_TEXT, false));
      }
      descriptor.append(asks(types[i]) ? STRING : types[i].getDescriptor());
    }
    method.maxLocals = slot;
    method.instructions.insertBefore(site, saved);
    method.instructions.insertBefore(site, loaded);
    site.desc = descriptor.append(')').append(STRING).toString();
  }

  /** Whether the text of a value of a type comes from code that is not known. */
  static boolean asks(Type type) {
    if (type.getSort() != Type.OBJECT) {
      return false;
    }
    switch (type.getInternalName()) {
      case "java/lang/String",
      "java/lang/Integer",
      "java/lang/Long",
      "java/lang/Short",
      "java/lang/Byte",
      "java/lang/Character",
      "java/lang/Boolean",
      "java/lang/Double",
      "java/lang/Float",
      "java/lang/Class":
        return false;
      default:
        return true;
    }
  }
}
