package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Terminator;
import org.wengert.testing.IrInterpreter;

/** Control flow that javac does not make. */
class HandMadeFlowTest {
  private static final Object[][] CALLS = {
    {1.5, 0}, {2.5, 1}, {-3.0, 2}, {0.25, 3}, {4.0, 7}, {5.0, -1}, {7.0, 12}
  };

  /** Blocks in the wrong order, jumps to jumps, a loop entered at its end. */
  @Test
  void oddLayoutsAreFollowed() {
    Consumer<MethodVisitor> code =
        m -> {
          Label body = new Label();
          Label test = new Label();
          Label done = new Label();
          Label start = new Label();
          Label hop = new Label();
          m.visitJumpInsn(Opcodes.GOTO, start);
          m.visitLabel(done);
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitInsn(Opcodes.DRETURN);
          m.visitLabel(hop);
          m.visitJumpInsn(Opcodes.GOTO, done);
          m.visitLabel(body);
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitInsn(Opcodes.DUP2);
          m.visitInsn(Opcodes.DMUL);
          m.visitVarInsn(Opcodes.DSTORE, 0);
          m.visitIincInsn(2, -1);
          m.visitLabel(test);
          m.visitVarInsn(Opcodes.ILOAD, 2);
          m.visitJumpInsn(Opcodes.IFGT, body);
          m.visitJumpInsn(Opcodes.GOTO, hop);
          m.visitLabel(start);
          m.visitJumpInsn(Opcodes.GOTO, test);
        };
    HandMade.agrees("(DI)D", code, CALLS);
  }

  @Test
  void valuesStayOnTheStackAcrossJumps() {
    Consumer<MethodVisitor> code =
        m -> {
          Label other = new Label();
          Label join = new Label();
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitVarInsn(Opcodes.ILOAD, 2);
          m.visitVarInsn(Opcodes.ILOAD, 2);
          m.visitJumpInsn(Opcodes.IFEQ, other);
          m.visitInsn(Opcodes.DCONST_1);
          m.visitJumpInsn(Opcodes.GOTO, join);
          m.visitLabel(other);
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitLabel(join);
          m.visitInsn(Opcodes.DUP2_X1);
          m.visitInsn(Opcodes.POP2);
          m.visitInsn(Opcodes.I2D);
          m.visitInsn(Opcodes.DSUB);
          m.visitInsn(Opcodes.DDIV);
          m.visitInsn(Opcodes.DRETURN);
        };
    HandMade.agrees("(DI)D", code, CALLS);
  }

  @Test
  void unreachableCodeDoesNotMatter() {
    Consumer<MethodVisitor> code =
        m -> {
          Label join = new Label();
          Label dead = new Label();
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitVarInsn(Opcodes.DSTORE, 3);
          m.visitJumpInsn(Opcodes.GOTO, join);
          m.visitLabel(dead);
          m.visitInsn(Opcodes.DADD);
          m.visitInsn(Opcodes.ICONST_0);
          m.visitVarInsn(Opcodes.ISTORE, 3);
          m.visitJumpInsn(Opcodes.IFEQ, dead);
          m.visitLabel(join);
          m.visitVarInsn(Opcodes.DLOAD, 3);
          m.visitInsn(Opcodes.DRETURN);
          m.visitInsn(Opcodes.NOP);
          m.visitJumpInsn(Opcodes.GOTO, join);
        };
    HandMade.agrees("(DI)D", code, CALLS);
    assertEquals(2, HandMade.lift("(DI)D", code).function().blocks().size());
  }

  @Test
  void anEndlessLoopHasNoReturn() {
    Function function =
        HandMade.lift(
                "()V",
                m -> {
                  Label loop = new Label();
                  m.visitLabel(loop);
                  m.visitJumpInsn(Opcodes.GOTO, loop);
                })
            .function();
    for (Block block : function.blocks()) {
      assertTrue(block.terminator() instanceof Terminator.Jump);
    }
  }

  @Test
  void manyLocalsUseWideInstructions() {
    Consumer<MethodVisitor> code =
        m -> {
          m.visitVarInsn(Opcodes.ILOAD, 2);
          m.visitVarInsn(Opcodes.ISTORE, 300);
          m.visitIincInsn(300, 20000);
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitVarInsn(Opcodes.DSTORE, 301);
          m.visitVarInsn(Opcodes.ILOAD, 300);
          m.visitInsn(Opcodes.I2D);
          m.visitVarInsn(Opcodes.DLOAD, 301);
          m.visitInsn(Opcodes.DMUL);
          m.visitInsn(Opcodes.DRETURN);
        };
    HandMade.agrees("(DI)D", code, CALLS);
  }

