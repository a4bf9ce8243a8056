package org.wengert.compiler.optimize;

import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.MirrorShape;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.compiler.ir.Op;

class ScalarReplacementTest {
  private static final String NEW = "construct simple a/P.<init>(DD)V (%0, %1)";

  /** Class {@code a/P}: its constructor stores its arguments in x and y; n stays zero. */
  private static final class Facts implements ClassFacts {
    @Override
    public boolean isFinal(String internalName) {
      return false;
    }

    @Override
    public MirrorSlot slot(FieldRef field) {
      throw new AssertionError(field);
    }

    @Override
    public MirrorShape shape(String internalName) {
      throw new AssertionError(internalName);
    }

    @Override
    public MethodRef target(Op.Invoke call) {
      return null;
    }

    @Override
    public List<Stored> stores(MethodRef constructor) {
      return List.of(
          new Stored(new FieldRef("a/P", "x", "D"), 0, null),
          new Stored(new FieldRef("a/P", "y", "D"), 1, null));
    }

    @Override
    public boolean isInactive(MethodRef method) {
      return method.owner().equals("a/Constant");
    }

    @Override
    public CustomRule rule(Op.Invoke call) {
      return null;
    }

    @Override
    public CustomRule rule(MethodRef method) {
      return null;
    }

    @Override
    public String declaring(FieldRef field) {
      return field.owner().equals("a/Sub") && field.name().equals("y") ? "a/Sub" : "a/P";
    }

    @Override
    public FieldRef.Mutability mutability(FieldRef field) {
      return FieldRef.Mutability.PLAIN;
    }
  }

  private static Function replaced(Function function) {
    return ScalarReplacement.run(function, new Facts());
  }

  @Test
  void fieldsOfAnObjectThatNobodySeesAreItsConstructorsArguments() {
    assertBecomes(
        ScalarReplacementTest::replaced,
        "(%0: D, %1: D): D { b0: %2 = "
            + NEW
            + " held a/P.x:D, %2, %0 held a/P.y:D, %2, %1 nullcheck %2"
            + " %3 = getfield a/P.x:D, %2 %4 = getfield a/P.y:D, %2 %5 = dmul %3, %4 return %5 }",
        "(%0: D, %1: D): D { b0: %5 = dmul %0, %1 return %5 }");
  }

  @Test
  void aFieldThatTheConstructorLeavesAloneIsZero() {
    assertBecomes(
        ScalarReplacementTest::replaced,
        "(%0: D, %1: D): J { b0: %2 = " + NEW + " %3 = getfield a/P.n:J, %2 return %3 }",
        "(%0: D, %1: D): J { b0: %3 = lconst 0 return %3 }");
  }

  @Test
  void aFieldThatHidesAnotherOfItsNameIsAnotherOne() {
    assertBecomes(
        ScalarReplacementTest::replaced,
        "(%0: D, %1: D): D { b0: %2 = "
            + NEW
            + " %3 = getfield a/Sub.y:D, %2 %4 = getfield a/Sub.x:D, %2"
            + " %5 = dadd %3, %4 return %5 }",
        "(%0: D, %1: D): D { b0: %3 = dconst 0.0 %5 = dadd %3, %0 return %5 }");
  }

  @Test
  void aLoopThatMakesItsObjectAnewCarriesFields() {
    String loop =
        "(%0: D, %1: D, %9: I): D { b0: %8 = iconst 0 START jump b1(FIRST, %9)"
            + " b1(PARAMS, %4: I): branch eq %4, %8 -> b2(), b3() b2: END b3: BODY }";
    assertBecomes(
        ScalarReplacementTest::replaced,
        loop.replace("START", "%2 = " + NEW)
            .replace("FIRST", "%2")
            .replace("PARAMS", "%3: La/P;")
            .replace("END", "%10 = getfield a/P.x:D, %3 return %10")
            .replace(
                "BODY",
                "%5 = getfield a/P.x:D, %3 %6 = dmul %5, %0"
                    + " %7 = construct simple a/P.<init>(DD)V (%6, %1)"
                    + " jump b1(%7, %4)"),
        loop.replace("START", "")
            .replace("FIRST", "%0")
            .replace("PARAMS", "%3: D")
            .replace("END", "return %3")
            .replace("BODY", "%6 = dmul %3, %0 jump b1(%6, %4)"));
  }

  @Test
  void whatOthersSeeStays() {
    for (String use :
        new String[] {
          "invoke static a/T.g(La/P;)V (%2)",
          "putstatic a/T.p:La/P;, %2",
          "putfield a/P.x:D, %2, %0",
          "aastore %9, %8, %2"
        }) {
      assertStays(
          ScalarReplacementTest::replaced,
          "(%0: D, %1: D, %8: I, %9: [La/P;): D { b0: %2 = "
              + NEW
              + " "
              + use
              + " %3 = getfield a/P.x:D, %2 return %3 }");
    }
  }

  /** What it holds is constant: its fields do not depend on what it was made of. */
  @Test
  void whatAnInactiveConstructorMakesStays() {
    assertStays(
        ScalarReplacementTest::replaced,
        "(%0: D): D { b0: %2 = construct simple a/Constant.<init>(D)V (%0)"
            + " %3 = getfield a/Constant.x:D, %2 return %3 }");
  }

  @Test
  void anObjectThatMeetsOneFromElsewhereStays() {
    assertStays(
        ScalarReplacementTest::replaced,
        "(%0: D, %1: D, %8: I, %9: La/P;): D { b0: %2 = "
            + NEW
            + " %7 = iconst 0 branch eq %8, %7 -> b1(%2), b1(%9)"
            + " b1(%3: La/P;): %4 = getfield a/P.x:D, %3 return %4 }");
  }

  /** As a sum that starts with a constant: what arrives from elsewhere may be null. */
  @Test
  void finalFieldsOfAnObjectFromElsewhereAreReadOnItsWay() {
    assertBecomes(
        ScalarReplacementTest::replaced,
        "(%0: D, %1: D, %8: I, %9: La/P;): D { b0: %2 = "
            + NEW
            + " %7 = iconst 0 branch eq %8, %7 -> b1(%2), b1(%9)"
            + " b1(%3: La/P;): %4 = getfield a/P.x:D final, %3 return %4 }",
        "(%0: D, %1: D, %8: I, %9: La/P;): D { b0:"
            + " %7 = iconst 0 branch eq %8, %7 -> b1(), b2()"
            + " b1: %10 = string \"\" jump b3(%10, %0)"
            + " b2: %11 = null branch eq %9, %11 -> b4(), b5()"
            + " b3(%12: Ljava/lang/Object;, %13: D): nullcheck %12 return %13"
            + " b4: %14 = dconst 0.0 jump b6(%14)"
            + " b5: %15 = getfield a/P.x:D final, %9 jump b6(%15)"
            + " b6(%16: D): jump b3(%9, %16) }");
  }
}
