package org.wengert.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.runtime.Tape;

class OperationsTest {
  private static final String PROBE = "org/wengert/compiler/emit/Probe";
  private static final Type TAPE = Type.ofInternalName("org/wengert/runtime/Tape");

  private static FunctionBuilder builder(Type result) {
    return new FunctionBuilder(new MethodRef("Primal", "f", "()V"), result);
  }

  private static Function returning(FunctionBuilder b, Value value) {
    b.end(new Terminator.Return(value));
    return b.finish();
  }

  private static Value note(FunctionBuilder b, Value value) {
    return b.emit(
        new Op.Invoke(
            InvokeKind.STATIC, new MethodRef(PROBE, "note", "(I)I"), false, false, List.of(value)));
  }

  @Test
  void everyUnaryOperationComputesWhatItsNameSays() throws Throwable {
    for (UnaryKind kind : UnaryKind.values()) {
      FunctionBuilder b = builder(kind.result());
      Function f = returning(b, b.emit(new Op.Unary(kind, b.addInput(kind.operand()))));
      for (Object x : samples(kind.operand())) {
        assertEquals(EmitReference.run(f, x), Emitted.run(f, x), kind + " of " + x);
      }
    }
  }

  @Test
  void everyBinaryOperationComputesWhatItsNameSays() throws Throwable {
    for (BinaryKind kind : BinaryKind.values()) {
      FunctionBuilder b = builder(kind.result());
      Value left = b.addInput(kind.left());
      Value right = b.addInput(kind.right());
      Function f = returning(b, b.emit(new Op.Binary(kind, left, right)));
      for (Object x : samples(kind.left())) {
        for (Object y : samples(kind.right())) {
          if (kind == BinaryKind.SMUL) {
            double a = (Double) x;
            assertEquals(a == 0 ? 0 : a * (Double) y, Emitted.run(f, x, y));
          } else if (!kind.mayThrow() || ((Number) y).longValue() != 0) {
            assertEquals(
                EmitReference.run(f, x, y), Emitted.run(f, x, y), kind + " " + x + " " + y);
          }
        }
      }
    }
  }

  private static Object[] samples(Type type) {
    switch (type.descriptor()) {
      case "I":
        return new Object[] {0, 1, -1, 70000, Integer.MIN_VALUE, 33};
      case "J":
        return new Object[] {0L, 1L, -1L, 1L << 40, Long.MIN_VALUE};
      case "F":
        return new Object[] {0f, -0f, 1.5f, Float.NaN, 1e20f};
      default:
        return new Object[] {0.0, -0.0, 1.5, -2.5e10, Double.NaN, Double.POSITIVE_INFINITY};
    }
  }

  @Test
  void constantsKeepTheirBits() throws Throwable {
    Object[] constants = {
      0,
      -1,
      5,
      6,
      -128,
      127,
      128,
      -32768,
      32767,
      32768,
      Integer.MIN_VALUE,
      0L,
      1L,
      2L,
      -1L,
      5L,
      6L,
      Long.MIN_VALUE,
      0f,
      -0f,
      1f,
      2f,
      3f,
      -1f,
      5f,
      6f,
      0.5f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      0.0,
      -0.0,
      1.0,
      2.0,
      -1.0,
      5.0,
      6.0,
      0.5,
      Double.NaN,
      Double.NEGATIVE_INFINITY,
      1e300,
      "text"
    };
    for (Object constant : constants) {
      Type type = typeOf(constant);
      FunctionBuilder b = builder(type);
      assertEquals(constant, Emitted.run(returning(b, b.constant(new Op.Const(constant, type)))));
    }
    FunctionBuilder b = builder(Type.DOUBLE);
    double d = (double) Emitted.run(returning(b, b.constant(-0.0)));
    assertEquals(Long.MIN_VALUE, Double.doubleToRawLongBits(d));
  }