  /** A cycle of {@code entries} blocks, each of which can be entered first. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void cyclesWithSeveralEntriesGetOneDispatch(int entries) {
    Consumer<MethodVisitor> code = m -> cycle(m, entries);
    HandMade.agrees("(DI)D", code, CALLS);
    Function function = HandMade.lift("(DI)D", code).function();
    // One switch chooses the entry in the method itself, the other is the dispatch.
    assertEquals(2, switches(function));
  }

  private static long switches(Function function) {
    return function.blocks().stream()
        .filter(b -> b.terminator() instanceof Terminator.Switch)
        .count();
  }

  private static void cycle(MethodVisitor m, int entries) {
    Label[] labels = new Label[entries];
    for (int i = 0; i < entries; i++) {
      labels[i] = new Label();
    }
    Label done = new Label();
    m.visitInsn(Opcodes.ICONST_0);
    m.visitVarInsn(Opcodes.ISTORE, 3);
    m.visitVarInsn(Opcodes.ILOAD, 2);
    m.visitTableSwitchInsn(0, entries - 1, labels[0], labels);
    for (int i = 0; i < entries; i++) {
      m.visitLabel(labels[i]);
      m.visitVarInsn(Opcodes.DLOAD, 0);
      m.visitLdcInsn(1.5 + i);
      m.visitInsn(i % 2 == 0 ? Opcodes.DMUL : Opcodes.DSUB);
      m.visitVarInsn(Opcodes.DSTORE, 0);
      m.visitIincInsn(3, 1);
      m.visitVarInsn(Opcodes.ILOAD, 3);
      m.visitIntInsn(Opcodes.BIPUSH, 9 + i);
      m.visitJumpInsn(Opcodes.IF_ICMPGT, done);
    }
    m.visitJumpInsn(Opcodes.GOTO, labels[0]);
    m.visitLabel(done);
    m.visitVarInsn(Opcodes.DLOAD, 0);
    m.visitInsn(Opcodes.DRETURN);
  }

  /** An outer cycle with two entries, one of which is part of an inner cycle with two more. */
  @Test
  void irreducibleCyclesMayBeNested() {
    Consumer<MethodVisitor> code =
        m -> {
          Label outer = new Label();
          Label second = new Label();
          Label innerA = new Label();
          Label innerB = new Label();
          Label done = new Label();
          m.visitIntInsn(Opcodes.BIPUSH, 25);
          m.visitVarInsn(Opcodes.ISTORE, 3);
          m.visitVarInsn(Opcodes.ILOAD, 2);
          m.visitJumpInsn(Opcodes.IFLE, second);
          m.visitLabel(outer);
          scale(m, 1.125);
          m.visitVarInsn(Opcodes.ILOAD, 3);
          m.visitInsn(Opcodes.ICONST_3);
          m.visitInsn(Opcodes.IREM);
          m.visitJumpInsn(Opcodes.IFEQ, innerB);
          m.visitLabel(innerA);
          scale(m, -2);
          burn(m, done);
          m.visitLabel(innerB);
          scale(m, 0.75);
          burn(m, done);
          m.visitVarInsn(Opcodes.ILOAD, 3);
          m.visitInsn(Opcodes.ICONST_1);
          m.visitInsn(Opcodes.IAND);
          m.visitJumpInsn(Opcodes.IFNE, innerA);
          m.visitLabel(second);
          scale(m, 3);
          burn(m, done);
          m.visitJumpInsn(Opcodes.GOTO, outer);
          m.visitLabel(done);
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitInsn(Opcodes.DRETURN);
        };
    HandMade.agrees("(DI)D", code, CALLS);
    assertEquals(2, switches(HandMade.lift("(DI)D", code).function()));
  }

  private static void scale(MethodVisitor m, double by) {
    m.visitVarInsn(Opcodes.DLOAD, 0);
    m.visitLdcInsn(by);
    m.visitInsn(Opcodes.DMUL);
    m.visitVarInsn(Opcodes.DSTORE, 0);
  }

  private static void burn(MethodVisitor m, Label done) {
    m.visitIincInsn(3, -1);
    m.visitVarInsn(Opcodes.ILOAD, 3);
    m.visitJumpInsn(Opcodes.IFLE, done);
  }

  /** Most of these graphs are irreducible, many several times over. */
  @Test
  void randomJumpsAgreeWithTheJvm() {
    for (int seed = 0; seed < 400; seed++) {
      int number = seed;
      Consumer<MethodVisitor> code = m -> RandomFlow.write(m, new Random(number));
      HandMade.agrees(RandomFlow.DESCRIPTOR, code, RandomFlow.CALLS);
    }
  }

