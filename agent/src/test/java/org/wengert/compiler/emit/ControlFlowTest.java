package org.wengert.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;

class ControlFlowTest {
  private static final MethodRef REF = new MethodRef("Primal", "f", "()V");

  private static FunctionBuilder builder(Type result) {
    return new FunctionBuilder(REF, result);
  }

  private static Value add(FunctionBuilder b, Value x, Value y) {
    return b.emit(new Op.Binary(BinaryKind.IADD, x, y));
  }

  private static void finish(FunctionBuilder b, Value result) {
    b.end(new Terminator.Return(result));
  }

  /** Counts i from 0 to n - 1; the body gets the loop's values and yields their successors. */
  private interface Body {
    Value[] next(Value i, Value[] carried);
  }

  private static Value[] loop(FunctionBuilder b, Value n, Value[] initial, Body body) {
    Block header = b.newBlock();
    Block inside = b.newBlock();
    Block after = b.newBlock();
    Value i = b.addParam(header, Type.INT);
    Value[] carried = new Value[initial.length];
    Value[] args = new Value[initial.length + 1];
    args[0] = b.constant(0);
    for (int k = 0; k < initial.length; k++) {
      carried[k] = b.addParam(header, initial[k].type());
      args[k + 1] = initial[k];
    }
    b.jump(header, args);
    b.position(header);
    b.branch(Condition.LT, i, n, inside, after);
    b.position(inside);
    Value[] next = body.next(i, carried);
    Value[] back = new Value[args.length];
    back[0] = add(b, i, b.constant(1));
    System.arraycopy(next, 0, back, 1, next.length);
    b.jump(header, back);
    b.position(after);
    return carried;
  }

  private static Function dotProduct() {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value x = b.addInput(Type.DOUBLES);
    Value y = b.addInput(Type.DOUBLES);
    Value n = b.emit(new Op.ArrayLength(x));
    Value[] sum =
        loop(
            b,
            n,
            new Value[] {b.constant(0.0)},
            (i, carried) -> {
              Value xi = b.emit(new Op.ArrayLoad(Element.DOUBLE, x, i, Type.DOUBLE));
              Value yi = b.emit(new Op.ArrayLoad(Element.DOUBLE, y, i, Type.DOUBLE));
              Value product = b.emit(new Op.Binary(BinaryKind.DMUL, xi, yi));
              return new Value[] {b.emit(new Op.Binary(BinaryKind.DADD, carried[0], product))};
            });
    finish(b, sum[0]);
    return b.finish();
  }

  @Test
  void countedLoopHasTheShapeThatJavacWrites() throws Throwable {
    Function f = dotProduct();
    assertEquals(11.0, Emitted.run(f, new double[] {1, 2}, new double[] {3, 4}));
    assertEquals(
        List.of(
            "ALOAD 0",
            "ARRAYLENGTH",
            "ISTORE 2",
            "ICONST_0",
            "ISTORE 3",
            "DCONST_0",
            "DSTORE 4",
            "ILOAD 3",
            "ILOAD 2",
            "IF_ICMPGE L1",
            "DLOAD 4",
            "ALOAD 0",
            "ILOAD 3",
            "DALOAD",
            "ALOAD 1",
            "ILOAD 3",
            "DALOAD",
            "DMUL",
            "DADD",
            "DSTORE 4",
            "IINC 3 1",
            "GOTO L0",
            "DLOAD 4",
            "DRETURN"),
        Emitted.instructions(f));
  }

