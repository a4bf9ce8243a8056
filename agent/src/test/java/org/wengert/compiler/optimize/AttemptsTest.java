package org.wengert.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Printer;
import org.wengert.compiler.ir.Protection;
import org.wengert.compiler.ir.Verifier;

/** What passes do to instructions whose exceptions are caught. */
class AttemptsTest {

  private static Function parse(String text) {
    return Verifier.verify(Parser.parse(text));
  }

  private static String print(Function function) {
    return Printer.print(Verifier.verify(function));
  }

  @Test
  void attemptThatCannotFailIsAJump() {
    Function f =
        parse(
            """
            function demo/Try.at(I)I (%0: I): I {
            b0:
              %1 = iconst 3
              %2 = idiv %0, %1
              try b1() catch b2()
            b1:
              return %2
            b2:
              %3 = caught
              return %1
            }
            """);
    assertEquals(
        """
        function demo/Try.at(I)I (%0: I): I {
        b0:
          %1 = iconst 3
          %2 = idiv %0, %1
          return %2
        }
        """,
        print(SimplifyControlFlow.run(f)));
  }

  /** Where the first load failed the second one has not been done. */
  @Test
  void whatWasAttemptedIsNotKnownAtTheLanding() {
    String text =
        """
        function demo/Try.at([DI)D (%0: [D, %1: I): D {
        b0:
          %2 = daload %0, %1
          try b1() catch b2()
        b1:
          return %2
        b2:
          %3 = caught
          %4 = daload %0, %1
          return %4
        }
        """;
    assertEquals(text, print(ValueNumbering.run(parse(text))));
  }

  @Test
  void failedStoreIsNotSeenAtTheLanding() {
    String text =
        """
        function demo/Try.at([DID)D (%0: [D, %1: I, %2: D): D {
        b0:
          dastore %0, %1, %2
          try b1() catch b2()
        b1:
          return %2
        b2:
          %3 = caught
          %4 = daload.safe %0, %1
          return %4
        }
        """;
    assertEquals(text, print(ValueNumbering.run(parse(text))));
  }

  @Test
  void removingWhatWasAttemptedEndsTheAttempt() {
    Function f =
        parse(
            """
            function demo/Try.at([DI)I (%0: [D, %1: I): I {
            b0:
              %2 = daload %0, %1
              %3 = iadd %1, %1
              try b1() catch b2()
            b1:
              return %1
            b2:
              %4 = caught
              %5 = iconst 0
              return %5
            }
            """);
    String text = print(DeadCode.run(f));
    assertFalse(text.contains("try"), text);
    assertTrue(text.contains("daload"), text);
  }

  /** The exception of the first store leaves, that of the second one is caught. */
  @Test
  void storeThatFailsElsewhereIsNotDead() {
    String text =
        """
        function demo/Try.at([DID)D (%0: [D, %1: I, %2: D): D {
        b0:
          %3 = dconst 1.0
          dastore %0, %1, %3
          dastore %0, %1, %2
          try b1() catch b2()
        b1:
          return %2
        b2:
          %4 = caught
          return %3
        }
        """;
    assertEquals(text, print(DeadStores.run(parse(text))));
  }

  @Test
  void attemptedInstructionStaysInItsLoop() {
    String text =
        """
        function demo/Try.at(III)I (%0: I, %1: I, %2: I): I {
        b0:
          jump b1(%0)
        b1(%3: I):
          %4 = idiv %1, %2
          try b2() catch b3()
        b2:
          %5 = isub %3, %4
          %6 = iconst 0
          branch gt %5, %6 -> b1(%5), b4()
        b4:
          return %5
        b3:
          %7 = caught
          return %3
        }
        """
            .replace("b4", "b9")
            .replace("b3", "b4")
            .replace("b9", "b3");
    assertTrue(print(LoopInvariantMotion.run(parse(text))).contains("idiv %"), "kept");
    String moved = print(LoopInvariantMotion.run(parse(text)));
    assertTrue(moved.indexOf("idiv") > moved.indexOf("b1("), moved);
  }

  /** What a callee throws goes where the exceptions of its call went. */
  @Test
  void inlinedCalleeThrowsToTheLandingOfItsCall() {
    Function callee =
        parse(
            """
            function demo/Try.callee([DI)D (%0: [D, %1: I): D {
            b0:
              %2 = daload %0, %1
              %3 = iconst 0
              branch lt %1, %3 -> b1(), b2()
            b1:
              %4 = construct demo/Failure.<init>()V ()
              throw %4
            b2:
              return %2
            }
            """);
    Function f =
        parse(
            """
            function demo/Try.at([DI)D (%0: [D, %1: I): D {
            b0:
              %2 = invoke static demo/Try.callee([DI)D (%0, %1)
              try b1() catch b2()
            b1:
              return %2
            b2:
              %3 = caught
              %4 = dconst 7.0
              return %4
            }
            """);
    Inliner inliner = new Inliner(method -> callee, Inliner.Budget.DEFAULT);
    String text = print(SimplifyControlFlow.run(inliner.run(f)));
    assertFalse(text.contains("throw"), text);
    assertFalse(text.contains("invoke"), text);
  }

  @Test
  void wholeFunctionIsProtected() {
    Function f =
        parse(
            """
            function demo/Try.at([DI)D (%0: [D, %1: I): D {
            b0:
              %2 = daload %0, %1
              return %2
            }
            """);
    assertEquals(
        """
        function demo/Try.at([DI)D (%0: [D, %1: I): D {
        b0:
          %2 = daload %0, %1
          try b1() catch b2()
        b1:
          return %2
        b2:
          %3 = caught
          throw %3
        }
        """,
        print(SimplifyControlFlow.run(Protection.ofWhole(f))));
  }
}
