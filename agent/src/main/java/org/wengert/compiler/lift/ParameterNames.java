package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The names of parameters: from the MethodParameters attribute, else from debug tables. */
final class ParameterNames {
  private ParameterNames() {}

  /** One for each parameter of the descriptor, null where it is unknown. */
  static List<String> of(MethodNode method) {
    Type[] types = Type.getArgumentTypes(method.desc);
    List<String> names = new ArrayList<>(types.length);
    boolean attribute = method.parameters != null && method.parameters.size() == types.length;
    int slot = (method.access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
    for (int i = 0; i < types.length; i++) {
      String name = attribute ? method.parameters.get(i).name : null;
      names.add(name != null ? name : fromDebugTable(method, slot));
      slot += types[i].getSize();
    }
    return Collections.unmodifiableList(names);
  }

  private static String fromDebugTable(MethodNode method, int slot) {
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        if (variable.index == slot && isAtStart(variable.start)) {
          return variable.name;
        }
      }
    }
    return null;
  }

  /** Whether no instruction comes before: only parameters have values there. */
  private static boolean isAtStart(AbstractInsnNode label) {
    AbstractInsnNode before = label.getPrevious();
    while (before != null && before.getOpcode() < 0) {
      before = before.getPrevious();
    }
    return before == null;
  }
}
