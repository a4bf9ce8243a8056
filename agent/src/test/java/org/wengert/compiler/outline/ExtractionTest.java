package org.wengert.compiler.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Printer;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Verifier;

/**
 * What becomes of regions and of what they are taken out of, and in which order they are sought.
 */
class ExtractionTest {

  private static Function function(String signature, String blocks) {
    return renumbered("function P.f()V (" + signature + " {\n" + blocks + "}");
  }

  private static Function renumbered(String text) {
    Function f = Parser.parse(text);
    return Verifier.verify(Canonical.of(f.method(), f.inputs(), f.result(), f.entry()));
  }

  /** The function without the blocks given, and these blocks as a part. */
  private static void assertBecomes(
      Function function, List<Integer> region, Function main, Function part) {
    List<Block> blocks = region.stream().map(i -> function.blocks().get(i)).toList();
    List<Value> inputs = function.inputs();
    List<Part> parts = new ArrayList<>();
    Function left =
        Extraction.of(
            function,
            inputs.get(inputs.size() - 1),
            List.of(new Regions.Region(blocks, 0, 0)),
            i -> "f" + i,
            parts);
    assertEquals(Printer.print(main), Printer.print(Verifier.verify(left)));
    Function taken = Verifier.verify(parts.get(0).function());
    assertEquals(Printer.print(part), Printer.print(taken));
  }

  private static final String TAPE = "Lorg/wengert/runtime/Tape;";

  /** Two landings go to the handler, with numbers that differ and one value that does not. */
  private static final Function ATTEMPTS =
      function(
          "%0: [D, %1: D, %2: " + TAPE + "): D",
          """
          b0:
            %3 = iconst 0
            %4 = iconst 1
            %5 = daload %0, %3
            try b1() catch b5()
          b1:
            %6 = daload %0, %4
            try b2() catch b4()
          b2:
            %7 = dmul %5, %6
            jump b3()
          b3:
            return %7
          b4:
            %8 = caught
            jump b6(%1, %4)
          b5:
            %9 = caught
            jump b6(%1, %3)
          b6(%10: D, %11: I):
            %12 = i2d %11
            %13 = dadd %10, %12
            return %13
          """);

  @Test
  void landingsComeRightBehindTheirBlocks() {
    assertEquals("[b0, b5, b1, b4, b6, b2, b3]", new Order(ATTEMPTS).blocks().toString());
  }

  /** What is the same on all edges to an exit is no business of the part. */
  @Test
  void edgesToOneBlockAreOneExit() {
    assertBecomes(
        ATTEMPTS,
        List.of(0, 5, 1, 4),
        function(
            "%0: [D, %1: D, %2: " + TAPE + "): D",
            """
            b0:
              %3 = part f0 ([DLorg/wengert/runtime/Tape;)I (%0, %2)
              %4 = getfield org/wengert/runtime/Tape.frameDoubles:[D, %2
              %5 = iconst 0
              %6 = daload %4, %5
              %7 = iconst 1
              %8 = daload %4, %7
              %9 = getfield org/wengert/runtime/Tape.frameInts:[I, %2
              %10 = iconst 0
              %11 = iaload %9, %10
              %12 = iconst 0
              branch eq %3, %12 -> b1(), b3()
            b1:
              %13 = dmul %6, %8
              jump b2()
            b2:
              return %13
            b3:
              %14 = i2d %11
              %15 = dadd %1, %14
              return %15
            """),
        function(
            "%0: [D, %1: " + TAPE + "): I",
            """
            b0:
              jump b1()
            b1:
              %2 = iconst 0
              %3 = iconst 1
              %4 = daload %0, %2
              try b2() catch b5()
            b2:
              %5 = daload %0, %3
              try b3() catch b4()
            b3:
              %6 = iconst 0
              %7 = iconst 2
              %8 = runtime frame_doubles (%1, %7)
              %9 = iconst 1
              %10 = runtime frame_ints (%1, %9)
              %11 = iconst 0
              dastore %8, %11, %4
              %12 = iconst 1
              dastore %8, %12, %5
              return %6
            b4:
              %13 = caught
              jump b6(%3)
            b5:
              %14 = caught
              jump b6(%2)
            b6(%15: I):
              %16 = iconst 1
              %17 = iconst 2
              %18 = runtime frame_doubles (%1, %17)
              %19 = iconst 1
              %20 = runtime frame_ints (%1, %19)
              %21 = iconst 0
              iastore %20, %21, %15
              return %16
            """));
  }
}