  @Test
  void aMethodNearTheSizeLimitIsLifted() {
    Consumer<MethodVisitor> code =
        m -> {
          m.visitInsn(Opcodes.ICONST_0);
          m.visitVarInsn(Opcodes.ISTORE, 3);
          for (int i = 0; i < 2800; i++) {
            Label skip = new Label();
            scale(m, 1.0 + (i % 7) / 64.0);
            m.visitIincInsn(3, 1);
            m.visitVarInsn(Opcodes.ILOAD, 3);
            m.visitVarInsn(Opcodes.ILOAD, 2);
            m.visitJumpInsn(Opcodes.IF_ICMPNE, skip);
            m.visitVarInsn(Opcodes.DLOAD, 0);
            m.visitInsn(Opcodes.DNEG);
            m.visitVarInsn(Opcodes.DSTORE, 0);
            m.visitLabel(skip);
          }
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitInsn(Opcodes.DRETURN);
        };
    HandMade.agrees("(DI)D", code, CALLS);
  }

  @Test
  void subroutinesAreCopiedToTheirCalls() throws Throwable {
    Lifted lifted =
        HandMade.lift(
            "()I",
            m -> {
              Label sub = new Label();
              m.visitInsn(Opcodes.ICONST_1);
              m.visitVarInsn(Opcodes.ISTORE, 1);
              m.visitJumpInsn(Opcodes.JSR, sub);
              m.visitJumpInsn(Opcodes.JSR, sub);
              m.visitVarInsn(Opcodes.ILOAD, 1);
              m.visitInsn(Opcodes.IRETURN);
              m.visitLabel(sub);
              m.visitVarInsn(Opcodes.ASTORE, 0);
              m.visitIincInsn(1, 3);
              m.visitVarInsn(Opcodes.RET, 0);
            });
    assertEquals(List.of(), lifted.obstacles());
    assertEquals(7, IrInterpreter.run(lifted.function(), getClass().getClassLoader()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"underflow", "heights", "unassigned", "end", "types", "half", "otherHalf"})
  void invalidBytecodeIsRefused(String what) {
    org.objectweb.asm.ClassWriter writer = new org.objectweb.asm.ClassWriter(0);
    writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Bad", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "f", "(DI)D", null, null);
    method.visitCode();
    invalid(method, what);
    method.visitMaxs(4, 6);
    method.visitEnd();
    ClassSource source = ClassSource.of(writer.toByteArray());
    UnreadableClassException refusal =
        assertThrows(UnreadableClassException.class, () -> Lifter.lift(source, "f", "(DI)D"));
    assertTrue(refusal.getMessage().endsWith(" in Bad.f(DI)D"), refusal.getMessage());
  }

  private static void invalid(MethodVisitor m, String what) {
    Label join = new Label();
    m.visitVarInsn(Opcodes.ILOAD, 2);
    m.visitJumpInsn(Opcodes.IFEQ, join);
    switch (what) {
      case "underflow":
        m.visitInsn(Opcodes.DADD);
        break;
      case "heights":
        m.visitInsn(Opcodes.ICONST_1);
        break;
      case "types":
        m.visitInsn(Opcodes.FCONST_1);
        m.visitVarInsn(Opcodes.FSTORE, 2);
        m.visitLabel(join);
        m.visitVarInsn(Opcodes.ILOAD, 2);
        m.visitInsn(Opcodes.I2D);
        m.visitInsn(Opcodes.DRETURN);
        return;
      case "half":
        m.visitInsn(Opcodes.DCONST_0);
        m.visitVarInsn(Opcodes.DSTORE, 3);
        m.visitInsn(Opcodes.FCONST_0);
        m.visitVarInsn(Opcodes.FSTORE, 4);
        m.visitVarInsn(Opcodes.DLOAD, 3);
        m.visitInsn(Opcodes.DRETURN);
        break;
      case "otherHalf":
        m.visitInsn(Opcodes.FCONST_0);
        m.visitVarInsn(Opcodes.FSTORE, 4);
        m.visitInsn(Opcodes.DCONST_0);
        m.visitVarInsn(Opcodes.DSTORE, 3);
        m.visitVarInsn(Opcodes.FLOAD, 4);
        m.visitInsn(Opcodes.F2D);
        m.visitInsn(Opcodes.DRETURN);
        break;
      case "unassigned":
        m.visitVarInsn(Opcodes.DLOAD, 4);
        m.visitInsn(Opcodes.DRETURN);
        break;
      default:
        m.visitLabel(join);
        m.visitInsn(Opcodes.NOP);
        return;
    }
    m.visitLabel(join);
    m.visitInsn(Opcodes.DCONST_0);
    m.visitInsn(Opcodes.DRETURN);
  }
}
