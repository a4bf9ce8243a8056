package org.wengert.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Printer;
import org.wengert.compiler.ir.Verifier;

class InlinerTest {
  private static final Inliner.Budget LARGE = new Inliner.Budget(400, 3000);
  private final Map<MethodRef, Function> known = new HashMap<>();

  /** All static methods that were defined; others of the package may be named. */
  private final class Known implements Inliner.CalleeSource {
    @Override
    public MethodRef callee(Op.Invoke call) {
      return call.kind() == InvokeKind.STATIC || call.kind() == InvokeKind.VIRTUAL
          ? call.method()
          : null;
    }

    @Override
    public Function inlinable(MethodRef method) {
      return known.get(method);
    }

    @Override
    public boolean mayName(String host, String type) {
      return type.startsWith("java/") || type.startsWith("a/") == host.startsWith("a/");
    }
  }

  private Function define(String text) {
    Function parsed = Parser.parse("function " + text);
    Function function =
        Verifier.verify(
            Canonical.of(parsed.method(), parsed.inputs(), parsed.result(), parsed.entry()));
    known.put(function.method(), function);
    return function;
  }

  private Function inline(Function function, Inliner.Budget budget) {
    Function inlined = Verifier.verify(new Inliner(new Known(), budget).run(function));
    return SimplifyControlFlow.run(inlined);
  }

  private void assertInlines(Function function, String expected) {
    assertEquals(Printer.print(define(expected)), Printer.print(inline(function, LARGE)));
  }

  @Test
  void aCallBecomesTheBodyWithItsLines() {
    define("a/T.sq(D)D (%0: D): D { b0: %1 = dmul %0, %0 @7 return %1 @8 }");
    Function caller =
        define(
            "a/T.f(D)D (%0: D): D { b0: %1 = dneg %0 @1"
                + " %2 = invoke static a/T.sq(D)D (%1) @2 %3 = dadd %2, %0 @3 return %3 @4 }");
    assertInlines(
        caller,
        "a/T.f(D)D (%0: D): D { b0: %1 = dneg %0 @1 %2 = dmul %1, %1 @7 %3 = dadd %2, %0 @3"
            + " return %3 @4 }");
  }

  @Test
  void severalReturnsMeetInOneBlock() {
    define(
        "a/T.max(II)I (%0: I, %1: I): I { b0: branch gt %0, %1 -> b1(), b2() b1: return %0"
            + " b2: return %1 }");
    Function caller =
        define(
            "a/T.f(II)I (%0: I, %1: I): I { b0: %2 = invoke static a/T.max(II)I (%1, %0)"
                + " %3 = ineg %2 return %3 }");
    assertInlines(
        caller,
        "a/T.f(II)I (%0: I, %1: I): I { b0: branch gt %1, %0 -> b1(%1), b1(%0)"
            + " b1(%2: I): %3 = ineg %2 return %3 }");
  }

  @Test
  void whatFollowsACallThatNeverReturnsGoes() {
    define("a/T.die()V (): V { b0: %0 = null throw %0 }");
    Function caller =
        define("a/T.f(I)I (%0: I): I { b0: invoke static a/T.die()V () %1 = ineg %0 return %1 }");
    assertInlines(caller, "a/T.f(I)I (%0: I): I { b0: %1 = null throw %1 }");
  }

  @Test
  void innermostCallsAreInlinedToo() {
    define("a/T.inner(D)D (%0: D): D { b0: %1 = dmul %0, %0 return %1 }");
    define(
        "a/T.outer(D)D (%0: D): D { b0: %1 = invoke static a/T.inner(D)D (%0)"
            + " %2 = invoke static a/T.inner(D)D (%1) return %2 }");
    Function caller =
        define("a/T.f(D)D (%0: D): D { b0: %1 = invoke static a/T.outer(D)D (%0) return %1 }");
    assertInlines(
        caller, "a/T.f(D)D (%0: D): D { b0: %1 = dmul %0, %0 %2 = dmul %1, %1 return %2 }");
  }

  @Test
  void recursionStays() {
    Function self =
        define("a/T.f(D)D (%0: D): D { b0: %1 = invoke static a/T.f(D)D (%0) return %1 }");
    assertSame(self, inline(self, LARGE));
    define("a/T.odd(D)D (%0: D): D { b0: %1 = invoke static a/T.even(D)D (%0) return %1 }");
    Function even =
        define(
            "a/T.even(D)D (%0: D): D { b0: %1 = dneg %0 %2 = invoke static a/T.odd(D)D (%1)"
                + " return %2 }");
    assertInlines(
        even,
        "a/T.even(D)D (%0: D): D { b0: %1 = dneg %0 %2 = invoke static a/T.even(D)D (%1)"
            + " return %2 }");
  }

