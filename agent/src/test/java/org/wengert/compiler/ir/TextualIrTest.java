package org.wengert.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextualIrTest {

  /** Every operation, in a function that means nothing but is well formed. */
  private static final String EVERYTHING =
      """
      function demo/Every.thing([[D)V (%0: [D, %1: I, %2: D, %3: [[D, %4: Ldemo/T;, %5: J): V {
      b0:
        %6 = iconst -7
        %7 = lconst 9223372036854775807
        %8 = fconst 0.1  @3
        %9 = dconst -0.0
        %10 = string "a \\"b\\" \\\\ \\u000a \\u00e9"
        %11 = class [Ljava/lang/String;
        %12 = null
        %13 = dneg %2
        %14 = dmul %13, %9
        %15 = lshl %7, %1
        %16 = select le %1, %6, %14, %2
        %17 = arraylength %0
        %18 = daload %0, %1
        %19 = aaload %3, %1: [D
        dastore %19, %1, %16
        dastore.held %19, %1, %2
        %20 = daload.safe %0, %1
        %21 = aaload.safe %3, %1: [D
        dadd.safe %0, %1, %2
        %22 = newarray [[[D (%1, %17)
        %23 = getstatic demo/T.flag:Z
        putstatic demo/T.flag:Z, %23
        putstatic.held demo/T.total:D, %2
        %24 = getfield demo/T.x:D final, %4
        putfield demo/T.x:D, %4, %24
        held demo/T.x:D, %4, %24
        putfield.held demo/T.x:D, %4, %24
        nullcheck %4
        %25 = construct simple demo/T.<init>(D)V (%2)
        %26 = checkcast [Z, %4
        %27 = instanceof Ldemo/T;, %4
        monitorenter %4
        monitorexit %4
        %28 = invoke static pure java/lang/Math.sin(D)D (%2)
        %29 = invoke interface itf demo/F."odd name("(D)D (%4, %2)
        %30 = invokedynamic run(D)Ljava/lang/Runnable; "a site" (%2)
        initclass demo/Other
        %31 = variant tangent "A-" demo/T.f(DI)D (DDI)D (%2, %2, %1)
        %34 = variant reverse "A" virtual demo/T.f()D (Ldemo/T;DLorg/wengert/runtime/Tape;)D (%25, %2, %4)
        %35 = variant forward "A" direct demo/T.f()D (Ldemo/T;)D (%25)
        %37 = variant tangent "AA" of reverse "A" demo/T.f(D)D (DLorg/wengert/runtime/Tape;DLorg/wengert/runtime/Tape;)D (%2, %4, %2, %4)
        %38 = variant tangent "AA" of nested reverse "A" demo/T.f(D)D (DLorg/wengert/runtime/Tape;DLorg/wengert/runtime/Tape;)D (%2, %4, %2, %4)
        %36 = allocate Ldemo/T;
        runtime enter (%4, %4, %4)
        %32 = part f$0_1(DI)D (%2, %1)
        %33 = reserve.d %4, %0, %1, %1
        return  @99
      }
      """;

  @Test
  void everyOperationIsReadBackAsItWasWritten() {
    Function function = Verifier.verify(Parser.parse(EVERYTHING));
    assertEquals(EVERYTHING, Printer.print(function));
  }

  @Test
  void attemptsAreReadBackAsTheyWereWritten() {
    String text =
        """
        function demo/Try.at([DI)D (%0: [D, %1: I): D {
        b0:
          %2 = daload %0, %1  @7
          try b1(%2) catch b2()  @7
        b1(%3: D):
          %4 = null
          %5 = variant forward catching "A" demo/T.f(D)D (DLorg/wengert/runtime/Tape;)D (%3, %4)
          return %5  @8
        b2:
          %6 = caught  @9
          throw %6
        }
        """;
    assertEquals(text, Printer.print(Verifier.verify(Parser.parse(text))));
  }

  @Test
  void theFunctionWithEveryOperationLeavesNoneOut() {
    Set<Class<?>> used = new HashSet<>();
    for (Instr instr : Parser.parse(EVERYTHING).entry().instrs()) {
      used.add(instr.op().getClass());
    }
    // In a function of its own: it stands at the start of a landing only.
    used.add(Op.Caught.class);
    // Names a rule of the user, and never leaves the transforms.
    used.add(Op.Ruled.class);
    assertEquals(Set.of(Op.class.getPermittedSubclasses()), used);
  }

  @Test
  void kindsOfArithmeticAreReadBackAsTheyWereWritten() {
    StringBuilder text =
        new StringBuilder("function a.b()V (%0: I, %1: J, %2: F, %3: D): V {\nb0:\n");
    int next = 4;
    for (UnaryKind kind : UnaryKind.values()) {
      String op = Names.lower(kind) + " " + operand(kind.operand());
      text.append("  %").append(next++).append(" = ").append(op).append('\n');
    }
    for (BinaryKind kind : BinaryKind.values()) {
      String op = Names.lower(kind) + " " + operand(kind.left()) + ", " + operand(kind.right());
      text.append("  %").append(next++).append(" = ").append(op).append('\n');
    }
    text.append("  return\n}\n");
    assertEquals(text.toString(), Printer.print(Verifier.verify(Parser.parse(text.toString()))));
  }

  private static String operand(Type type) {
    return "%" + "IJFD".indexOf(type.descriptor());
  }

  @Test
  void realConstantsKeepTheirBits() {
    double[] doubles = {
      0.0,
      -0.0,
      0.1,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.longBitsToDouble(0x7ff0000000000001L),
      Double.longBitsToDouble(0xfff8000000000000L),
      1e-300,
      123456789.123456789
    };
    for (double d : doubles) {
      Object read = readBack(Op.Const.of(d));
      assertEquals(Double.doubleToRawLongBits(d), Double.doubleToRawLongBits((Double) read));
      float f = (float) d;
      Object readFloat = readBack(new Op.Const(f, Type.FLOAT));
      assertEquals(Float.floatToRawIntBits(f), Float.floatToRawIntBits((Float) readFloat));
    }
  }

  private static Object readBack(Op.Const constant) {
    FunctionBuilder builder = new FunctionBuilder(new MethodRef("a", "b", "()V"), constant.type());
    builder.end(new Terminator.Return(builder.emit(constant)));
    Function parsed = Parser.parse(Printer.print(builder.finish()));
    return ((Op.Const) parsed.entry().instrs().get(0).op()).constant();
  }

  @Test
  void controlFlowIsReadBackAsItWasWritten() {
    String text =
        """
        function a.b(I)I (%0: I): I {
        b0:
          switch %0 -> -5: b1(%0), 7: b2(), default: b3()  @4
        b1(%1: I):
          branch ge %1, %0 -> b4(), b1(%0)
        b2:
          jump b4()
        b3:
          %2 = null
          throw %2  @5
        b4:
          return %0
        }
        """;
    assertEquals(text, Printer.print(Parser.parse(text)));
  }

  @Test
  void examplesOfTheDocumentationAreWellFormed() throws IOException {
    List<String> examples = examples(Files.readString(Path.of("..", "docs", "ir.md")));
    assertTrue(examples.size() >= 2);
    for (String example : examples) {
      assertEquals(example, Printer.print(Verifier.verify(Parser.parse(example))));
    }
  }

  /** Indented blocks that start as a function with a name does. */
  private static List<String> examples(String page) {
    List<String> examples = new ArrayList<>();
    StringBuilder current = null;
    for (String line : page.split("\\R", -1)) {
      if (line.startsWith("    function demo/")) {
        current = new StringBuilder();
      }
      if (current != null) {
        current.append(line.substring(4)).append('\n');
        if (line.equals("    }")) {
          examples.add(current.toString());
          current = null;
        }
      }
    }
    return examples;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1:1: expected \"function\", found \"func\"|func a.b()V (): V {",
        "3:8: expected an operation or a terminator, found \"frob\"|"
            + "function a.b()V (): V {\nb0:\n  %0 = frob %1\n  return\n}",
        "3:13: expected a value that is defined above, found \"%1\"|"
            + "function a.b()V (): V {\nb0:\n  %0 = dneg %1\n  return\n}",
        "4:3: value %0 is defined twice|"
            + "function a.b()V (): V {\nb0:\n  %0 = iconst 1\n  %0 = iconst 1\n  return\n}",
        "3:15: expected an int, found \"x\"|function a.b()V (): V {\nb0:\n  %0 = iconst x",
        "3:3: this operation has a result: write %n = iconst|"
            + "function a.b()V (): V {\nb0:\n  iconst 1\n return }",
        "3:3: this operation has no result|"
            + "function a.b()V (): V {\nb0:\n  %0 = initclass a\n return }",
        "5:1: block b1 is defined twice|"
            + "function a.b()V (): V {\nb1:\n  return\n# again\nb1: return }",
        "3:9: expected \"(\", found \"}\"|function a.b()V (): V {\nb0:\njump b1 }",
        "4:1: block b7 is a target but not defined|function a.b()V (): V {\nb0:\njump b7() }\n",
        "1:23: expected the descriptor of a type, found \"Q):\"|function a.b(I)V (%0: Q): V {",
        "4:1: expected the end of the text, found \"more\"|"
            + "function a.b()V (): V {\nb0:\nreturn }\nmore",
      })
  void whatCannotBeReadIsRefusedWithPlaceAndExpectation(String expectationAndText) {
    int bar = expectationAndText.indexOf('|');
    String text = expectationAndText.substring(bar + 1);
    IrSyntaxException e = assertThrows(IrSyntaxException.class, () -> Parser.parse(text));
    String[] expected = expectationAndText.substring(0, bar).split(":", 3);
    assertEquals(
        "line " + expected[0] + ", column " + expected[1] + ":" + expected[2], e.getMessage());
  }
}
