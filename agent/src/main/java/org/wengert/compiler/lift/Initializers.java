package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** What class initializers make static fields of: by one call, of constants. */
final class Initializers {
  /**
   * The call that yields what a field gets.
   *
   * @param constants just before the call: names as they are, classes as descriptors
   */
  record Made(MethodInsnNode call, List<Object> constants) {}

  private Initializers() {}

  /** What makes the value of a static field; null if it is no call, or there are several. */
  static Made made(ClassSource owner, String field) {
    MethodNode initializer = owner.parse("<clinit>", "()V");
    if (initializer == null) {
      return null;
    }
    Set<LabelNode> targets = targets(initializer);
    return assigned(initializer, owner, field, targets) instanceof MethodInsnNode call
        ? new Made(call, constants(call, targets))
        : null;
  }

  /** The instruction that yields what the field gets, if there is only one. */
  private static AbstractInsnNode assigned(
      MethodNode initializer, ClassSource owner, String field, Set<LabelNode> targets) {
    AbstractInsnNode found = null;
    for (AbstractInsnNode each : initializer.instructions) {
      if (each.getOpcode() == Opcodes.PUTSTATIC
          && each instanceof FieldInsnNode put
          && put.owner.equals(owner.name())
          && put.name.equals(field)) {
        if (found != null) {
          return null;
        }
        found = each;
      }
    }
    return found == null ? null : before(found, targets);
  }

  private static List<Object> constants(MethodInsnNode call, Set<LabelNode> targets) {
    List<Object> found = new ArrayList<>();
    AbstractInsnNode at = before(call, targets);
    for (Object constant = constant(at); constant != null; constant = constant(at)) {
      found.add(0, constant);
      at = before(at, targets);
    }
    return found;
  }

  private static Object constant(AbstractInsnNode instruction) {
    if (instruction instanceof LdcInsnNode load) {
      return load.cst instanceof org.objectweb.asm.Type type
          ? type.getDescriptor()
          : load.cst instanceof String ? load.cst : null;
    }
    return instruction instanceof FieldInsnNode get
            && get.getOpcode() == Opcodes.GETSTATIC
            && get.name.equals("TYPE")
            && get.desc.equals("Ljava/lang/Class;")
        ? primitive(get.owner)
        : null;
  }

  /** The descriptor of the primitive type that a box is for. */
  private static String primitive(String box) {
    switch (box) {
      case "java/lang/Double":
        return "D";
      case "java/lang/Float":
        return "F";
      case "java/lang/Long":
        return "J";
      case "java/lang/Integer":
        return "I";
      case "java/lang/Short":
        return "S";
      case "java/lang/Character":
        return "C";
      case "java/lang/Byte":
        return "B";
      case "java/lang/Boolean":
        return "Z";
      default:
        return null;
    }
  }

  /** The instruction before, null where control may come from elsewhere. */
  private static AbstractInsnNode before(AbstractInsnNode instruction, Set<LabelNode> targets) {
    AbstractInsnNode at = instruction.getPrevious();
    while (at != null && at.getOpcode() < 0) {
      if (at instanceof LabelNode label && targets.contains(label)) {
        return null;
      }
      at = at.getPrevious();
    }
    return at;
  }

  private static Set<LabelNode> targets(MethodNode method) {
    Set<LabelNode> targets = new HashSet<>();
    InsnList instructions = method.instructions;
    for (AbstractInsnNode each : instructions) {
      if (each instanceof JumpInsnNode jump) {
        targets.add(jump.label);
      } else if (each instanceof TableSwitchInsnNode table) {
        targets.addAll(table.labels);
        targets.add(table.dflt);
      } else if (each instanceof LookupSwitchInsnNode lookup) {
        targets.addAll(lookup.labels);
        targets.add(lookup.dflt);
      }
    }
    for (TryCatchBlockNode region : method.tryCatchBlocks) {
      targets.add(region.handler);
    }
    return targets;
  }
}