  private static Type typeOf(Object constant) {
    return constant instanceof Integer
        ? Type.INT
        : constant instanceof Long
            ? Type.LONG
            : constant instanceof Float
                ? Type.FLOAT
                : constant instanceof Double
                    ? Type.DOUBLE
                    : Type.ofInternalName("java/lang/String");
  }

  @Test
  void classConstantAndNullAreReferences() throws Throwable {
    Type type = Type.ofInternalName("java/lang/Class");
    FunctionBuilder b = builder(type);
    assertSame(
        double[][].class, Emitted.run(returning(b, b.emit(new Op.Const(new Type("[[D"), type)))));
    FunctionBuilder n = builder(Type.OBJECT);
    assertNull(Emitted.run(returning(n, n.zero(Type.OBJECT))));
  }

  @Test
  void arraysOfEveryKindAreMadeFilledAndRead() throws Throwable {
    for (String descriptor :
        List.of("Z", "B", "C", "S", "I", "J", "F", "D", "Ljava/lang/String;", "[D")) {
      Type array = new Type("[" + descriptor);
      Type element = Type.ofDescriptor(descriptor);
      Element kind = Element.ofDescriptor(descriptor);
      FunctionBuilder b = builder(array);
      Value value = b.addInput(element);
      Value made = b.emit(new Op.NewArray(array, List.of(b.constant(3))));
      b.emit(new Op.ArrayStore(kind, made, b.constant(1), value));
      Value read = b.emit(new Op.ArrayLoad(kind, made, b.constant(1), element));
      Value safe = b.emit(new Op.SafeLoad(kind, made, b.constant(1), element));
      Value outside = b.emit(new Op.SafeLoad(kind, made, b.constant(3), element));
      Value chosen = b.emit(new Op.Select(Condition.EQ, made, made, safe, outside));
      b.emit(new Op.ArrayStore(kind, made, b.constant(0), chosen));
      b.emit(new Op.ArrayStore(kind, made, b.constant(2), read));
      Object sample = element.isReference() ? null : samples(element)[1];
      sample = descriptor.startsWith("L") ? "x" : descriptor.equals("[D") ? new double[1] : sample;
      Object result = Emitted.run(returning(b, made), sample);
      assertEquals(3, Array.getLength(result));
      assertEquals(sample, EmitReference.load(kind, result, 0), descriptor);
      assertEquals(sample, EmitReference.load(kind, result, 1), descriptor);
      assertEquals(sample, EmitReference.load(kind, result, 2), descriptor);
    }
  }

  @Test
  void severalLengthsMakeNestedArrays() throws Throwable {
    Type type = new Type("[[[D");
    FunctionBuilder b = builder(type);
    Value n = b.addInput(Type.INT);
    double[][][] full =
        (double[][][])
            Emitted.run(returning(b, b.emit(new Op.NewArray(type, List.of(n, b.constant(2))))), 3);
    assertEquals(3, full.length);
    assertEquals(2, full[0].length);
    assertNull(full[0][0]);
  }

