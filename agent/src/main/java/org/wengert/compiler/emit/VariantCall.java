package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.wengert.compiler.outline.WideSignatures;

/** The call of a variant by an entry point: what its signature has no room for goes by the tape. */
final class VariantCall {
  private static final String TAPE = "org/wengert/runtime/Tape";
  private static final String SHADOWS = "org/wengert/runtime/Shadows";

  /** An argument, in a local. */
  record Passed(Type type, int slot) {}

  private final MethodVisitor method;
  private final String owner;
  private final int tape;

  /**
   * @param owner the class that has the variant
   * @param tape the local of the tape that is the last argument
   */
  VariantCall(MethodVisitor method, String owner, int tape) {
    this.method = method;
    this.owner = owner;
    this.tape = tape;
  }

  /**
   * @param descriptor with all parameters
   */
  void write(List<Passed> passed, String variant, String descriptor) {
    List<Passed> framed = WideSignatures.framed(passed);
    writeFrame("frameDoubles", "[D", framed, Type.DOUBLE, Type.FLOAT);
    writeFrame("frameInts", "[I", framed, Type.INT, Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT);
    writeFrame("frameLongs", "[J", framed, Type.LONG);
    writeFrame("frameRefs", "[Ljava/lang/Object;", framed, Type.ARRAY, Type.OBJECT);
    for (Passed argument : WideSignatures.direct(passed)) {
      load(argument);
    }
    String emitted = WideSignatures.emitted(descriptor);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, owner, variant, emitted, false);
  }

  private void load(Passed argument) {
    method.visitVarInsn(argument.type.getOpcode(Opcodes.ILOAD), argument.slot);
  }

  private void writeFrame(String name, String array, List<Passed> framed, int... sorts) {
    List<Passed> mine = new ArrayList<>();
    for (Passed argument : framed) {
      for (int sort : sorts) {
        if (argument.type.getSort() == sort) {
          mine.add(argument);
        }
      }
    }
    if (mine.isEmpty()) {
      return;
    }
    method.visitVarInsn(Opcodes.ALOAD, tape);
    EntryPoints.push(method, mine.size());
    method.visitMethodInsn(Opcodes.INVOKESTATIC, SHADOWS, name, "(L" + TAPE + ";I)" + array, false);
    Type element = Type.getType(array.substring(1));
    for (int i = 0; i < mine.size(); i++) {
      method.visitInsn(Opcodes.DUP);
      EntryPoints.push(method, i);
      load(mine.get(i));
      if (mine.get(i).type.getSort() == Type.FLOAT) {
        method.visitInsn(Opcodes.F2D);
      }
      method.visitInsn(element.getOpcode(Opcodes.IASTORE));
    }
    method.visitInsn(Opcodes.POP);
  }
}
