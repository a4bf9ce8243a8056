package org.wengert.compiler.emit;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes classes whose methods call method handles: the list of them is the class data of the hidden
 * class, each is a dynamic constant, and so the JIT inlines through it.
 */
public final class HandleClassEmitter {
  private static final String OBJECT = "java/lang/Object";
  private static final String HANDLE = "java/lang/invoke/MethodHandle";
  private static final Handle CLASS_DATA_AT =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
              + "Ljava/lang/Object;",
          false);

  private HandleClassEmitter() {}

  /**
   * Of an interface.
   *
   * @param internalName name in the class file, in the interface's package
   * @param interfaceName internal name of the interface
   * @param methods each as name and descriptor, {@code f(D)D}; the handle of the same index in the
   *     class data has exactly this type
   */
  public static byte[] implementing(
      String internalName, String interfaceName, List<String> methods) {
    return emit(internalName, OBJECT, new String[] {interfaceName}, methods);
  }

  /** Of an abstract class that {@link #abstractClass} made; for the rest see above. */
  public static byte[] extending(String internalName, String superName, List<String> methods) {
    return emit(internalName, superName, null, methods);
  }

  private static byte[] emit(
      String internalName, String superName, String[] interfaces, List<String> methods) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(Opcodes.V17, access, internalName, null, superName, interfaces);
    constructor(writer, superName);
    for (int i = 0; i < methods.size(); i++) {
      int paren = methods.get(i).indexOf('(');
      method(writer, methods.get(i).substring(0, paren), methods.get(i).substring(paren), i);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class with one abstract method. */
  public static byte[] abstractClass(String internalName, String method, String descriptor) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_ABSTRACT | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(Opcodes.V17, access, internalName, null, OBJECT, null);
    constructor(writer, OBJECT);
    writer.visitMethod(Opcodes.ACC_ABSTRACT, method, descriptor, null, null).visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer, String superName) {
    MethodVisitor code = writer.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void method(ClassWriter writer, String name, String descriptor, int index) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
    code.visitCode();
    code.visitLdcInsn(new ConstantDynamic("_", "L" + HANDLE + ";", CLASS_DATA_AT, index));
    int slot = 1;
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
      slot += parameter.getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
    code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