  @Test
  void valuesSwappedByALoopGoThroughAParallelCopy() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value n = b.addInput(Type.INT);
    Value[] last =
        loop(
            b,
            n,
            new Value[] {b.constant(1), b.constant(10), b.constant(100)},
            (i, c) -> new Value[] {c[1], c[2], c[0]});
    Value high = b.emit(new Op.Binary(BinaryKind.IMUL, last[0], b.constant(1000)));
    finish(b, add(b, add(b, high, last[1]), last[2]));
    Function f = b.finish();
    assertEquals(1110, Emitted.run(f, 0));
    assertEquals(10101, Emitted.run(f, 1));
    assertEquals(100011, Emitted.run(f, 2));
    assertEquals(1110, Emitted.run(f, 3));
  }

  @Test
  void wideAndNarrowValuesSwapWhereTheirSlotsOverlap() throws Throwable {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value n = b.addInput(Type.INT);
    Value[] last =
        loop(
            b,
            n,
            new Value[] {b.constant(1.0), b.constant(7), b.constant(2.0), b.constant(9)},
            (i, c) -> new Value[] {c[2], c[3], c[0], c[1]});
    Value asDouble = b.emit(new Op.Unary(UnaryKind.I2D, last[1]));
    Value scaled = b.emit(new Op.Binary(BinaryKind.DMUL, last[0], b.constant(100.0)));
    finish(b, b.emit(new Op.Binary(BinaryKind.DADD, asDouble, scaled)));
    Function f = b.finish();
    assertEquals(107.0, Emitted.run(f, 0));
    assertEquals(209.0, Emitted.run(f, 1));
    assertEquals(107.0, Emitted.run(f, 2));
  }

  @Test
  void oldValueOfALoopVariableOutlivesTheNew() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value n = b.addInput(Type.INT);
    Block header = b.newBlock();
    Block after = b.newBlock();
    Value x = b.addParam(header, Type.INT);
    b.jump(header, b.constant(0));
    b.position(header);
    Value next = add(b, x, b.constant(1));
    b.end(
        new Terminator.Branch(
            Condition.LT, next, n, new Edge(header, List.of(next)), new Edge(after, List.of())));
    b.position(after);
    Value high = b.emit(new Op.Binary(BinaryKind.IMUL, x, b.constant(100)));
    finish(b, add(b, high, next));
    Function f = b.finish();
    assertEquals(405, Emitted.run(f, 5));
    assertEquals(1, Emitted.run(f, -5));
  }

  @Test
  void nestedLoopsAreLaidOutTogether() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value n = b.addInput(Type.INT);
    Value[] sum =
        loop(
            b,
            n,
            new Value[] {b.constant(0)},
            (i, outer) ->
                loop(b, i, outer, (j, inner) -> new Value[] {add(b, add(b, inner[0], i), j)}));
    finish(b, sum[0]);
    Function f = b.finish();
    int expected = 0;
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < i; j++) {
        expected += i + j;
      }
    }
    assertEquals(expected, Emitted.run(f, 7));
    List<String> code = Emitted.instructions(f);
    assertEquals(2, code.stream().filter(s -> s.startsWith("GOTO")).count());
    assertEquals(
        4,
        code.stream().filter(s -> s.startsWith("ISTORE")).count(),
        () -> "three initial values and one sum: " + code);
    assertEquals(4, Emitted.size(f).maxLocals());
  }

  private static Function choice(int... keys) {
    FunctionBuilder b = builder(Type.INT);
    Value selector = b.addInput(Type.INT);
    Block join = b.newBlock();
    Block alone = b.newBlock();
    Value result = b.addParam(join, Type.INT);
    List<Integer> boxed = new java.util.ArrayList<>();
    List<Edge> targets = new java.util.ArrayList<>();
    for (int key : keys) {
      boxed.add(key);
      targets.add(
          key == 3
              ? new Edge(alone, List.of())
              : new Edge(join, List.of(b.constant(1000 + key % 10))));
    }
    b.end(new Terminator.Switch(selector, boxed, targets, new Edge(join, List.of(selector))));
    b.position(join);
    finish(b, result);
    b.position(alone);
    finish(b, b.constant(-3));
    return b.finish();
  }

  @Test
  void switchesAreTablesOrLookupsByDensity() throws Throwable {
    Function dense = choice(1, 2, 3, 5);
    Function sparse = choice(-2000000000, 3, 2000000000);
    assertTrue(Emitted.text(Emitted.bytes(dense)).contains("TABLESWITCH"));
    assertTrue(Emitted.text(Emitted.bytes(sparse)).contains("LOOKUPSWITCH"));
    assertEquals(1005, Emitted.run(dense, 5));
    assertEquals(4, Emitted.run(dense, 4));
    assertEquals(-3, Emitted.run(dense, 3));
    assertEquals(77, Emitted.run(dense, 77));
    assertEquals(1000, Emitted.run(sparse, 2000000000));
    assertEquals(-3, Emitted.run(sparse, 3));
    assertEquals(5, Emitted.run(choice(), 5));
  }

  @Test
  void comparisonsTreatNaNAsTheirKindSays() throws Throwable {
    for (BinaryKind kind : new BinaryKind[] {BinaryKind.DCMPL, BinaryKind.DCMPG}) {
      for (Condition condition : Condition.values()) {
        for (boolean mirrored : new boolean[] {false, true}) {
          FunctionBuilder b = builder(Type.INT);
          Value x = b.addInput(Type.DOUBLE);
          Value y = b.addInput(Type.DOUBLE);
          Value compared = b.emit(new Op.Binary(kind, x, y));
          Block yes = b.newBlock();
          Block no = b.newBlock();
          Value zero = b.constant(0);
          b.branch(condition, mirrored ? zero : compared, mirrored ? compared : zero, yes, no);
          b.position(yes);
          finish(b, b.constant(1));
          b.position(no);
          finish(b, b.constant(0));
          Function f = b.finish();
          for (double[] at :
              new double[][] {{1, 2}, {2, 1}, {1, 1}, {Double.NaN, 1}, {-0.0, 0.0}}) {
            int c =
                Double.isNaN(at[0])
                    ? (kind == BinaryKind.DCMPL ? -1 : 1)
                    : at[0] < at[1] ? -1 : at[0] > at[1] ? 1 : 0;
            boolean expected = mirrored ? condition.test(0, c) : condition.test(c, 0);
            assertEquals(expected ? 1 : 0, Emitted.run(f, at[0], at[1]));
          }
        }
      }
    }
  }

  @Test
  void comparisonWithZeroIsOneJump() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value x = b.addInput(Type.DOUBLE);
    Value compared = b.emit(new Op.Binary(BinaryKind.DCMPG, x, b.constant(0.0)));
    Block yes = b.newBlock();
    Block no = b.newBlock();
    b.branch(Condition.GT, compared, b.constant(0), yes, no);
    b.position(yes);
    finish(b, b.constant(1));
    b.position(no);
    finish(b, b.constant(0));
    assertEquals(
        List.of(
            "DLOAD 0",
            "DCONST_0",
            "DCMPG",
            "IFLE L0",
            "ICONST_1",
            "IRETURN",
            "ICONST_0",
            "IRETURN"),
        Emitted.instructions(b.finish()));
  }

  @Test
  void irreducibleFlowIsEmittedAsItIs() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value n = b.addInput(Type.INT);
    Value start = b.addInput(Type.INT);
    Block one = b.newBlock();
    Block two = b.newBlock();
    Block end = b.newBlock();
    Value x = b.addParam(one, Type.INT);
    Value y = b.addParam(two, Type.INT);
    b.end(
        new Terminator.Branch(
            Condition.EQ,
            start,
            b.constant(0),
            new Edge(one, List.of(b.constant(0))),
            new Edge(two, List.of(b.constant(5)))));
    b.position(one);
    b.jump(two, add(b, x, b.constant(1)));
    b.position(two);
    Value sum = add(b, y, b.constant(10));
    b.end(
        new Terminator.Branch(
            Condition.LT, sum, n, new Edge(one, List.of(sum)), new Edge(end, List.of())));
    b.position(end);
    finish(b, sum);
    Function f = b.finish();
    assertEquals(33, Emitted.run(f, 30, 0));
    assertEquals(37, Emitted.run(f, 30, 1));
  }

  @Test
  void recursiveFunctionHasASmallFrame() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value n = b.addInput(Type.INT);
    Block deep = b.newBlock();
    Block base = b.newBlock();
    b.branch(Condition.GT, n, b.constant(1), deep, base);
    b.position(base);
    finish(b, n);
    b.position(deep);
    Variant fib = new Variant(REF, VariantKind.TANGENT, "-");
    Value left =
        b.emit(
            new Op.CallVariant(
                fib, "(I)I", List.of(b.emit(new Op.Binary(BinaryKind.ISUB, n, b.constant(1))))));
    Value right =
        b.emit(
            new Op.CallVariant(
                fib, "(I)I", List.of(b.emit(new Op.Binary(BinaryKind.ISUB, n, b.constant(2))))));
    finish(b, add(b, left, right));
    EmittedMethod method = Emitted.method("f", b.finish());
    VariantLinkage linkage = (variant, descriptor) -> variant.equals(fib) ? "f" : null;
    byte[] bytes = Emitted.bytes(List.of(method), linkage);
    assertEquals(55, (int) Emitted.handle(bytes, "f", "(I)I").invoke(10));
    MethodSize size = ClassEmitter.measure(method, linkage);
    assertEquals(1, size.maxLocals());
    assertTrue(size.bytes() <= 21, size::toString);
  }

  @Test
  void sizeIsThatOfTheClassFile() {
    MethodSize size = Emitted.size(dotProduct());
    assertEquals(34, size.bytes());
    assertEquals(6, size.maxLocals());
  }

  @Test
  void infiniteLoopWithoutCodeBeforeItIsEmitted() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value x = b.addInput(Type.INT);
    Block header = b.newBlock();
    Block out = b.newBlock();
    Block back = b.newBlock();
    b.jump(header);
    b.position(header);
    b.branch(Condition.NE, x, b.constant(0), out, back);
    b.position(back);
    b.jump(header);
    b.position(out);
    finish(b, x);
    assertEquals(4, Emitted.run(b.finish(), 4));
  }

  @Test
  void callGoesThroughTheLinkerUnlessTheVariantIsLocal() {
    FunctionBuilder b = builder(Type.DOUBLE);
    Value x = b.addInput(Type.DOUBLE);
    b.emit(new Op.InitClass("some/Other"));
    Variant variant =
        new Variant(new MethodRef("some/Other", "g", "(D)D"), VariantKind.FORWARD, "A");
    finish(b, b.emit(new Op.CallVariant(variant, "(D)D", List.of(x))));
    String text = Emitted.text(Emitted.bytes(b.finish()));
    assertTrue(text.contains("INVOKEDYNAMIC initClass()V"), text);
    assertTrue(text.contains("INVOKEDYNAMIC g(D)D"), text);
    assertTrue(text.contains("\"FORWARD:A:STATIC\""), text);
    assertTrue(text.contains("\"some/Other\""), text);
  }

  @Test
  void invokeKindsReachTheirMethods() throws Throwable {
    FunctionBuilder b = builder(Type.INT);
    Value text = b.addInput(new Type("Ljava/lang/String;"));
    Value length =
        b.emit(
            new Op.Invoke(
                InvokeKind.VIRTUAL,
                new MethodRef("java/lang/String", "length", "()I"),
                false,
                false,
                List.of(text)));
    Value again =
        b.emit(
            new Op.Invoke(
                InvokeKind.INTERFACE,
                new MethodRef("java/lang/CharSequence", "length", "()I"),
                true,
                false,
                List.of(text)));
    Value max =
        b.emit(
            new Op.Invoke(
                InvokeKind.STATIC,
                new MethodRef("java/lang/Math", "max", "(II)I"),
                false,
                true,
                List.of(length, b.constant(3))));
    finish(b, add(b, max, again));
    assertEquals(5, Emitted.run(b.finish(), "ab"));
  }
}