  @Test
  void safeAccessesIgnoreWhatIsNotThere() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value array = b.addInput(Type.DOUBLES);
    Value index = b.addInput(Type.INT);
    b.emit(new Op.SafeAdd(array, index, b.constant(0.5)));
    Function f = returning(b, b.emit(new Op.SafeLoad(Element.DOUBLE, array, index, Type.DOUBLE)));
    double[] memory = {1, 2};
    assertEquals(2.5, Emitted.run(f, memory, 1));
    assertEquals(0.0, Emitted.run(f, memory, 2));
    assertEquals(0.0, Emitted.run(f, memory, -1));
    assertEquals(0.0, Emitted.run(f, memory, Integer.MIN_VALUE));
    assertEquals(0.0, Emitted.run(f, null, 0));
    assertArrayEquals(new double[] {1, 2.5}, memory);
  }

  @Test
  void reserveYieldsTheArrayOrTheTapesGrownCopy() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLES);
    Value tape = b.addInput(TAPE);
    Value array = b.addInput(Type.DOUBLES);
    Value cursor = b.addInput(Type.INT);
    Value count = b.addInput(Type.INT);
    Function f = returning(b, b.emit(new Op.Reserve(Element.DOUBLE, tape, array, cursor, count)));
    Tape used = new Tape();
    used.doubles = new double[] {7, 8, 9};
    double[] first = used.doubles;
    assertSame(first, Emitted.run(f, used, first, 1, 2));
    double[] grown = (double[]) Emitted.run(f, used, first, 3, 1);
    assertSame(used.doubles, grown);
    assertTrue(grown.length >= 4);
    assertArrayEquals(first, Arrays.copyOf(grown, 3));
  }

  @Test
  void reserveOfEveryArrayOfTheTapeWorksWhereItsOperandsLiveOn() throws Throwable {
    Type[] types = {Type.DOUBLES, new Type("[I"), new Type("[J"), Type.OBJECTS};
    Element[] elements = {Element.DOUBLE, Element.INT, Element.LONG, Element.REF};
    for (int i = 0; i < types.length; i++) {
      FunctionBuilder b = builder(Type.INT);
      Value tape = b.addInput(TAPE);
      Value cursor = b.addInput(Type.INT);
      Value array = b.emit(new Op.NewArray(types[i], List.of(b.constant(2))));
      Value grown = b.emit(new Op.Reserve(elements[i], tape, array, cursor, b.constant(100)));
      Value before = b.emit(new Op.ArrayLength(array));
      Value after = b.emit(new Op.ArrayLength(grown));
      Value enough =
          b.emit(new Op.Select(Condition.GE, after, b.constant(101), b.constant(1), b.constant(0)));
      Value sum = b.emit(new Op.Binary(BinaryKind.IADD, before, enough));
      assertEquals(3, Emitted.run(returning(b, sum), new Tape(), 1));
    }
  }

  @Test
  void runtimeFunctionsAreStaticCalls() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value array = b.addInput(Type.DOUBLES);
    Value shadow =
        b.emit(
            new Op.CheckCast(
                Type.DOUBLES,
                b.emit(new Op.CallRuntime(RuntimeFunction.SHADOW_LIKE, List.of(array)))));
    b.emit(
        new Op.CallRuntime(
            RuntimeFunction.FILL, List.of(shadow, b.constant(0), b.constant(2), b.constant(1.5))));
    Value sum =
        b.emit(
            new Op.CallRuntime(
                RuntimeFunction.FILL_REVERSE, List.of(shadow, b.constant(0), b.constant(3))));
    assertEquals(3.0, Emitted.run(returning(b, sum), new double[3]));
  }

  private static Value construct(FunctionBuilder b, Value object, Value i, Value o) {
    return b.emit(
        new Op.Invoke(
            InvokeKind.SPECIAL,
            new MethodRef(PROBE, "<init>", "(ILjava/lang/Object;)V"),
            false,
            false,
            List.of(object, i, o)));
  }

  @Test
  void objectUnderConstructionSurvivesJumpsInBetween() throws Throwable {
    Type probe = Type.ofInternalName(PROBE);
    FunctionBuilder b = builder(Type.OBJECT);
    Value x = b.addInput(Type.INT);
    Value object = b.emit(new Op.New(probe));
    Value chosen =
        b.emit(new Op.Select(Condition.LT, x, b.constant(0), b.constant(-1), b.constant(1)));
    construct(b, object, chosen, b.zero(Type.OBJECT));
    FieldRef field = new FieldRef(PROBE, "field", "D");
    b.emit(new Op.PutField(field, object, b.emit(new Op.Unary(UnaryKind.I2D, chosen))));
    Value sign = b.emit(new Op.GetField(field, object));
    b.emit(new Op.PutField(field, object, b.emit(new Op.Binary(BinaryKind.DADD, sign, sign))));
    Probe made = (Probe) Emitted.run(returning(b, object), -5);
    assertArrayEquals(new Object[] {-1, null}, made.constructedWith);
    assertEquals(-2.0, made.field);
  }

  @Test
  void objectNobodyKeepsIsConstructed() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value object = b.emit(new Op.New(Type.ofInternalName(PROBE)));
    construct(b, object, b.constant(1), b.zero(Type.OBJECT));
    assertEquals(9, Emitted.run(returning(b, b.constant(9))));
  }

  @Test
  void objectMayBeConstructedInALaterBlock() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value object = b.emit(new Op.New(Type.ofInternalName(PROBE)));
    Block next = b.newBlock();
    b.jump(next);
    b.position(next);
    construct(b, object, b.constant(1), b.zero(Type.OBJECT));
    assertEquals(9, Emitted.run(returning(b, b.constant(9))));
  }

  @Test
  void whatBytecodeOfANestmateCannotSayIsRefused() {
    FunctionBuilder dynamic = builder(Type.INT);
    Value call = dynamic.emit(new Op.InvokeDynamic("x", "()I", null, List.of()));
    Function f = returning(dynamic, call);
    assertThrows(IllegalArgumentException.class, () -> Emitted.bytes(f));
    FunctionBuilder special = builder(Type.INT);
    Value object = special.addInput(Type.OBJECT);
    MethodRef hash = new MethodRef("java/lang/Object", "hashCode", "()I");
    Value hashed =
        special.emit(new Op.Invoke(InvokeKind.SPECIAL, hash, false, false, List.of(object)));
    Function g = returning(special, hashed);
    assertThrows(IllegalArgumentException.class, () -> Emitted.bytes(g));
    EmittedMethod wrong = new EmittedMethod("g", "(J)I", g);
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassEmitter.measure(wrong, VariantLinkage.NONE_LOCAL));
  }

  @Test
  void castsAndTestsKnowArrays() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value object = b.addInput(Type.OBJECT);
    Value rows = b.emit(new Op.CheckCast(new Type("[[D"), object));
    Value length = b.emit(new Op.ArrayLength(rows));
    Value tested = b.emit(new Op.InstanceOf(new Type("[Ljava/lang/Object;"), object));
    Function f = returning(b, b.emit(new Op.Binary(BinaryKind.IADD, length, tested)));
    assertEquals(3, Emitted.run(f, (Object) new double[2][]));
    assertThrows(ClassCastException.class, () -> Emitted.run(f, new double[2]));
  }

  @Test
  void monitorsAreEnteredAndLeft() throws Throwable {
    FunctionBuilder b = builder(Type.VOID);
    Value lock = b.addInput(Type.OBJECT);
    b.emit(new Op.Monitor(true, lock));
    b.emit(new Op.Monitor(false, lock));
    Function f = returning(b, null);
    Object object = new Object();
    Emitted.run(f, object);
    assertFalse(Thread.holdsLock(object));
    assertThrows(NullPointerException.class, () -> Emitted.run(f, (Object) null));
  }

  @Test
  void unusedLoadStillThrows() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value array = b.addInput(Type.DOUBLES);
    b.emit(new Op.ArrayLoad(Element.DOUBLE, array, b.constant(1), Type.DOUBLE));
    Function f = returning(b, b.constant(4));
    assertEquals(4, Emitted.run(f, new double[2]));
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> Emitted.run(f, new double[1]));
  }

  @Test
  void callsKeepTheirOrderWhereOperandsAreSwapped() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value first = note(b, b.constant(20));
    Value second = note(b, b.constant(10));
    Function f = returning(b, b.emit(new Op.Binary(BinaryKind.ISUB, second, first)));
    Probe.reset();
    assertEquals(-10, Emitted.run(f));
    assertEquals(List.of(20, 10), Probe.LOG);
  }

  @Test
  void loadStaysBeforeTheStoreThatFollowsIt() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value array = b.addInput(Type.DOUBLES);
    Value old = b.emit(new Op.ArrayLoad(Element.DOUBLE, array, b.constant(0), Type.DOUBLE));
    b.emit(new Op.ArrayStore(Element.DOUBLE, array, b.constant(0), b.constant(9.0)));
    assertEquals(1.0, Emitted.run(returning(b, old), new double[] {1}));
  }

  @Test
  void squareIsComputedOnceOnTheStack() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value x = b.addInput(Type.DOUBLE);
    Value root = b.emit(new Op.Binary(BinaryKind.DSUB, x, b.constant(1.0)));
    Function f = returning(b, b.emit(new Op.Binary(BinaryKind.DMUL, root, root)));
    assertEquals(4.0, Emitted.run(f, 3.0));
    assertEquals(
        List.of("DLOAD 0", "DCONST_1", "DSUB", "DUP2", "DMUL", "DRETURN"), Emitted.instructions(f));
  }

  @Test
  void longChainsInBothDirectionsAreEmitted() throws Throwable {
    for (boolean leftwards : new boolean[] {true, false}) {
      FunctionBuilder b = builder(Type.DOUBLE);
      Value x = b.addInput(Type.DOUBLE);
      Value sum = x;
      for (int i = 0; i < 3000; i++) {
        Value left = leftwards ? sum : x;
        Value right = leftwards ? x : sum;
        sum = b.emit(new Op.Binary(i % 3 == 0 ? BinaryKind.DSUB : BinaryKind.DADD, left, right));
      }
      Function f = returning(b, sum);
      assertEquals(EmitReference.run(f, 1.25), Emitted.run(f, 1.25));
      assertTrue(Emitted.size(f).maxLocals() <= 4, Emitted.size(f)::toString);
    }
  }

  @Test
  void valueStoredAndReadAtOnceIsDuplicated() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value x = b.addInput(Type.DOUBLE);
    Value y = b.addInput(Type.DOUBLE);
    Value t = b.emit(new Op.Binary(BinaryKind.DSUB, x, y));
    Value u = b.emit(new Op.Binary(BinaryKind.DMUL, t, x));
    Value v = b.emit(new Op.Binary(BinaryKind.DMUL, u, y));
    Function f = returning(b, b.emit(new Op.Binary(BinaryKind.DADD, v, t)));
    assertEquals(33.0, Emitted.run(f, 5.0, 2.0));
    assertEquals(
        List.of(
            "DLOAD 0",
            "DLOAD 2",
            "DSUB",
            "DUP2",
            "DSTORE 4",
            "DLOAD 0",
            "DMUL",
            "DLOAD 2",
            "DMUL",
            "DLOAD 4",
            "DADD",
            "DRETURN"),
        Emitted.instructions(f));
  }

  @Test
  void hundredsOfLiveValuesUseWideInstructions() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value array = b.addInput(Type.DOUBLES);
    List<Value> loads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      loads.add(b.emit(new Op.ArrayLoad(Element.DOUBLE, array, b.constant(199 - i), Type.DOUBLE)));
    }
    Value result = b.constant(1.0);
    for (Value load : loads) {
      Value scaled = b.emit(new Op.Binary(BinaryKind.DMUL, result, load));
      result = b.emit(new Op.Binary(BinaryKind.DADD, scaled, loads.get(3)));
    }
    Function f = returning(b, result);
    assertTrue(Emitted.size(f).maxLocals() > 256, Emitted.size(f)::toString);
    double[] memory = new double[200];
    for (int i = 0; i < 200; i++) {
      memory[i] = Math.cos(i);
    }
    assertEquals(EmitReference.run(f, memory), Emitted.run(f, memory));
  }

  @Test
  void entryPointWrittenByHandCallsAnEmittedMethod() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value x = b.addInput(Type.INT);
    Function f = returning(b, b.emit(new Op.Binary(BinaryKind.IMUL, x, x)));
    ClassEmitter emitter = new ClassEmitter(Emitted.NAME, null);
    MethodSize size = emitter.method(Emitted.method("f", f), VariantLinkage.NONE_LOCAL);
    MethodVisitor entry =
        emitter.visitor().visitMethod(Opcodes.ACC_STATIC, "entry", "()I", null, null);
    entry.visitCode();
    entry.visitIntInsn(Opcodes.BIPUSH, 7);
    entry.visitMethodInsn(Opcodes.INVOKESTATIC, Emitted.NAME, "f", "(I)I", false);
    entry.visitInsn(Opcodes.IRETURN);
    entry.visitMaxs(0, 0);
    entry.visitEnd();
    byte[] bytes = emitter.toByteArray();
    assertEquals("", Emitted.complaints(bytes));
    assertEquals(49, (int) Emitted.handle(bytes, "entry", "()I").invoke());
    assertEquals(List.of(size), emitter.sizes());
  }

  @Test
  void exceptionCarriesTheLineOfItsOperation() throws Exception {
    FunctionBuilder b = builder(Type.INT);
    Value x = b.addInput(Type.INT);
    b.line(17);
    Value first = b.emit(new Op.Binary(BinaryKind.IDIV, b.constant(100), x));
    b.line(18);
    Value y = b.emit(new Op.Binary(BinaryKind.ISUB, x, b.constant(1)));
    Value second = b.emit(new Op.Binary(BinaryKind.IDIV, first, y));
    b.line(19);
    EmittedMethod method = Emitted.method("f", returning(b, second));
    // Stack traces leave hidden classes out: this one is defined by a loader.
    byte[] bytes = Emitted.bytes(List.of(method), VariantLinkage.NONE_LOCAL);
    java.lang.reflect.Method f =
        new ClassLoader() {
          Class<?> define() {
            return defineClass(Emitted.NAME.replace('/', '.'), bytes, 0, bytes.length);
          }
        }.define().getDeclaredMethod("f", int.class);
    f.setAccessible(true);
    assertEquals(17, lineOfFailure(f, 0));
    assertEquals(18, lineOfFailure(f, 1));
  }

  private static int lineOfFailure(java.lang.reflect.Method f, int x) {
    Throwable thrown =
        assertThrows(java.lang.reflect.InvocationTargetException.class, () -> f.invoke(null, x));
    return thrown.getCause().getStackTrace()[0].getLineNumber();
  }

  @Test
  void thrownExceptionLeavesTheFunction() {
    FunctionBuilder b = builder(Type.VOID);
    Value exception = b.addInput(Type.ofInternalName("java/lang/Throwable"));
    b.end(new Terminator.Throw(exception));
    Function f = b.finish();
    assertThrows(java.io.IOException.class, () -> Emitted.run(f, new java.io.IOException()));
  }

  private static Function ofSize(int calls) {
    FunctionBuilder b = builder(Type.INT);
    Value x = b.addInput(Type.INT);
    Block header = b.newBlock();
    Block body = b.newBlock();
    Block after = b.newBlock();
    Value i = b.addParam(header, Type.INT);
    Value sum = b.addParam(header, Type.INT);
    b.jump(header, b.constant(0), b.constant(0));
    b.position(header);
    b.branch(Condition.LT, i, x, body, after);
    b.position(body);
    Value total = sum;
    for (int k = 0; k < calls; k++) {
      Value mixed = b.emit(new Op.Binary(BinaryKind.IXOR, total, b.constant(1000 + k % 7)));
      total = b.emit(new Op.Binary(BinaryKind.IADD, mixed, i));
    }
    b.jump(header, b.emit(new Op.Binary(BinaryKind.IADD, i, b.constant(1))), total);
    b.position(after);
    return returning(b, sum);
  }

  @Test
  void jumpsBeyondThirtyTwoKilobytesAreWidened() throws Throwable {
    Function f = ofSize(8000);
    assertTrue(Emitted.size(f).bytes() > 40000, Emitted.size(f)::toString);
    assertEquals(EmitReference.run(f, 3), Emitted.run(f, 3));
  }

  @Test
  void methodThatNoClassFileCanHoldIsReportedWithItsSize() {
    Function f = ofSize(20000);
    MethodTooLarge e = assertThrows(MethodTooLarge.class, () -> Emitted.bytes(f));
    assertEquals("f", e.methodName());
    assertTrue(e.bytes() > 65535);
  }
}
