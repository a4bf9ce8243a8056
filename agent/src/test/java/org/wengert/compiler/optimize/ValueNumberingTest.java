package org.wengert.compiler.optimize;

import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.compiler.ir.Function;

class ValueNumberingTest {
  private static final UnaryOperator<Function> NUMBER = ValueNumbering::run;

  @Test
  void equalOperationsAreComputedOnce() {
    assertBecomes(
        NUMBER,
        "(%0: D, %1: D): D { b0: %2 = dmul %0, %1 %3 = dmul %1, %0 %4 = dadd %2, %3 %9 = d2i %0"
            + " branch eq %9, %9 -> b1(), b2() b1: %6 = dmul %0, %1 return %6 b2: return %4 }",
        "(%0: D, %1: D): D { b0: %2 = dmul %0, %1 %4 = dadd %2, %2 %9 = d2i %0"
            + " branch eq %9, %9 -> b1(), b2() b1: return %2 b2: return %4 }");
  }

  @Test
  void zerosOfDifferentSignAreDifferent() {
    assertStays(
        NUMBER, "(): D { b0: %0 = dconst 0.0 %1 = dconst -0.0 %2 = dadd %0, %1 return %2 }");
  }

  @Test
  void differencesAreNotTakenTheOtherWayRound() {
    assertStays(
        NUMBER,
        "(%0: D, %1: D): D { b0: %2 = dsub %0, %1 %3 = dsub %1, %0 %4 = ddiv %2, %3 return %4 }");
  }

  @Test
  void siblingsShareNothing() {
    assertStays(
        NUMBER,
        "(%0: D, %1: I): D { b0: branch eq %1, %1 -> b1(), b2() b1: %2 = dneg %0 return %2"
            + " b2: %3 = dneg %0 return %3 }");
  }

  @Test
  void allocationsAreNotShared() {
    assertStays(
        NUMBER,
        "(%0: I): I { b0: %1 = newarray [D (%0) %2 = newarray [D (%0) branch eq %1, %2 -> b1(), b2()"
            + " b1: %3 = iconst 1 return %3 b2: return %0 }");
  }

