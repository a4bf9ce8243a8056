package org.wengert.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Verifier;

/** What is emitted for instructions whose exceptions are caught. */
class AttemptsTest {

  private static Function parse(String text) {
    return Verifier.verify(Parser.parse(text));
  }

  /** Of two loads in one expression only the second one is attempted. */
  private static final String SECOND_LOAD =
      """
      function demo/Try.at([D[DI)D (%0: [D, %1: [D, %2: I): D {
      b0:
        %3 = daload %0, %2
        %4 = dadd %3, %3
        %5 = daload %1, %2
        try b1() catch b2()
      b1:
        %6 = dmul %4, %5
        return %6
      b2:
        %7 = caught
        %8 = dmul %4, %4
        return %8
      }
      """;

  @Test
  void exceptionOfTheAttemptedInstructionGoesToItsLanding() throws Throwable {
    Function f = parse(SECOND_LOAD);
    assertEquals(12.0, Emitted.run(f, new double[] {2}, new double[] {3}, 0));
    assertEquals(16.0, Emitted.run(f, new double[] {2}, new double[0], 0));
    assertEquals(16.0, Emitted.run(f, new double[] {2}, null, 0));
  }

  @Test
  void exceptionOfAnotherInstructionLeaves() {
    Function f = parse(SECOND_LOAD);
    assertThrows(
        ArrayIndexOutOfBoundsException.class,
        () -> Emitted.run(f, new double[0], new double[] {3}, 0));
  }

  /** The load waits on the operand stack for the call that is attempted. */
  @Test
  void operandsOfTheAttemptedInstructionAreNotAttempted() throws Throwable {
    Function f =
        parse(
            """
            function demo/Try.at([II)I (%0: [I, %1: I): I {
            b0:
              %2 = iaload %0, %1
              %3 = iconst 100
              %4 = idiv %3, %2
              try b2(%4) catch b1()
            b1:
              %5 = caught
              %6 = iconst -1
              jump b2(%6)
            b2(%7: I):
              return %7
            }
            """);
    assertEquals(25, Emitted.run(f, new int[] {4, 0}, 0));
    assertEquals(-1, Emitted.run(f, new int[] {4, 0}, 1));
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> Emitted.run(f, new int[] {4, 0}, 2));
    List<String> code = Emitted.instructions(f);
    assertTrue(code.stream().anyMatch(line -> line.startsWith("TRYCATCHBLOCK")), code::toString);
  }

  /** An exception ends the loop; what is known at the landing is what was known before. */
  @Test
  void attemptInALoopKeepsWhatItsLandingNeeds() throws Throwable {
    Function f =
        parse(
            """
            function demo/Try.sum([D)D (%0: [D): D {
            b0:
              %1 = iconst 0
              %2 = dconst 0.0
              jump b1(%1, %2)
            b1(%3: I, %4: D):
              %5 = daload %0, %3
              try b2() catch b3()
            b2:
              %6 = dadd %4, %5
              %7 = iconst 1
              %8 = iadd %3, %7
              jump b1(%8, %6)
            b3:
              %9 = caught
              %10 = i2d %3
              %11 = dmul %4, %10
              return %11
            }
            """);
    assertEquals(18.0, Emitted.run(f, new double[] {1, 2, 3}));
    assertEquals(0.0, Emitted.run(f, (Object) null));
  }
}
