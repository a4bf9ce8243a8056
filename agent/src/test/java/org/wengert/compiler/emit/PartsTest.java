package org.wengert.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Verifier;
import org.wengert.compiler.outline.Outliner;
import org.wengert.compiler.outline.Part;
import org.wengert.compiler.outline.WideSignatures;
import org.wengert.runtime.Tape;

/** Functions that are cut into parts, and such of many parameters, do what they did before. */
class PartsTest {
  private static final Type TAPE = new Type("Lorg/wengert/runtime/Tape;");
  private static final int PROGRAMS = Integer.getInteger("wengert.emit.programs", 1500) / 3;

  /** As the compiler does it. */
  private static EmittedMethod method(String name, String descriptor, Function function) {
    String emitted = WideSignatures.emitted(descriptor);
    return new EmittedMethod(name, emitted, WideSignatures.lower(function));
  }

  private static int size(Function function) {
    EmittedMethod method = method("f", Emitted.descriptor(function), function);
    return ClassEmitter.measure(method, VariantLinkage.NONE_LOCAL).bytes();
  }

  private static Outliner.Outlined outlined(Function function, int limit) {
    Outliner.Outlined outlined = new Outliner(PartsTest::size, limit).run("f", function);
    // Some random functions choose between null and an array, which the verifier does not know.
    if (Verifier.problems(function).isEmpty()) {
      verify(outlined.main());
      outlined.parts().forEach(part -> verify(part.function()));
    }
    return outlined;
  }

  private static void verify(Function function) {
    Verifier.verify(function);
    Verifier.verify(WideSignatures.lower(function));
  }

  private static MethodHandle handle(Outliner.Outlined outlined) {
    String descriptor = Emitted.descriptor(outlined.main());
    List<EmittedMethod> methods = new ArrayList<>();
    methods.add(method("f", descriptor, outlined.main()));
    for (Part part : outlined.parts()) {
      methods.add(method(part.name(), part.descriptor(), part.function()));
    }
    byte[] bytes = Emitted.bytes(methods, VariantLinkage.NONE_LOCAL);
    return Emitted.handle(bytes, "f", WideSignatures.emitted(descriptor));
  }

  private static Function withTape(Function function) {
    List<Value> inputs = new ArrayList<>(function.inputs());
    inputs.add(new Value(function.valueCount(), TAPE));
    return new Function(
        function.method(),
        List.copyOf(inputs),
        function.result(),
        function.blocks(),
        function.valueCount() + 1);
  }

  private static Object[][] inputs() {
    double[] shared = {0.5, -1.5, 2.25};
    return new Object[][] {
      {3, 5L, 0.5f, 1.5, new double[] {1, 2, 3}, new int[] {2, 1, 0}, new double[] {4, 5, 6}},
      {-7, -1L, -2.5f, Double.NaN, shared, new int[] {5, 0, -3}, shared},
      {0, 0L, 0f, 0.0, null, new int[] {1}, new double[] {1}}
    };
  }

  private interface Callable {
    Object run(Object... args) throws Throwable;
  }