  @Test
  void aSurvivedOperationDoesNotThrowAgain() {
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I, %2: I): I { b0: %3 = arraylength %0 %4 = idiv %1, %2 jump b1()"
            + " b1: %5 = arraylength %0 %6 = idiv %1, %2 %7 = iadd %5, %6 branch lt %7, %1 -> b1(), b2()"
            + " b2: return %7 }",
        "(%0: [D, %1: I, %2: I): I { b0: %3 = arraylength %0 %4 = idiv %1, %2 jump b1()"
            + " b1: %7 = iadd %3, %4 branch lt %7, %1 -> b1(), b2() b2: return %7 }");
  }

  @Test
  void theLengthOfANewArrayIsKnown() {
    assertBecomes(
        NUMBER,
        "(%0: I): I { b0: %1 = newarray [D (%0) %2 = arraylength %1 return %2 }",
        "(%0: I): I { b0: %1 = newarray [D (%0) return %0 }");
  }

  @Test
  void loadsOfTheSameElementAreDoneOnce() {
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I, %2: [I): D { b0: %3 = daload %0, %1 iastore %2, %1, %1 %4 = daload %0, %1"
            + " %5 = dadd %3, %4 return %5 }",
        "(%0: [D, %1: I, %2: [I): D { b0: %3 = daload %0, %1 iastore %2, %1, %1"
            + " %5 = dadd %3, %3 return %5 }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dastore %4, %1, %3",
        "dastore %0, %2, %3",
        "dadd.safe %4, %2, %3",
        "invoke static a/B.c()V ()",
        "initclass a/B",
        "putstatic a/B.c:D, %3",
        "monitorenter %0",
        "invoke static java/util/Arrays.fill([DD)V (%4, %3)",
        "runtime clear (%4)",
        "variant reverse \"A\" a/B.c(D)V (D)V (%3)",
      })
  void whatMayHaveBeenOverwrittenIsLoadedAgain(String write) {
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I, %2: I, %3: D, %4: [D): D { b0: %5 = daload %0, %1 W %6 = daload %0, %1"
                .replace("W", write)
            + " %7 = daload %0, %1 %8 = ddiv %5, %6 %9 = dadd %8, %7 return %9 }",
        "(%0: [D, %1: I, %2: I, %3: D, %4: [D): D { b0: %5 = daload %0, %1 W %6 = daload %0, %1"
                .replace("W", write)
            + " %8 = ddiv %5, %6 %9 = dadd %8, %6 return %9 }");
  }

  @Test
  void otherElementsAreNotOverwritten() {
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I, %2: D): D { b0: %3 = iconst 1 %4 = iadd %1, %3 %5 = daload %0, %1"
            + " dastore %0, %4, %2 %6 = daload %0, %1 %7 = dadd %5, %6 return %7 }",
        "(%0: [D, %1: I, %2: D): D { b0: %3 = iconst 1 %4 = iadd %1, %3 %5 = daload %0, %1"
            + " dastore %0, %4, %2 %7 = dadd %5, %5 return %7 }");
  }

  @Test
  void aPrivateArrayIsNotOverwrittenByOthers() {
    String text =
        "(%0: [D, %1: I, %2: D): D { b0: %3 = newarray [D (%1) dastore %3, %1, %2"
            + " dastore %0, %1, %2 invoke static a/B.c()V () R }";
    assertBecomes(
        NUMBER, text.replace("R", "%4 = daload %3, %1 return %4"), text.replace("R", "return %2"));
  }

  @Test
  void anArrayThatWasHandedOutIsNotPrivate() {
    assertStays(
        NUMBER,
        "(%0: [D, %1: I, %2: D): D { b0: %3 = newarray [D (%1) dastore %3, %1, %2"
            + " invoke static a/B.keep([D)V (%3) %4 = daload %3, %1 return %4 }");
    assertStays(
        NUMBER,
        "(%0: [[D, %1: I, %2: D): D { b0: %3 = newarray [D (%1) aastore %0, %1, %3"
            + " dastore %3, %1, %2 invoke static a/B.c()V () %4 = daload %3, %1 return %4 }");
  }

  @Test
  void storedValuesAreForwarded() {
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I, %2: D): D { b0: dastore %0, %1, %2 %3 = daload %0, %1 return %3 }",
        "(%0: [D, %1: I, %2: D): D { b0: dastore %0, %1, %2 return %2 }");
    assertBecomes(
        NUMBER,
        "(%0: [[D, %1: I, %2: [D): [D { b0: aastore %0, %1, %2 %3 = aaload %0, %1: [D return %3 }",
        "(%0: [[D, %1: I, %2: [D): [D { b0: aastore %0, %1, %2 return %2 }");
  }

  @Test
  void storesCutOffBitsOfBytes() {
    assertStays(
        NUMBER, "(%0: [B, %1: I): I { b0: bastore %0, %1, %1 %3 = baload %0, %1 return %3 }");
  }

  @Test
  void valuesOfAnotherStaticTypeAreNotForwarded() {
    assertStays(
        NUMBER,
        "(%0: [[D, %1: I, %2: Ljava/lang/Object;): [D { b0: aastore %0, %1, %2"
            + " %3 = aaload %0, %1: [D return %3 }");
  }

  @Test
  void storingWhatIsThereAlreadyDoesNothing() {
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I): D { b0: %2 = daload %0, %1 dastore %0, %1, %2 return %2 }",
        "(%0: [D, %1: I): D { b0: %2 = daload %0, %1 return %2 }");
  }

  @Test
  void memoryIsNotRememberedAcrossJoins() {
    assertStays(
        NUMBER,
        "(%0: [D, %1: I, %2: D): D { b0: %3 = daload %0, %1 branch eq %1, %1 -> b1(), b2()"
            + " b1: dastore %0, %1, %2 jump b2() b2: %4 = daload %0, %1 %5 = dadd %3, %4 return %5 }");
  }

  @Test
  void aSafeLoadIsNoProofThatTheIndexIsValid() {
    assertStays(
        NUMBER, "(%0: [D, %1: I): D { b0: %2 = daload.safe %0, %1 %3 = daload %0, %1 return %2 }");
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I): D { b0: %2 = daload.safe %0, %1 %3 = daload %0, %1 return %3 }",
        "(%0: [D, %1: I): D { b0: %2 = daload.safe %0, %1 %3 = daload %0, %1 return %2 }");
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I): D { b0: %2 = daload %0, %1 %3 = daload.safe %0, %1 return %3 }",
        "(%0: [D, %1: I): D { b0: %2 = daload %0, %1 return %2 }");
  }

  @Test
  void theCheckOfASurvivedAccessGoesEvenIfMemoryChanged() {
    assertBecomes(
        NUMBER,
        "(%0: [D, %1: I): D { b0: %2 = daload %0, %1 invoke static a/B.c()V ()"
            + " %3 = daload %0, %1 return %2 }",
        "(%0: [D, %1: I): D { b0: %2 = daload %0, %1 invoke static a/B.c()V () return %2 }");
  }

  @Test
  void classesAreInitializedOnce() {
    assertBecomes(
        NUMBER,
        "(): V { b0: initclass a/B initclass a/C initclass a/B return }",
        "(): V { b0: initclass a/B initclass a/C return }");
  }

  @Test
  void accessesThroughNullStayAndThrow() {
    assertStays(
        NUMBER,
        "(%0: I): D { b0: %1 = null %2 = dconst 1.0 dastore %1, %0, %2 %3 = daload %1, %0 return %3 }");
  }

  @Test
  void differentMethodsAndTypesAreDifferent() {
    assertStays(
        NUMBER,
        "(%0: D, %1: Ljava/lang/Object;): D { b0: %2 = invoke static pure java/lang/Math.sin(D)D (%0)"
            + " %3 = invoke static pure java/lang/Math.cos(D)D (%0) %4 = dadd %2, %3"
            + " %5 = checkcast [D, %1 %6 = checkcast [I, %1 %7 = instanceof [D, %1"
            + " %8 = instanceof [J, %1 %9 = iadd %7, %8 %10 = i2d %9 %11 = dadd %4, %10 return %11 }");
  }
}
