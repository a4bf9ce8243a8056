package org.wengert.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.function.UnaryOperator;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Printer;
import org.wengert.compiler.ir.Verifier;

/** Textual IR in, textual IR out. Expected text may number values and blocks as it likes. */
final class PassAssertions {
  private PassAssertions() {}

  /** A function of class {@code a/T} whose parameters, result and blocks are given. */
  static Function function(String text) {
    return function("a/T", text);
  }

  static Function function(String owner, String text) {
    return Verifier.verify(renumbered(Parser.parse("function " + owner + ".f()V " + text)));
  }

  private static Function renumbered(Function f) {
    return Canonical.of(f.method(), f.inputs(), f.result(), f.entry());
  }

  static void assertBecomes(UnaryOperator<Function> pass, String before, String after) {
    Function actual = Verifier.verify(pass.apply(function(before)));
    assertEquals(Printer.print(function(after)), Printer.print(renumbered(actual)));
  }

  static void assertStays(UnaryOperator<Function> pass, String text) {
    Function function = function(text);
    Function actual = pass.apply(function);
    if (actual != function) {
      assertEquals(Printer.print(function), Printer.print(actual));
    }
    assertSame(function, actual);
  }
}
