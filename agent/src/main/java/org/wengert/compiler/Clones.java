package org.wengert.compiler;

import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.UnreadableClassException;

/**
 * Names the method that a copy is made by as the transforms know it: {@code super.clone()} names
 * the super class, which may inherit it, and compilers before Java 5 named {@code Object} for
 * arrays.
 */
final class Clones {
  private static final String OBJECT = "java/lang/Object";

  private Clones() {}

  /** Changes calls in a function that was just lifted. */
  static void run(Function function, ClassFiles files) {
    for (Block block : function.blocks()) {
      List<Instr> instrs = block.instrs();
      for (int i = 0; i < instrs.size(); i++) {
        Instr instr = instrs.get(i);
        if (instr.op() instanceof Op.Invoke call
            && call.method().name().equals("clone")
            && call.method().descriptor().equals("()Ljava/lang/Object;")) {
          instrs.set(i, new Instr(instr.result(), known(call, files), instr.line()));
        }
      }
    }
  }

  private static Op known(Op.Invoke call, ClassFiles files) {
    Type receiver = call.args().get(0).type();
    String owner = call.method().owner();
    if (call.kind() == InvokeKind.VIRTUAL && owner.equals(OBJECT) && receiver.isArray()) {
      owner = receiver.descriptor();
    } else if (call.kind() == InvokeKind.SPECIAL && inheritsClone(owner, files)) {
      owner = OBJECT;
    }
    MethodRef named = new MethodRef(owner, call.method().name(), call.method().descriptor());
    return new Op.Invoke(call.kind(), named, call.ownerIsInterface(), call.pure(), call.args());
  }

  private static boolean inheritsClone(String owner, ClassFiles files) {
    try {
      ClassSource declaring = files.declaring(owner, "clone", "()Ljava/lang/Object;");
      return declaring != null && declaring.name().equals(OBJECT);
    } catch (UnreadableClassException e) {
      return false;
    }
  }
}