  @Test
  void methodsWithoutBodyStayCalls() {
    Function caller =
        define("a/T.f(D)D (%0: D): D { b0: %1 = invoke static a/U.unknown(D)D (%0) return %1 }");
    assertSame(caller, inline(caller, LARGE));
  }

  @Test
  void aForeignClassIsInitializedWhereTheCallWas() {
    define("a/U.sq(D)D (%0: D): D { b0: %1 = dmul %0, %0 return %1 }");
    Function caller =
        define(
            "a/T.f(D)D (%0: D): D { b0: %1 = dneg %0 %2 = invoke static a/U.sq(D)D (%1) @2"
                + " return %2 }");
    assertInlines(
        caller,
        "a/T.f(D)D (%0: D): D { b0: %1 = dneg %0 initclass a/U @2 %2 = dmul %1, %1 return %2 }");
  }

  @Test
  void foreignCodeThatNamesWhatTheCallerMayNotStaysACall() {
    define(
        "a/U.cast(Ljava/lang/Object;)D (%0: Ljava/lang/Object;): D"
            + " { b0: %1 = checkcast Lb/Hidden;, %0 %2 = getfield b/Hidden.x:D, %1 return %2 }");
    define(
        "a/U.above(Ljava/lang/Object;)D (%0: Ljava/lang/Object;): D"
            + " { b0: %1 = invoke special a/V.of()D (%0) return %1 }");
    define(
        "java/util/Odd.pad(Ljava/lang/Object;)D (%0: Ljava/lang/Object;): D"
            + " { b0: %1 = getstatic java/util/Odd.x:D return %1 }");
    for (String callee : new String[] {"a/U.cast", "a/U.above", "java/util/Odd.pad"}) {
      Function caller =
          define(
              "a/T.f(Ljava/lang/Object;)D (%0: Ljava/lang/Object;): D"
                  + " { b0: %1 = invoke static CALLEE(Ljava/lang/Object;)D (%0) return %1 }"
                      .replace("CALLEE", callee));
      assertSame(caller, inline(caller, LARGE));
    }
  }

  @Test
  void privateMembersOfOtherClassesMoveAlong() {
    define("a/U.get()D (): D { b0: %0 = getstatic a/U.secret:D return %0 }");
    assertInlines(
        define("a/T.f()D (): D { b0: %0 = invoke static a/U.get()D () return %0 }"),
        "a/T.f()D (): D { b0: initclass a/U %0 = getstatic a/U.secret:D return %0 }");
  }

  @Test
  void instanceMethodsThatNoReceiverChangesAreInlinedWithTheirNullCheck() {
    define("a/V.get()D (%0: La/V;): D { b0: nullcheck %0 %1 = getfield a/V.x:D, %0 return %1 }");
    assertInlines(
        define(
            "a/T.f(La/V;)D (%0: La/V;): D { b0: %1 = invoke virtual a/V.get()D (%0)"
                + " %2 = dmul %1, %1 return %2 }"),
        "a/T.f(La/V;)D (%0: La/V;): D { b0: nullcheck %0 %1 = getfield a/V.x:D, %0"
            + " %2 = dmul %1, %1 return %2 }");
  }

  @Test
  void budgetsAreKept() {
    define("a/T.sq(D)D (%0: D): D { b0: %1 = dmul %0, %0 %2 = dmul %1, %1 return %2 }");
    Function caller =
        define(
            "a/T.f(D)D (%0: D): D { b0: %1 = invoke static a/T.sq(D)D (%0)"
                + " %2 = invoke static a/T.sq(D)D (%1) return %2 }");
    assertSame(caller, inline(caller, new Inliner.Budget(1, 3000)));
    assertEquals(
        Printer.print(
            define(
                "a/T.f(D)D (%0: D): D { b0: %1 = dmul %0, %0 %2 = dmul %1, %1"
                    + " %3 = invoke static a/T.sq(D)D (%2) return %3 }")),
        Printer.print(inline(caller, new Inliner.Budget(400, 3))));
  }
}
