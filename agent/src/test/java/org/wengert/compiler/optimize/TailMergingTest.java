package org.wengert.compiler.optimize;

import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import org.junit.jupiter.api.Test;

class TailMergingTest {

  /** Three attempts, each with a landing that stores where it was and goes to one handler. */
  @Test
  void landingsShareWhatTheyDo() {
    assertBecomes(
        TailMerging::run,
        """
        (%0: [I, %1: I): Ljava/lang/Throwable; {
        b0:
          %2 = iconst 0
          %3 = iconst 1
          %4 = iconst 2
          %5 = null
          invoke static a/B.c()V ()
          try b1() catch b6()
        b1:
          invoke static a/B.d()V ()
          try b2() catch b5()
        b2:
          invoke static a/B.e()V ()
          try b3() catch b4()
        b3:
          return %5
        b4:
          %6 = caught
          iastore %0, %1, %4
          %7 = iadd %1, %3
          jump b7(%6, %7)
        b5:
          %8 = caught
          iastore %0, %1, %3
          %9 = iadd %1, %3
          jump b7(%8, %9)
        b6:
          %10 = caught
          iastore %0, %1, %2
          %11 = iadd %1, %3
          jump b7(%10, %11)
        b7(%12: Ljava/lang/Throwable;, %13: I):
          invoke static a/B.f(I)V (%13)
          return %12
        }
        """,
        """
        (%0: [I, %1: I): Ljava/lang/Throwable; {
        b0:
          %2 = iconst 0
          %3 = iconst 1
          %4 = iconst 2
          %5 = null
          invoke static a/B.c()V ()
          try b1() catch b6()
        b1:
          invoke static a/B.d()V ()
          try b2() catch b5()
        b2:
          invoke static a/B.e()V ()
          try b3() catch b4()
        b3:
          return %5
        b4:
          %6 = caught
          jump b8(%4, %6)
        b5:
          %8 = caught
          jump b8(%3, %8)
        b6:
          %10 = caught
          jump b8(%2, %10)
        b8(%14: I, %12: Ljava/lang/Throwable;):
          iastore %0, %1, %14
          %13 = iadd %1, %3
          jump b7(%13)
        b7(%15: I):
          invoke static a/B.f(I)V (%15)
          return %12
        }
        """);
  }

  @Test
  void neighboursMeetFirst() {
    String head = "(%0: I, %1: I, %2: I, %3: I, %4: I): I { b0:";
    String target =
        " b1(%5: I, %6: I, %7: I, %8: I, %9: I, %10: I):"
            + " %11 = invoke static a/B.c(IIIIII)I (%5, %6, %7, %8, %9, %10) return %11"
            + " b2: return %0 }";
    assertBecomes(
        TailMerging::run,
        head
            + " switch %0 -> 0: b1(%1, %2, %3, %4, %1, %1), 1: b1(%1, %2, %3, %4, %1, %2),"
            + " 2: b1(%1, %2, %3, %4, %1, %3), 3: b1(%2, %3, %4, %1, %3, %1),"
            + " 4: b1(%2, %3, %4, %1, %3, %2), 5: b1(%2, %3, %4, %1, %3, %3), default: b2()"
            + target,
        head
            + " switch %0 -> 0: b3(%1), 1: b3(%2), 2: b3(%3), 3: b4(%1), 4: b4(%2), 5: b4(%3),"
            + " default: b2()"
            + " b3(%12: I): jump b5(%1, %2, %3, %4, %1, %12)"
            + " b4(%13: I): jump b5(%2, %3, %4, %1, %3, %13)"
            + " b5(%14: I, %15: I, %16: I, %17: I, %18: I, %19: I):"
            + " jump b1(%14, %15, %16, %17, %18, %19)"
            + target);
  }

