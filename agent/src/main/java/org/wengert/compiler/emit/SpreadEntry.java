package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * An entry point that takes all arguments of a variant from one array, tapes included. What is to
 * be done before and after is the runtime's business: {@code org.wengert.runtime.SecondOrder}.
 */
public final class SpreadEntry {
  /** Of every such entry point. */
  public static final String DESCRIPTOR = "([Ljava/lang/Object;)Ljava/lang/Object;";

  private SpreadEntry() {}

  /**
   * @param owner the class that is written, which has the variant
   * @param descriptor with all parameters of the variant, the tape last
   */
  public static void write(
      ClassVisitor visitor, String owner, String name, String variant, String descriptor) {
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor method = visitor.visitMethod(access, name, DESCRIPTOR, null, null);
    method.visitCode();
    List<VariantCall.Passed> passed = new ArrayList<>();
    int slot = 1;
    for (Type type : Type.getArgumentTypes(descriptor)) {
      method.visitVarInsn(Opcodes.ALOAD, 0);
      EntryPoints.push(method, passed.size());
      method.visitInsn(Opcodes.AALOAD);
      EntryPoints.unbox(method, type);
      method.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot);
      passed.add(new VariantCall.Passed(type, slot));
      slot += type.getSize();
    }
    new VariantCall(method, owner, slot - 1).write(passed, variant, descriptor);
    EntryPoints.box(method, Type.getReturnType(descriptor));
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
