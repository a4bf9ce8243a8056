package org.wengert.compiler.differentiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Value;

/** Which writes miss which arrays. */
class OwnArraysTest {

  /** The one store of a function against the array of its one load. */
  private static boolean storeMissesLoad(String text) {
    Function function = Parser.parse(text);
    Value written = null;
    Value read = null;
    int[] at = null;
    List<Instr> found = new ArrayList<>();
    for (Block block : function.blocks()) {
      for (int i = 0; i < block.instrs().size(); i++) {
        Op op = block.instrs().get(i).op();
        if (op instanceof Op.ArrayStore store && store.value().type().isFloating()) {
          written = store.array();
          at = new int[] {block.id(), i};
          found.add(block.instrs().get(i));
        } else if (op instanceof Op.ArrayLoad load && load.type().isFloating()) {
          read = load.array();
          found.add(block.instrs().get(i));
        }
      }
    }
    assertEquals(2, found.size(), text);
    return new OwnArrays(function).misses(written, at[0], at[1], read);
  }

  private static final String MADE =
      """
      function example/Own.f([D[[DI)D (%0: [D, %1: [[D, %2: I): D {
      b0:
        %3 = iconst 0
        %4 = dconst 1.0
        %5 = newarray [D (%2)
      """;

  @Test
  void whatWasMadeHereIsNoParameter() {
    assertTrue(
        storeMissesLoad(
            MADE
                + """
                  %6 = daload %0, %3
                  dastore %5, %3, %4
                  return %6
                }
                """));
  }

  @Test
  void itselfItDoesNotMiss() {
    assertFalse(
        storeMissesLoad(
            MADE
                + """
                  %6 = daload %5, %3
                  dastore %5, %3, %4
                  return %6
                }
                """));
  }

  @Test
  void aParameterMayBeAnything() {
    assertFalse(
        storeMissesLoad(
            MADE
                + """
                  %6 = daload %5, %3
                  dastore %0, %3, %4
                  return %6
                }
                """));
  }

  /** A row that is loaded may be the one that was stored. */
  @Test
  void whatIsStoredSomewhereIsNotOnesOwn() {
    assertFalse(
        storeMissesLoad(
            MADE
                + """
                  aastore %1, %3, %5
                  %6 = aaload %1, %3: [D
                  %7 = daload %6, %3
                  dastore %5, %3, %4
                  return %7
                }
                """));
  }

  /** {@code next = new; ... current[0] ...; next[0] = 1; current = next}, around and around. */
  @Test
  void eachPassWritesToAnArrayThatIsNewerThanTheOneItReads() {
    assertTrue(
        storeMissesLoad(
            """
            function example/Own.f([DI)D (%0: [D, %1: I): D {
            b0:
              %2 = iconst 0
              %3 = dconst 1.0
              jump b1(%0, %3)
            b1(%4: [D, %5: D):
              %6 = newarray [D (%1)
              %7 = daload %4, %2
              dastore %6, %2, %7
              branch lt %1, %2 -> b1(%6, %7), b2()
            b2:
              return %7
            }
            """));
  }

  /** The same, but the array is made in front of the loop. */
  @Test
  void thePassAfterReadsWhatWasWritten() {
    assertFalse(
        storeMissesLoad(
            """
            function example/Own.f([DI)D (%0: [D, %1: I): D {
            b0:
              %2 = iconst 0
              %3 = dconst 1.0
              %6 = newarray [D (%1)
              jump b1(%0, %3)
            b1(%4: [D, %5: D):
              %7 = daload %4, %2
              dastore %6, %2, %7
              branch lt %1, %2 -> b1(%6, %7), b2()
            b2:
              return %7
            }
            """));
  }

  /** What was read from the new array's own name, in another block, before it is written. */
  @Test
  void anAliasTakenAfterItWasMadeIsNotMissed() {
    assertFalse(
        storeMissesLoad(
            MADE
                + """
                  branch lt %2, %3 -> b1(%5), b1(%0)
                b1(%6: [D):
                  %7 = daload %6, %3
                  dastore %5, %3, %4
                  return %7
                }
                """));
  }
}
