package org.wengert.compiler.optimize;

import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopInvariantMotionTest {
  private static final String PARAMS = "(%0: [D, %1: I, %2: D, %3: [D, %4: [[D): D ";

  /** A loop of {@code %1} rounds: {@code %10} counts, {@code %11} sums {@code %12} up. */
  private static String loop(String before, String header, String body) {
    return PARAMS
        + "{ b0: %5 = iconst 0 %6 = iconst 1 %7 = dconst 0.0 "
        + before
        + " jump b1(%5, %7) b1(%10: I, %11: D): "
        + header
        + " branch lt %10, %1 -> b2(), b3() b2: "
        + body
        + " %13 = dadd %11, %12 %14 = iadd %10, %6 jump b1(%14, %13) b3: return %11 }";
  }

  @Test
  void pureOperationsMoveInFrontOfTheLoop() {
    assertBecomes(
        LoopInvariantMotion::run,
        loop("", "", "%20 = dmul %2, %2 %12 = invoke static pure java/lang/Math.exp(D)D (%20)"),
        loop("%20 = dmul %2, %2 %12 = invoke static pure java/lang/Math.exp(D)D (%20)", "", ""));
  }

  @Test
  void whatDependsOnTheIterationStays() {
    assertStays(LoopInvariantMotion::run, loop("", "", "%12 = i2d %10"));
  }

  @Test
  void expensiveOperationsOnSomePathsOnlyStay() {
    assertStays(
        LoopInvariantMotion::run,
        loop(
            "",
            "",
            "branch eq %10, %5 -> b4(), b5(%2)"
                + " b4: %15 = invoke static pure java/lang/Math.exp(D)D (%2) jump b5(%15)"
                + " b5(%12: D):"));
  }

  @Test
  void loadsMoveAsSafeLoadsAndLeaveTheirCheck() {
    assertBecomes(
        LoopInvariantMotion::run,
        loop("", "", "%12 = daload %0, %1"),
        loop("%12 = daload.safe %0, %1", "", "%20 = daload %0, %1"));
  }

  @Test
  void rowsMoveAsFarOutAsTheyAreTheSame() {
    String params = "(%0: [[D, %1: I, %2: I): D ";
    String nest =
        "{ b0: %5 = iconst 0 %6 = iconst 1 %7 = dconst 0.0 FRONT jump b1(%5, %7)"
            + " b1(%10: I, %11: D): branch lt %10, %1 -> b2(), b6()"
            + " b2: ROW jump b3(%5, %11)"
            + " b3(%12: I, %13: D): branch lt %12, %1 -> b4(), b5()"
            + " b4: BODY %21 = daload %20, %12 %22 = dadd %13, %21 %23 = iadd %12, %6 jump b3(%23, %22)"
            + " b5: %24 = iadd %10, %6 jump b1(%24, %13)"
            + " b6: return %11 }";
    assertBecomes(
        LoopInvariantMotion::run,
        params + fill(nest, "", "", "%20 = aaload %0, %10: [D"),
        params + fill(nest, "", "%20 = aaload.safe %0, %10: [D", "%30 = aaload %0, %10: [D"));
    assertBecomes(
        LoopInvariantMotion::run,
        params + fill(nest, "", "", "%20 = aaload %0, %2: [D"),
        params + fill(nest, "%20 = aaload.safe %0, %2: [D", "", "%30 = aaload %0, %2: [D"));
  }

  private static String fill(String nest, String front, String row, String body) {
    return nest.replace("FRONT", front).replace("ROW", row).replace("BODY", body);
  }

  @Test
  void whatTheHeaderDoesFirstMovesWithItsException() {
    assertBecomes(
        LoopInvariantMotion::run,
        loop("", "%20 = arraylength %0 %21 = i2d %20", "%12 = dadd %21, %2"),
        loop("%20 = arraylength %0 %21 = i2d %20 %12 = dadd %21, %2", "", ""));
  }

  @Test
  void whatThrowsAfterAnotherEffectStays() {
    assertStays(
        LoopInvariantMotion::run,
        loop("", "invoke static a/B.c()V () %20 = arraylength %0 %12 = i2d %10", ""));
    assertStays(
        LoopInvariantMotion::run,
        loop("", "%21 = daload %3, %10 %20 = arraylength %0 %12 = i2d %20", "")
            .replace("i2d %20", "i2d %10"));
  }

  @Test
  void whatThrowsInALoopThatMayNotRunStays() {
    assertStays(LoopInvariantMotion::run, loop("", "", "%20 = arraylength %0 %12 = i2d %10"));
    assertStays(LoopInvariantMotion::run, loop("", "", "%20 = idiv %6, %1 %12 = i2d %10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dastore %3, %10, %2",
        "dadd.safe %3, %10, %2",
        "invoke static a/B.c()V ()",
        "initclass a/B",
        "%40 = getstatic a/B.c:D",
        "runtime clear (%3)",
        "invoke static java/util/Arrays.fill([DD)V (%3, %2)",
        "variant reverse \"A\" a/B.c(D)V (D)V (%2)",
      })
  void loadsOfWhatTheLoopMayWriteStay(String write) {
    assertStays(LoopInvariantMotion::run, loop("", "", "%12 = daload %0, %1 " + write));
    assertStays(LoopInvariantMotion::run, loop("", "", write + " %12 = daload.safe %0, %1"));
  }

  @Test
  void storesOfOtherKindsOrToPrivateArraysDoNotHinder() {
    assertBecomes(
        LoopInvariantMotion::run,
        loop("%8 = newarray [D (%1)", "", "dastore %8, %10, %2 %12 = daload %0, %1"),
        loop(
            "%8 = newarray [D (%1) %12 = daload.safe %0, %1",
            "", "dastore %8, %10, %2 %20 = daload %0, %1"));
    assertBecomes(
        LoopInvariantMotion::run,
        loop("", "", "dastore %3, %10, %2 %20 = aaload %4, %5: [D %12 = daload %20, %10"),
        loop(
            "%20 = aaload.safe %4, %5: [D",
            "", "dastore %3, %10, %2 %21 = aaload %4, %5: [D %12 = daload %20, %10"));
  }

  @Test
  void loopsEnteredFromABranchGetABlockInFront() {
    assertBecomes(
        LoopInvariantMotion::run,
        "(%0: I, %1: D): D { b0: %2 = dconst 0.0 branch lt %0, %0 -> b1(%2), b2(%2)"
            + " b1(%3: D): %4 = dmul %1, %1 %5 = dadd %3, %4 %6 = d2i %5"
            + " branch lt %6, %0 -> b1(%5), b2(%5) b2(%7: D): return %7 }",
        "(%0: I, %1: D): D { b0: %2 = dconst 0.0 branch lt %0, %0 -> b3(), b2(%2)"
            + " b3: %4 = dmul %1, %1 jump b1(%2)"
            + " b1(%3: D): %5 = dadd %3, %4 %6 = d2i %5"
            + " branch lt %6, %0 -> b1(%5), b2(%5) b2(%7: D): return %7 }");
  }

  @Test
  void fieldsOfAnObjectThatIsNotNullMoveInFrontOfTheLoop() {
    String params = "(%0: La/M;, %1: I): D ";
    String loop =
        "{ b0: %5 = iconst 0 %6 = iconst 1 %7 = dconst 0.0 FRONT jump b1(%5, %7)"
            + " b1(%10: I, %11: D): branch lt %10, %1 -> b2(), b3()"
            + " b2: BODY %13 = dadd %11, %12 %14 = iadd %10, %6 jump b1(%14, %13) b3: return %11 }";
    String field = " %12 = getfield a/M.x:D, %0";
    assertBecomes(
        LoopInvariantMotion::run,
        params + loop.replace("FRONT", "nullcheck %0").replace("BODY", field),
        params + loop.replace("FRONT", "nullcheck %0" + field).replace("BODY", ""));
    assertStays(
        LoopInvariantMotion::run,
        params + loop.replace("FRONT", "").replace("BODY", "nullcheck %0" + field));
    assertStays(
        LoopInvariantMotion::run,
        params
            + loop.replace("FRONT", "nullcheck %0")
                .replace("BODY", field + " putfield a/M.x:D, %0, %12"));
  }

  @Test
  void aNullCheckThatTheHeaderBeginsWithMovesAndFieldsFollowIt() {
    String params = "(%0: La/M;): D ";
    String loop =
        "{ b0: %5 = iconst 0 %6 = iconst 1 %7 = dconst 0.0 FRONT jump b1(%5, %7)"
            + " b1(%10: I, %11: D): HEADER branch lt %10, %1 -> b2(), b3()"
            + " b2: BODY %13 = dadd %11, %12 %14 = iadd %10, %6 jump b1(%14, %13) b3: return %11 }";
    String check = "nullcheck %0 %1 = getfield a/M.n:I, %0";
    assertBecomes(
        LoopInvariantMotion::run,
        params
            + loop.replace("FRONT", "")
                .replace("HEADER", check)
                .replace("BODY", "%12 = getfield a/M.x:D, %0"),
        params
            + loop.replace("FRONT", check + " %12 = getfield a/M.x:D, %0")
                .replace("HEADER", "")
                .replace("BODY", ""));
  }
}
