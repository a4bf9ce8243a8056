package org.wengert.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.testing.IrInterpreter;

class ReservationsTest {
  private static final String PARAMS =
      "(%0: Lorg/wengert/runtime/Tape;, %1: [D, %2: I, %3: D, %4: I): [D ";

  /**
   * A loop of {@code %4} rounds in which {@code %11} is the tape's array, {@code %12} its cursor.
   */
  private static String loop(String front, String entry, String body) {
    return PARAMS
        + "{ b0: %5 = iconst 0 %6 = iconst 1 "
        + front
        + " jump b1("
        + entry
        + ") b1(%10: I, %11: [D, %12: I): branch lt %10, %4 -> b2(), b3() b2: "
        + body
        + " b3: return %11 }";
  }

  private static final String EACH =
      "%20 = reserve.d %0, %11, %12, %6 dastore %20, %12, %3 %21 = iadd %12, %6"
          + " %22 = iadd %10, %6 jump b1(%22, %20, %21)";

  private static Function folded(Function function) {
    return DeadCode.run(ValueNumbering.run(ConstantFolding.run(Reservations.run(function))));
  }

  @Test
  void oneReservationServesAllIterations() {
    assertBecomes(
        ReservationsTest::folded,
        loop("", "%5, %1, %2", EACH),
        PARAMS
            + "{ b0: %5 = iconst 0 %6 = iconst 1 %9 = select gt %4, %5, %4, %5"
            + " %11 = reserve.d %0, %1, %2, %9"
            + " jump b1(%5, %2) b1(%10: I, %12: I): branch lt %10, %4 -> b2(), b3()"
            + " b2: dastore %11, %12, %3 %21 = iadd %12, %6 %22 = iadd %10, %6 jump b1(%22, %21)"
            + " b3: return %11 }");
  }

  @Test
  void whatSomeIterationsRecordOnlyStays() {
    assertStays(
        Reservations::run,
        loop(
            "",
            "%5, %1, %2",
            "%22 = iadd %10, %6 branch lt %12, %2 -> b4(), b1(%22, %11, %12)"
                + " b4: %20 = reserve.d %0, %11, %12, %6 dastore %20, %12, %3"
                + " %21 = iadd %12, %6 jump b1(%22, %20, %21)"));
  }

  @Test
  void aLoopThatEndsElsewhereTooStays() {
    assertStays(
        Reservations::run,
        loop(
            "",
            "%5, %1, %2",
            "%20 = reserve.d %0, %11, %12, %6 dastore %20, %12, %3 %21 = iadd %12, %6"
                + " %22 = iadd %10, %6 branch gt %21, %2 -> b1(%22, %20, %21), b4()"
                + " b4: return %1"));
  }

  /** Counts that no int holds ask for more room than there can be, which is refused. */
  @Test
  void countsSaturate() throws Throwable {
    assertEquals(3, trips("lt", "iadd", 2, 5));
    assertEquals(0, trips("lt", "iadd", 5, 2));
    assertEquals(4, trips("le", "iadd", 2, 5));
    assertEquals(1, trips("le", "iadd", 5, 5));
    assertEquals(0, trips("le", "iadd", 6, 5));
    assertEquals(5, trips("gt", "isub", 8, 3));
    assertEquals(6, trips("ge", "isub", 8, 3));
    assertEquals(Integer.MAX_VALUE, trips("lt", "iadd", -2_000_000_000, 2_000_000_000));
    assertEquals(Integer.MAX_VALUE, trips("ge", "isub", 5, Integer.MIN_VALUE));
    assertEquals(Integer.MAX_VALUE, trips("le", "iadd", 0, Integer.MAX_VALUE));
  }

  /** What is reserved in front of a loop that records one number a round. */
  private static int trips(String goesOn, String step, int start, int bound) throws Throwable {
    Function hoisted =
        Reservations.run(
            PassAssertions.function(
                "(%0: Lorg/wengert/runtime/Tape;, %1: [D, %2: I, %3: I, %4: I): [D "
                    + "{ b0: %5 = dconst 0.0 %6 = iconst 1 jump b1(%3, %1, %2)"
                    + " b1(%10: I, %11: [D, %12: I): branch "
                    + goesOn
                    + " %10, %4 -> b2(), b3() b2:"
                    + " %20 = reserve.d %0, %11, %12, %6 dastore %20, %12, %5 %21 = iadd %12, %6"
                    + " %22 = "
                    + step
                    + " %10, %6 jump b1(%22, %20, %21) b3: return %11 }"));
    Block front = new Block(0);
    for (Instr instr : hoisted.entry().instrs()) {
      if (instr.op() instanceof Op.Reserve reserve) {
        front.terminate(new Terminator.Return(reserve.count()), 0);
        Function count = Canonical.of(hoisted.method(), hoisted.inputs(), Type.INT, front);
        ClassLoader loader = ReservationsTest.class.getClassLoader();
        return (Integer) IrInterpreter.run(count, loader, null, null, 0, start, bound);
      }
      front.instrs().add(instr);
    }
    throw new AssertionError("nothing is reserved in front of the loop");
  }
}
