package org.wengert.compiler.optimize;

import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import org.junit.jupiter.api.Test;

class DeadCodeTest {

  @Test
  void unusedPureOperationsAndTheirOperandsGo() {
    assertBecomes(
        DeadCode::run,
        "(%0: D): D { b0: %1 = dmul %0, %0 %2 = invoke static pure java/lang/Math.sin(D)D (%1)"
            + " return %0 }",
        "(%0: D): D { b0: return %0 }");
  }

  @Test
  void whatMayThrowStays() {
    assertStays(
        DeadCode::run,
        "(%0: [D, %1: I, %2: I): V { b0: %3 = daload %0, %1 %4 = arraylength %0 %5 = idiv %1, %2"
            + " %6 = newarray [D (%1) %7 = checkcast [I, %0 return }");
  }

  @Test
  void whatWritesStays() {
    assertStays(
        DeadCode::run,
        "(%0: [D, %1: I, %2: D): V { b0: dastore %0, %1, %2 dadd.safe %0, %1, %2"
            + " %3 = getstatic a/B.c:D %4 = invoke static a/B.d()D () initclass a/B return }");
  }

  @Test
  void whatCannotThrowGoes() {
    assertBecomes(
        DeadCode::run,
        "(%0: [D, %1: I): I { b0: %2 = iconst 3 %3 = newarray [D (%2) %4 = arraylength %3"
            + " %5 = iconst 2 %6 = daload %3, %5 %7 = daload.safe %0, %1 %8 = idiv %1, %2"
            + " %9 = checkcast [D, %0 return %1 }",
        "(%0: [D, %1: I): I { b0: return %1 }");
  }

  @Test
  void allocationsThatMayFailStay() {
    assertStays(DeadCode::run, "(): V { b0: %0 = iconst -1 %1 = newarray [D (%0) return }");
    assertStays(
        DeadCode::run, "(%0: I): V { b0: %1 = iconst 3 %2 = newarray [[D (%1, %0) return }");
    assertStays(
        DeadCode::run,
        "(): V { b0: %0 = iconst 3 %1 = newarray [D (%0) %2 = daload %1, %0 return }");
  }

  @Test
  void parametersThatOnlyFeedThemselvesGo() {
    assertBecomes(
        DeadCode::run,
        "(%0: I, %1: D): I { b0: %2 = iconst 0 jump b1(%2, %1, %1)"
            + " b1(%3: I, %4: D, %5: D): branch lt %3, %0 -> b2(), b3()"
            + " b2: %6 = dmul %5, %1 %7 = iconst 1 %8 = iadd %3, %7 jump b1(%8, %6, %4)"
            + " b3: return %3 }",
        "(%0: I, %1: D): I { b0: %2 = iconst 0 jump b1(%2)"
            + " b1(%3: I): branch lt %3, %0 -> b2(), b3()"
            + " b2: %7 = iconst 1 %8 = iadd %3, %7 jump b1(%8)"
            + " b3: return %3 }");
  }

  @Test
  void parametersThatDecideStay() {
    assertStays(
        DeadCode::run,
        "(%0: I): V { b0: %1 = iconst 0 jump b1(%1) b1(%2: I): branch lt %2, %0 -> b2(), b3()"
            + " b2: %3 = iconst 1 %4 = iadd %2, %3 jump b1(%4) b3: return }");
  }
}
