package org.wengert.compiler.lift;

import java.util.Random;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Random blocks with random jumps between them, which end because every block burns fuel. In half
 * of the programs most jumps are short, so that there are long stretches without joins.
 */
final class RandomFlow {
  static final String DESCRIPTOR = "(DI[D[D)D";
  static final Object[][] CALLS = {
    {1.5, 0, new double[] {1, 2}, new double[] {3}},
    {-0.5, 17, new double[] {4}, new double[] {5, 6}},
    {2.25, -3, new double[] {7}, new double[] {8}},
  };

  private static final int X = 0;
  private static final int N = 2;
  private static final int A = 3;
  private static final int B = 4;
  private static final int Y = 5;
  private static final int FUEL = 7;
  private static final int TEMPORARY = 8;
  private static final int COUNT = 10;

  private RandomFlow() {}

  static void write(MethodVisitor m, Random random) {
    Label[] blocks = new Label[3 + random.nextInt(random.nextBoolean() ? 9 : 40)];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = new Label();
    }
    boolean local = random.nextBoolean();
    Label end = new Label();
    m.visitInsn(Opcodes.DCONST_1);
    m.visitVarInsn(Opcodes.DSTORE, Y);
    m.visitIntInsn(Opcodes.BIPUSH, 40);
    m.visitVarInsn(Opcodes.ISTORE, FUEL);
    m.visitInsn(Opcodes.ICONST_2);
    m.visitVarInsn(Opcodes.ISTORE, COUNT);
    jump(m, random, blocks);
    for (int b = 0; b < blocks.length; b++) {
      m.visitLabel(blocks[b]);
      m.visitIincInsn(FUEL, -1);
      m.visitVarInsn(Opcodes.ILOAD, FUEL);
      m.visitJumpInsn(Opcodes.IFLE, end);
      for (int i = random.nextInt(4); i > 0; i--) {
        statement(m, random);
      }
      Label[] near = java.util.Arrays.copyOfRange(blocks, b, Math.min(b + 3, blocks.length));
      jump(m, random, local && random.nextInt(3) > 0 ? near : blocks);
    }
    m.visitLabel(end);
    m.visitVarInsn(Opcodes.DLOAD, X);
    m.visitVarInsn(Opcodes.DLOAD, Y);
    m.visitInsn(Opcodes.DMUL);
    m.visitVarInsn(Opcodes.ILOAD, COUNT);
    m.visitInsn(Opcodes.I2D);
    m.visitInsn(Opcodes.DADD);
    m.visitInsn(Opcodes.DRETURN);
  }

  private static void statement(MethodVisitor m, Random random) {
    switch (random.nextInt(5)) {
      case 0:
        m.visitVarInsn(Opcodes.DLOAD, X);
        m.visitVarInsn(Opcodes.DLOAD, Y);
        m.visitInsn(Opcodes.DSUB);
        m.visitVarInsn(Opcodes.DSTORE, random.nextBoolean() ? X : Y);
        break;
      case 1:
        m.visitVarInsn(Opcodes.ALOAD, A);
        m.visitVarInsn(Opcodes.ALOAD, B);
        m.visitVarInsn(Opcodes.ASTORE, A);
        m.visitVarInsn(Opcodes.ASTORE, B);
        break;
      case 2:
        m.visitVarInsn(Opcodes.ALOAD, A);
        m.visitInsn(Opcodes.ICONST_0);
        m.visitInsn(Opcodes.DUP2);
        m.visitInsn(Opcodes.DALOAD);
        m.visitVarInsn(Opcodes.DLOAD, X);
        m.visitInsn(Opcodes.DADD);
        m.visitInsn(Opcodes.DUP2);
        m.visitVarInsn(Opcodes.DSTORE, TEMPORARY);
        m.visitInsn(Opcodes.DASTORE);
        m.visitVarInsn(Opcodes.DLOAD, TEMPORARY);
        m.visitLdcInsn(0.75);
        m.visitInsn(Opcodes.DMUL);
        m.visitVarInsn(Opcodes.DSTORE, Y);
        break;
      case 3:
        m.visitIincInsn(N, 1 + random.nextInt(5));
        break;
      default:
        m.visitVarInsn(Opcodes.ILOAD, COUNT);
        m.visitVarInsn(Opcodes.ILOAD, N);
        m.visitInsn(random.nextBoolean() ? Opcodes.IXOR : Opcodes.IADD);
        m.visitVarInsn(Opcodes.ISTORE, COUNT);
    }
  }

  private static void jump(MethodVisitor m, Random random, Label[] blocks) {
    m.visitVarInsn(Opcodes.ILOAD, random.nextBoolean() ? N : COUNT);
    if (random.nextInt(4) == 0) {
      m.visitInsn(Opcodes.ICONST_3);
      m.visitInsn(Opcodes.IAND);
      m.visitTableSwitchInsn(
          0,
          2,
          pick(random, blocks),
          pick(random, blocks),
          pick(random, blocks),
          pick(random, blocks));
      return;
    }
    m.visitInsn(Opcodes.ICONST_1);
    m.visitInsn(Opcodes.IAND);
    m.visitJumpInsn(Opcodes.IFEQ, pick(random, blocks));
    m.visitJumpInsn(Opcodes.GOTO, pick(random, blocks));
  }

  private static Label pick(Random random, Label[] blocks) {
    return blocks[random.nextInt(blocks.length)];
  }
}
