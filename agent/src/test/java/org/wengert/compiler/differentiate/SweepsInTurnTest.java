package org.wengert.compiler.differentiate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Printer;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.ir.Verifier;

class SweepsInTurnTest {

  @Test
  void adjointsOfScalarsGoFromTheTapeToTheArray() {
    MethodRef method = new MethodRef("demo/P", "f", "(D[DIF)F");
    Variant joint = new Variant(method, VariantKind.JOINT, "AA-A", Binding.STATIC, false);
    Function expected =
        Parser.parse(
            """
            function demo/P.f(D[DIF)F (%0: D, %1: [D, %2: I, %3: F, %4: [D, %5: [D, \
            %6: Lorg/wengert/runtime/Tape;): F {
            b0:
              %7 = dconst 1.0
              %8 = iconst 0
              %9 = iconst 1
              %10 = variant forward "AA-A" demo/P.f(D[DIF)F \
            (D[DIF[DLorg/wengert/runtime/Tape;)F (%0, %1, %2, %3, %4, %6)
              runtime note_used (%6)
              %11 = variant reverse "AA-A" demo/P.f(D[DIF)F \
            (DLorg/wengert/runtime/Tape;)D (%7, %6)
              %12 = getfield org/wengert/runtime/Tape.out:[D, %6
              dastore %5, %8, %11
              %13 = daload %12, %9
              dastore %5, %9, %13
              return %10
            }
            """);
    Function actual = Verifier.verify(Differentiation.jointInTurn(joint));
    assertEquals(Printer.print(Verifier.verify(expected)), Printer.print(actual));
  }
}
