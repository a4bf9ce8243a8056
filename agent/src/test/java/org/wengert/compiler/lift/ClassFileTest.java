package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;

/** What is read from class files besides the code, and what the IR holds opaquely or not at all. */
class ClassFileTest {
  /** Never run; compiled so that the parts of the language beyond the core are seen. */
  static class Others implements Comparable<Others> {
    private double held;

    @Override
    public int compareTo(Others other) {
      held += other.held;
      return Double.compare(held, other.held);
    }

    static double catches(double[] x) {
      double s = 1;
      try {
        s += x[0];
      } catch (NullPointerException e) {
        s = 2;
      } finally {
        s *= 2;
      }
      return s;
    }

    double locked(double a) {
      synchronized (this) {
        return a * held;
      }
    }

    synchronized double lockedAsAWhole() {
      return held;
    }

    static Runnable lambda(double a) {
      return () -> System.out.println(a);
    }

    static native double elsewhere();
  }

  @Test
  void membersAreListed() {
    ClassSource source = ClassSource.of(LiftCheck.bytes(Others.class));
    assertEquals("org/wengert/compiler/lift/ClassFileTest$Others", source.name());
    assertEquals("java/lang/Object", source.superName());
    assertEquals(List.of("java/lang/Comparable"), source.interfaces());
    assertEquals(61, source.majorVersion());
    assertEquals("ClassFileTest.java", source.sourceFile());
    assertTrue(Modifier.isStatic(source.find("catches", "([D)D").access()));
    assertNull(source.find("catches", "()D"));
    assertEquals(0, source.access() & Opcodes.ACC_INTERFACE);
  }

  @Test
  void theReceiverIsTheFirstInput() {
    Lifted lifted = LiftCheck.lift(Others.class, "locked");
    assertEquals(
        List.of("Lorg/wengert/compiler/lift/ClassFileTest$Others;", "D"),
        lifted.function().inputs().stream().map(v -> v.type().descriptor()).toList());
    assertEquals(Type.DOUBLE, lifted.function().result());
    assertEquals(List.of("a"), lifted.parameterNames());
    assertEquals(3, count(lifted, Op.Monitor.class));
    assertEquals(1, count(lifted, Op.GetField.class));
  }

  @Test
  void handlersAreLifted() {
    Lifted lifted = LiftCheck.lift(Others.class, "catches");
    assertEquals(List.of(), lifted.obstacles());
    assertTrue(count(lifted, Op.Caught.class) > 0);
    LiftCheck.agrees(Others.class, "catches", new double[] {3});
    LiftCheck.agrees(Others.class, "catches", new double[0]);
    LiftCheck.agrees(Others.class, "catches", (Object) null);
  }

  @Test
  void synchronizedMethodsTakeAndGiveBackTheirLock() {
    Lifted lifted = LiftCheck.lift(Others.class, "lockedAsAWhole");
    assertEquals(List.of(), lifted.obstacles());
    assertEquals(3, count(lifted, Op.Monitor.class));
    assertEquals(1, count(lifted, Op.Caught.class));
  }

  @Test
  void methodsWithoutCodeAndUnknownOnesAreRefused() {
    ClassSource source = ClassSource.of(LiftCheck.bytes(Others.class));
    assertEquals(
        "no code: org/wengert/compiler/lift/ClassFileTest$Others.elsewhere()D"
            + " is abstract or native",
        assertThrows(IllegalArgumentException.class, () -> Lifter.lift(source, "elsewhere", "()D"))
            .getMessage());
    assertEquals(
        "no method org/wengert/compiler/lift/ClassFileTest$Others.missing()D",
        assertThrows(IllegalArgumentException.class, () -> Lifter.lift(source, "missing", "()D"))
            .getMessage());
  }

  @Test
  void dynamicCallSitesAreKept() {
    Lifted lifted = LiftCheck.lift(Others.class, "lambda");
    Op.InvokeDynamic site = find(lifted, Op.InvokeDynamic.class);
    assertEquals("run", site.name());
    assertEquals("(D)Ljava/lang/Runnable;", site.descriptor());
    CallSiteConstant constant = (CallSiteConstant) site.site();
    assertEquals("metafactory", constant.bootstrap().getName());
    assertEquals(3, constant.arguments().size());
    assertEquals(lifted.function().inputs(), site.args());
  }

  @Test
  void linkedConstantsAreCallSitesWithoutOperands() {
    Handle handle = new Handle(Opcodes.H_INVOKESTATIC, "A", "b", "()D", false);
    List<Object> constants =
        List.of(
            handle,
            org.objectweb.asm.Type.getMethodType("(D)D"),
            new ConstantDynamic("pi", "D", handle));
    List<String> types =
        List.of("Ljava/lang/invoke/MethodHandle;", "Ljava/lang/invoke/MethodType;", "D");
    for (int i = 0; i < constants.size(); i++) {
      Object constant = constants.get(i);
      boolean isDouble = types.get(i).equals("D");
      byte[] bytes =
          HandMade.bytes(
              Opcodes.V17,
              "()V",
              m -> {
                m.visitLdcInsn(constant);
                m.visitInsn(isDouble ? Opcodes.POP2 : Opcodes.POP);
                m.visitInsn(Opcodes.RETURN);
              });
      Op.InvokeDynamic op =
          find(Lifter.lift(ClassSource.of(bytes), "f", "()V"), Op.InvokeDynamic.class);
      assertEquals(new Type(types.get(i)), op.type());
      assertEquals(new LoadedConstant(constant), op.site());
    }
  }