  /** Result or exception, memory, order of effects. */
  private static List<Object> observe(Callable call, Object[] args) {
    Probe.reset();
    List<Object> seen = new ArrayList<>();
    try {
      seen.add(call.run(args));
    } catch (IllegalStateException e) {
      seen.add(e.getMessage());
    } catch (RuntimeException e) {
      // HotSpot drops the message of what hot code throws often.
      seen.add(e.getClass());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    seen.add(Probe.aDouble);
    seen.addAll(Probe.LOG);
    for (Object arg : args) {
      seen.add(arg instanceof double[] doubles ? Arrays.toString(doubles) : null);
      seen.add(arg instanceof int[] ints ? Arrays.toString(ints) : null);
    }
    return seen;
  }

  @Test
  void partsOfRandomFunctionsDoTogetherWhatTheFunctionDid() {
    int parts = 0;
    int cut = 0;
    for (long seed = 0; seed < PROGRAMS; seed++) {
      Function function = RandomFunctions.make(seed);
      Outliner.Outlined outlined = outlined(withTape(function), 60 + (int) (seed % 5) * 60);
      parts += outlined.parts().size();
      cut += outlined.parts().isEmpty() ? 0 : 1;
      MethodHandle handle = handle(outlined);
      for (int i = 0; i < inputs().length; i++) {
        List<Object> expected = observe(args -> EmitReference.run(function, args), inputs()[i]);
        List<Object> actual =
            observe(args -> handle.invokeWithArguments(withTape(args)), inputs()[i]);
        assertEquals(expected, actual, "seed " + seed + ", input " + i);
      }
    }
    assertTrue(cut > PROGRAMS / 5, "too few functions were cut: " + cut);
    assertTrue(parts > cut, "too few parts were made: " + parts);
  }

  private static Object[] withTape(Object[] args) {
    Object[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = new Tape();
    return all;
  }

  /** {@code f(x) = (...(x * x + x) * x + ...)} in one block. */
  private static String polynomial(int terms, String inputs) {
    StringBuilder text = new StringBuilder("function Primal.f()V (" + inputs + "): D {\nb0:\n");
    int value = 1;
    int sum = 0;
    for (int i = 0; i < terms; i++) {
      text.append("  %" + ++value + " = dmul %" + sum + ", %0\n");
      text.append("  %" + ++value + " = dadd %" + (value - 1) + ", %0\n");
      sum = value;
    }
    return text.append("  return %" + sum + "\n}\n").toString();
  }

  @Test
  void straightLineCodeIsCutSoThatEveryPartFits() throws Throwable {
    Function function = Parser.parse(polynomial(2000, "%0: D, %1: " + TAPE));
    Outliner.Outlined outlined = outlined(function, 1000);
    assertTrue(outlined.parts().size() >= 10, () -> outlined.parts().size() + " parts");
    assertTrue(size(outlined.main()) <= 1000);
    outlined.parts().forEach(part -> assertTrue(size(part.function()) <= 1000, part.name()));
    double expected = 0.5;
    for (int i = 0; i < 2000; i++) {
      expected = expected * 0.5 + 0.5;
    }
    assertEquals(expected, handle(outlined).invokeWithArguments(0.5, new Tape()));
  }

  @Test
  void withoutATapePartsReturnOneValue() throws Throwable {
    Function function = Parser.parse(polynomial(500, "%0: D, %1: I"));
    Outliner.Outlined outlined = outlined(function, 500);
    assertFalse(outlined.parts().isEmpty());
    outlined.parts().forEach(part -> assertTrue(part.descriptor().endsWith(")D")));
    assertEquals(1.0, (double) handle(outlined).invokeWithArguments(0.5, 0), 1e-12);
  }

  @Test
  void whatFitsIsLeftAlone() {
    Function function = Parser.parse(polynomial(10, "%0: D, %1: " + TAPE));
    Outliner.Outlined outlined = outlined(function, 1000);
    assertEquals(function, outlined.main());
    assertTrue(outlined.parts().isEmpty());
  }

  /**
   * Loads of neighbouring elements, each with a landing of its own, which goes to one handler with
   * its number and what has been summed up: {@code s = s * x[k] + x[k]}, or {@code k + s} if there
   * is no element k. All that twice, in a loop.
   */
  private static Function attempts(int n) {
    StringBuilder text =
        new StringBuilder("function Primal.f()V (%0: [D, %1: " + TAPE + "): D {\n");
    text.append("b0: %2 = iconst 0 %3 = iconst 1 %4 = iconst 2 %5 = dconst 0.5 jump b1(%2, %5)\n");
    text.append("b1(%6: I, %7: D): branch lt %6, %4 -> b2(), b3()\nb3: return %7\n");
    text.append("b4(%8: I, %9: D): %10 = i2d %8 %11 = dadd %10, %9 return %11\n");
    StringBuilder landings = new StringBuilder();
    int value = 11;
    int sum = 7;
    for (int k = 0; k < n; k++) {
      int index = ++value;
      int element = ++value;
      text.append(
          String.format(
              "b%d: %%%d = iconst %d %%%d = daload %%0, %%%d try b%d() catch b%d()%n",
              k == 0 ? 2 : 2 * k + 5, index, k, element, index, 2 * k + 6, 2 * n + 6 + k));
      text.append(
          String.format(
              "b%d: %%%d = dmul %%%d, %%%d %%%d = dadd %%%d, %%%d jump b%d()%n",
              2 * k + 6, ++value, sum, element, value + 1, value, element, 2 * k + 7));
      landings.append(
          String.format(
              "b%d: %%%d = caught jump b4(%%%d, %%%d)%n", 2 * n + 6 + k, value + 2, index, sum));
      sum = ++value;
      value++;
    }
    text.append("b" + (2 * n + 5) + ": %" + ++value + " = iadd %6, %3 ");
    text.append("jump b1(%" + value + ", %" + sum + ")\n" + landings + "}\n");
    Function f = Parser.parse(text.toString());
    return Verifier.verify(Canonical.of(f.method(), f.inputs(), f.result(), f.entry()));
  }

  @Test
  void protectedInstructionsGoIntoPartsWithTheirLandings() throws Throwable {
    int n = 200;
    Function function = attempts(n);
    Outliner.Outlined outlined = outlined(function, 1000);
    assertTrue(size(function) > 4000, () -> size(function) + " bytes");
    assertTrue(size(outlined.main()) <= 1000, () -> size(outlined.main()) + " bytes");
    outlined.parts().forEach(part -> assertTrue(size(part.function()) <= 1000, part.name()));
    MethodHandle handle = handle(outlined);
    for (int length : new int[] {0, 1, 57, 123, n - 1, n}) {
      double[] elements = new double[length];
      for (int i = 0; i < length; i++) {
        elements[i] = 0.25 + i % 3 * 0.5;
      }
      Tape tape = new Tape();
      Object expected = Emitted.run(function, elements, tape);
      assertEquals(expected, handle.invokeWithArguments(elements, tape), "length " + length);
    }
  }

  private static Function function(String name, String inputs, String body) {
    String head = String.format("function P.%s()V (%s): D {%nb0:%n", name, inputs);
    return Parser.parse(head + body + '}');
  }

  @Test
  void parametersBeyondTheLimitComeThroughTheTape() throws Throwable {
    StringBuilder inputs = new StringBuilder();
    StringBuilder body = new StringBuilder();
    String[] types = {"D", "I", "J", "F", "[D"};
    String[] toDouble = {null, "i2d", "l2d", "f2d", null};
    int n = 150;
    for (int i = 0; i < n; i++) {
      inputs.append("%").append(i).append(": ").append(types[i % 5]).append(", ");
    }
    int value = n;
    int sum = -1;
    body.append("  %" + ++value + " = iconst 0\n");
    int zero = value;
    for (int i = 0; i < n; i++) {
      int term = i;
      if (i % 5 == 4) {
        body.append("  %" + ++value + " = daload %" + i + ", %" + zero + "\n");
        term = value;
      } else if (toDouble[i % 5] != null) {
        body.append("  %" + ++value + " = " + toDouble[i % 5] + " %" + i + "\n");
        term = value;
      }
      if (sum >= 0) {
        body.append("  %" + ++value + " = dsub %" + term + ", %" + sum + "\n");
        term = value;
      }
      sum = term;
    }
    body.append("  return %").append(sum).append('\n');
    Function callee = function("f", inputs + "%" + n + ": " + TAPE, body.toString());
    StringBuilder args = new StringBuilder();
    for (int i = 0; i < n; i++) {
      args.append('%').append(i % 5).append(", ");
    }
    String descriptor = Emitted.descriptor(callee);
    Function caller =
        function(
            "g",
            "%0: D, %1: I, %2: J, %3: F, %4: [D, %5: " + TAPE,
            String.format("  %%6 = part f%s (%s%%5)%n  return %%6%n", descriptor, args));
    List<EmittedMethod> methods =
        List.of(method("f", descriptor, callee), method("g", Emitted.descriptor(caller), caller));
    byte[] bytes = Emitted.bytes(methods, VariantLinkage.NONE_LOCAL);
    MethodHandle handle = Emitted.handle(bytes, "g", Emitted.descriptor(caller));
    double[] terms = {0.5, 3, 7, 0.25, 11};
    double expected = terms[0];
    for (int i = 1; i < n; i++) {
      expected = terms[i % 5] - expected;
    }
    assertEquals(
        expected, handle.invokeWithArguments(0.5, 3, 7L, 0.25f, new double[] {11}, new Tape()));
    assertEquals(48, WideSignatures.lower(callee).inputs().size());
  }
}
