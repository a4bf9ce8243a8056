package org.wengert.compiler.lift;

import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes with one static method {@code f}, of a version that needs no stack map frames. */
final class HandMade {
  static final String NAME = "handmade/Made";

  private HandMade() {}

  static byte[] bytes(int version, String descriptor, Consumer<MethodVisitor> code) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor method = writer.visitMethod(access, "f", descriptor, null, null);
    method.visitCode();
    code.accept(method);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  static byte[] bytes(String descriptor, Consumer<MethodVisitor> code) {
    return bytes(Opcodes.V1_4, descriptor, code);
  }

  static Lifted lift(String descriptor, Consumer<MethodVisitor> code) {
    Lifted lifted = Lifter.lift(ClassSource.of(bytes(descriptor, code)), "f", descriptor);
    LiftCheck.checkForm(lifted.function());
    return lifted;
  }

  /** Defines the class, so that the JVM verifies it too. */
  static Method load(byte[] bytes) {
    ClassLoader loader =
        new ClassLoader(HandMade.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.equals(NAME.replace('/', '.'))) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
          }
        };
    try {
      return LiftCheck.method(loader.loadClass(NAME.replace('/', '.')), "f");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static void agrees(String descriptor, Consumer<MethodVisitor> code, Object[]... calls) {
    byte[] bytes = bytes(descriptor, code);
    Method method = load(bytes);
    Lifted lifted = LiftCheck.lift(bytes, method);
    for (Object[] args : calls) {
      LiftCheck.agrees(lifted.function(), method, args);
    }
  }
}