  @Test
  void twoWaysThroughTheCodeStay() {
    assertStays(
        TailMerging::run,
        "(%0: I, %1: I, %2: [I): I { b0: branch lt %0, %1 -> b1(), b2()"
            + " b1: iastore %2, %0, %0 iastore %2, %1, %0 iastore %2, %1, %1 jump b3(%0, %1)"
            + " b2: iastore %2, %0, %0 iastore %2, %1, %0 iastore %2, %1, %1 jump b3(%1, %0)"
            + " b3(%3: I, %4: I): %5 = isub %3, %4 return %5 }");
  }

  /** Cases that tell two blocks the same, which pass it on with numbers of their own. */
  @Test
  void whatOnlyPassesOnIsLedPast() {
    String target =
        " b1(%3: I, %4: I, %5: I, %6: I, %7: I, %8: I):"
            + " %9 = invoke static a/B.c(IIIIII)I (%3, %4, %5, %6, %7, %8) return %9 }";
    assertBecomes(
        TailMerging::run,
        "(%0: I, %1: I, %2: I): I { b0: switch %0 -> 0: b2(%1, %2, %1, %2, %1),"
            + " 1: b3(%1, %2, %1, %2, %1), 2: b2(%2, %2, %1, %2, %1),"
            + " default: b3(%2, %2, %1, %2, %1)"
            + " b2(%10: I, %11: I, %12: I, %13: I, %14: I): jump b1(%10, %11, %12, %13, %14, %1)"
            + " b3(%20: I, %21: I, %22: I, %23: I, %24: I): jump b1(%20, %21, %22, %23, %24, %2)"
            + target,
        "(%0: I, %1: I, %2: I): I { b0: switch %0 -> 0: b1(%1, %1), 1: b1(%1, %2), 2: b1(%2, %1),"
            + " default: b1(%2, %2)"
            + " b1(%3: I, %8: I): %9 = invoke static a/B.c(IIIIII)I (%3, %2, %1, %2, %1, %8)"
            + " return %9 }");
  }

  /** A store that fails tells its line; locks are given back by the block that does it. */
  @Test
  void whatIsSeenFromOutsideStays() {
    String code =
        "(%%0: I, %%1: [I): V { b0: switch %%0 -> 0: b1(), 1: b2(), default: b3()"
            + " b1: %1$s @11 %1$s @12 %1$s @13 jump b4()"
            + " b2: %1$s @21 %1$s @22 %1$s @23 jump b4()"
            + " b3: %1$s @31 %1$s @32 %1$s @33 jump b4()"
            + " b4: invoke static a/B.c()V () return }";
    assertStays(TailMerging::run, String.format(code, "iastore %1, %0, %0"));
    assertStays(TailMerging::run, String.format(code, "monitorexit %1").replaceAll("@..", "@1"));
  }

  /** As many ways around the loop as into it. */
  @Test
  void loopsKeepTheirLatches() {
    String around =
        " b1(%3: I, %4: I, %5: I, %6: I, %7: I): invoke static a/B.c(III)V (%5, %6, %7)"
            + " branch lt %3, %4 -> b2(), b3()"
            + " b2: switch %0 -> 0: b1(%0, %1, %1, %1, %1), 1: b1(%1, %1, %1, %1, %1),"
            + " 2: b1(%3, %1, %1, %1, %1), 3: b1(%4, %1, %1, %1, %1), default: b3() b3: return }";
    assertBecomes(
        TailMerging::run,
        "(%0: I, %1: I): V { b0: switch %0 -> 0: b1(%0, %0, %0, %0, %0),"
            + " 1: b1(%1, %0, %0, %0, %0), 2: b1(%0, %0, %0, %0, %0),"
            + " default: b1(%1, %0, %0, %0, %0)"
            + around,
        "(%0: I, %1: I): V { b0: switch %0 -> 0: b4(%0), 1: b4(%1), 2: b4(%0), default: b4(%1)"
            + " b4(%8: I): jump b1(%8, %0, %0, %0, %0)"
            + around);
  }
}