  @Test
  void classConstantsAreConstantsOfTypeClass() {
    Lifted lifted = LiftCheck.lift(ArraySamples.class, "objects");
    Op.Const found = null;
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.Const c && c.constant() instanceof Type) {
          found = c;
        }
      }
    }
    assertEquals(new Op.Const(Type.DOUBLES, new Type("Ljava/lang/Class;")), found);
  }

  @Test
  void linesGoWithInstructionsAndTerminators() {
    Lifted lifted =
        HandMade.lift(
            "(D)D",
            m -> {
              line(m, 10);
              m.visitVarInsn(Opcodes.DLOAD, 0);
              m.visitInsn(Opcodes.DUP2);
              line(m, 11);
              m.visitInsn(Opcodes.DMUL);
              line(m, 7);
              m.visitInsn(Opcodes.DRETURN);
            });
    assertEquals(11, lineOf(lifted, Op.Binary.class));
    assertEquals(7, lifted.function().entry().terminatorLine());
  }

  private static void line(MethodVisitor m, int number) {
    Label label = new Label();
    m.visitLabel(label);
    m.visitLineNumber(number, label);
  }

  @Test
  void namesComeFromTheAttributeElseFromDebugTables() {
    assertEquals(List.of("attribute"), named(true, true).parameterNames());
    assertEquals(List.of("table"), named(false, true).parameterNames());
    assertEquals(Arrays.asList((String) null), named(false, false).parameterNames());
  }

  private static Lifted named(boolean attribute, boolean table) {
    return HandMade.lift(
        "(D)D",
        m -> {
          if (attribute) {
            m.visitParameter("attribute", 0);
          }
          Label start = new Label();
          Label later = new Label();
          Label end = new Label();
          m.visitLabel(start);
          m.visitVarInsn(Opcodes.DLOAD, 0);
          m.visitLabel(later);
          m.visitInsn(Opcodes.DRETURN);
          m.visitLabel(end);
          m.visitLocalVariable("notYet", "D", null, later, end, 0);
          if (table) {
            m.visitLocalVariable("table", "D", null, start, end, 0);
          }
        });
  }

  @Test
  void aClassFileTooNewIsRefusedWithItsVersion() {
    byte[] bytes = LiftCheck.bytes(Others.class);
    bytes[6] = 0;
    bytes[7] = (byte) 250;
    UnreadableClassException refusal =
        assertThrows(UnreadableClassException.class, () -> ClassSource.of(bytes));
    assertEquals("class file version 250: the newest that can be read is 72", refusal.getMessage());
  }

  @Test
  void theNewestVersionIsRead() {
    byte[] bytes = LiftCheck.bytes(Others.class);
    bytes[7] = 72;
    assertEquals(72, ClassSource.of(bytes).majorVersion());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 9, 10, 40, 500, 1000})
  void aTruncatedClassFileIsRefused(int length) {
    byte[] bytes = Arrays.copyOf(LiftCheck.bytes(Others.class), length);
    assertThrows(UnreadableClassException.class, () -> ClassSource.of(bytes));
  }

  @Test
  void whatIsNoClassFileIsRefused() {
    assertEquals(
        "not a class file: 20 bytes without the header CAFEBABE",
        assertThrows(UnreadableClassException.class, () -> ClassSource.of(new byte[20]))
            .getMessage());
  }

  @Test
  void parsingLeavesTheBytesAlone() {
    byte[] bytes = LiftCheck.bytes(Others.class);
    byte[] before = bytes.clone();
    Lifter.lift(ClassSource.of(bytes), "catches", "([D)D");
    assertArrayEquals(before, bytes);
  }

  @Test
  void abstractInterfacesParse() {
    ClassWriter writer = new ClassWriter(0);
    int access = Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
    writer.visit(Opcodes.V17, access, "I", null, "java/lang/Object", null);
    writer
        .visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "f", "(D)D", null, null)
        .visitEnd();
    ClassSource source = ClassSource.of(writer.toByteArray());
    assertNotNull(source.find("f", "(D)D"));
    assertNull(source.sourceFile());
    assertThrows(IllegalArgumentException.class, () -> Lifter.lift(source, "f", "(D)D"));
  }

  private static <T extends Op> T find(Lifted lifted, Class<T> kind) {
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        if (kind.isInstance(instr.op())) {
          return kind.cast(instr.op());
        }
      }
    }
    throw new AssertionError("no " + kind);
  }

  private static int count(Lifted lifted, Class<?> kind) {
    int count = 0;
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        count += kind.isInstance(instr.op()) ? 1 : 0;
      }
    }
    return count;
  }

  private static int lineOf(Lifted lifted, Class<?> kind) {
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        if (kind.isInstance(instr.op())) {
          return instr.line();
        }
      }
    }
    throw new AssertionError("no " + kind);
  }
}
