package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;

/**
 * Makes one class, to be defined as a hidden nestmate: functions become private static methods, and
 * further methods can be written by hand through {@link #visitor()}.
 */
public final class ClassEmitter {
  /** Entries of the constant pool that the short instruction reaches. */
  private static final int SHORT_CONSTANTS = 255;

  private final String internalName;
  private final ClassWriter writer;
  private final List<MethodSize> sizes = new ArrayList<>();

  /**
   * @param internalName name in the class file, in the host's package
   * @param hostSourceFile source file that line numbers refer to, null if unknown
   */
  public ClassEmitter(String internalName, String hostSourceFile) {
    this.internalName = internalName;
    this.writer = new FramesGivenWriter();
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        internalName,
        null,
        "java/lang/Object",
        null);
    if (hostSourceFile != null) {
      writer.visitSource(hostSourceFile, null);
    }
  }

  /** A class of the given methods only. */
  public static byte[] emit(
      String internalName,
      String hostSourceFile,
      List<EmittedMethod> methods,
      VariantLinkage linkage) {
    ClassEmitter emitter = new ClassEmitter(internalName, hostSourceFile);
    for (EmittedMethod method : methods) {
      emitter.method(method, linkage);
    }
    return emitter.toByteArray();
  }

  /**
   * The most that a method will have, without keeping it: as in a class with so many constants that
   * each takes the longer instruction.
   */
  public static MethodSize measure(EmittedMethod method, VariantLinkage linkage) {
    ClassEmitter emitter = new ClassEmitter("Measured", null);
    for (int i = 0; i < SHORT_CONSTANTS; i++) {
      emitter.writer.newConst(Integer.MIN_VALUE + i);
    }
    return emitter.method(method, linkage);
  }

  /**
   * Adds a method.
   *
   * @throws MethodTooLarge if it has more than {@link MethodSize#CLASS_FILE_LIMIT} bytes
   * @throws IllegalArgumentException if the function cannot be expressed in bytecode
   */
  public MethodSize method(EmittedMethod method, VariantLinkage linkage) {
    MethodSize size = new MethodEmitter(internalName, method, linkage).emit(writer);
    if (size.bytes() > MethodSize.CLASS_FILE_LIMIT) {
      throw new MethodTooLarge(size.name(), size.bytes(), null);
    }
    sizes.add(size);
    return size;
  }

  /** For methods and fields written by hand; maxima are computed, frames are not. */
  public ClassVisitor visitor() {
    return writer;
  }

  /** Sizes of the methods added so far, in order. */
  public List<MethodSize> sizes() {
    return List.copyOf(sizes);
  }

  /**
   * The class file.
   *
   * @throws MethodTooLarge if a method passes the limit once its long jumps are widened
   */
  public byte[] toByteArray() {
    writer.visitEnd();
    try {
      return writer.toByteArray();
    } catch (MethodTooLargeException e) {
      throw new MethodTooLarge(e.getMethodName(), e.getCodeSize(), e);
    }
  }

  /** Proves that no frame computation ever asks for the class hierarchy. */
  private static final class FramesGivenWriter extends ClassWriter {
    FramesGivenWriter() {
      super(COMPUTE_MAXS);
    }

    @Override
    protected String getCommonSuperClass(String type1, String type2) {
      throw new IllegalStateException("frames are written, not computed: " + type1 + ", " + type2);
    }
  }
}
