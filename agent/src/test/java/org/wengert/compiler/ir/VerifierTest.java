package org.wengert.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final MethodRef METHOD = new MethodRef("a", "b", "()V");

  private static List<String> problems(String body) {
    return Verifier.problems(Parser.parse("function a.b()V " + body));
  }

  @Test
  void operandsOfTheWrongTypeAreNamed() {
    assertEquals(
        List.of("%0 is of type I where D is expected: %1 = dneg %0"),
        problems("(%0: I): V { b0: %1 = dneg %0 return }"));
    assertEquals(
        List.of("%0 of type [I has no elements of kind DOUBLE: %2 = daload %0, %1"),
        problems("(%0: [I, %1: I): V { b0: %2 = daload %0, %1 return }"));
    assertEquals(
        List.of("%0 of type Ljava/lang/Object; is no array: %1 = arraylength %0"),
        problems("(%0: Ljava/lang/Object;): V { b0: %1 = arraylength %0 return }"));
    assertEquals(
        List.of("references have no order: branch lt %0, %0 -> b1(), b2()"),
        problems("(%0: [I): V { b0: branch lt %0, %0 -> b1(), b2() b1: return b2: return }"));
    assertEquals(
        List.of("expected 1 arguments: %1 = invoke static java/lang/Math.sin(D)D (%0, %0)"),
        problems("(%0: D): V { b0: %1 = invoke static java/lang/Math.sin(D)D (%0, %0) return }"));
  }

  @Test
  void nullFitsEveryReferenceAndEverythingFitsObject() {
    assertEquals(
        List.of(),
        problems(
            "(%0: [[D, %1: I): V { b0: %2 = null aastore %0, %1, %2 %3 = daload %2, %1 jump b1(%0)"
                + " b1(%4: Ljava/lang/Object;): return }"));
    assertTrue(OpTypes.fits(Type.OBJECTS, new Type("[[D")));
  }

  @Test
  void arraysOfNumbersFitTheirOwnTypeOnly() {
    assertEquals(
        List.of("%0 is of type [I where [D is expected: jump b1(%0)"),
        problems("(%0: [I): V { b0: jump b1(%0) b1(%1: [D): return }"));
    assertEquals(false, OpTypes.fits(new Type("[[D"), Type.DOUBLES));
    assertEquals(false, OpTypes.fits(Type.OBJECTS, Type.DOUBLES));
  }

  @Test
  void theResultMustBeOfTheFunctionsType() {
    assertEquals(
        List.of("the function's result is V: return %0"), problems("(%0: I): V { b0: return %0 }"));
    assertEquals(
        List.of("%0 is of type I where D is expected: return %0"),
        problems("(%0: I): D { b0: return %0 }"));
  }

  @Test
  void argumentsOfEdgesMustMatchParameters() {
    assertEquals(
        List.of("b1 takes 1 arguments: jump b1()"),
        problems("(%0: I): V { b0: jump b1() b1(%1: I): return }"));
    assertEquals(
        List.of("%0 is of type I where J is expected: jump b1(%0)"),
        problems("(%0: I): V { b0: jump b1(%0) b1(%1: J): return }"));
  }

  @Test
  void entryHasNoPredecessorsAndNoParameters() {
    assertEquals(
        List.of("b0 jumps to the entry", "the entry has parameters of its own"),
        problems("(): V { b0(%0: I): %1 = iconst 1 jump b0(%1) }"));
  }

  @Test
  void unreachableBlocksAndOtherOrdersAreRefused() {
    assertEquals(List.of("b1 cannot be reached"), problems("(): V { b0: return b1: return }"));
    assertEquals(
        List.of("the blocks are not in reverse postorder, which is [b0, b2, b1]"),
        problems("(): V { b0: jump b2() b1: return b2: jump b1() }"));
    assertEquals(List.of("b1 is at position 0"), problems("(): V { b1: return }"));
  }

  @Test
  void definitionsMustDominateUses() {
    assertEquals(
        List.of("the definition of %1 does not dominate its use: return %1"),
        problems(
            "(%0: I): I { b0: branch eq %0, %0 -> b1(), b2()"
                + " b1: %1 = iconst 1 jump b2() b2: return %1 }"));
  }

  @Test
  void numbersOfValuesAreDense() {
    assertEquals(
        List.of("%0 is below the value count but not defined"),
        problems("(%1: I): V { b0: return }"));
  }

  @Test
  void valuesAreDefinedOnceAndBelongToTheFunction() {
    Value twice = new Value(0, Type.INT);
    Block entry = new Block(0);
    entry.instrs().add(new Instr(twice, Op.Const.of(1), 0));
    entry.instrs().add(new Instr(twice, Op.Const.of(2), 0));
    entry.terminate(new Terminator.Return(null), 0);
    assertEquals(
        List.of("%0 is defined twice"),
        Verifier.problems(new Function(METHOD, List.of(), Type.VOID, List.of(entry), 1)));
    Block foreign = new Block(0);
    foreign.terminate(new Terminator.Return(new Value(0, Type.INT)), 0);
    Function function =
        new Function(METHOD, List.of(new Value(0, Type.INT)), Type.INT, List.of(foreign), 1);
    assertEquals(
        List.of("%0 is no value of this function: return %0"), Verifier.problems(function));
  }

  @Test
  void blocksMustEndAndResultsMustBeNamed() {
    Block open = new Block(0);
    assertEquals(
        List.of("b0 has no terminator"),
        Verifier.problems(new Function(METHOD, List.of(), Type.VOID, List.of(open), 0)));
    Block nameless = new Block(0);
    nameless.instrs().add(new Instr(null, Op.Const.of(1), 0));
    nameless.terminate(new Terminator.Return(null), 0);
    assertEquals(
        List.of("no name for the result: iconst 1"),
        Verifier.problems(new Function(METHOD, List.of(), Type.VOID, List.of(nameless), 0)));
  }

  @Test
  void theExceptionListsAllProblemsAndShowsTheFunction() {
    Function wrong =
        Parser.parse("function a.b()V (%0: I): V { b0: %1 = dneg %0 %2 = lneg %0 return }");
    String message =
        assertThrows(IllegalStateException.class, () -> Verifier.verify(wrong)).getMessage();
    assertEquals(
        "%0 is of type I where D is expected: %1 = dneg %0\n"
            + "%0 is of type I where J is expected: %2 = lneg %0\n"
            + Printer.print(wrong),
        message);
  }

  /** The block dominates where both ways meet, but its last result is known on one of them. */
  @Test
  void resultOfAnAttemptIsNotKnownWhereTheExceptionComes() {
    Function function =
        Parser.parse(
            """
            function demo/Try.at([DI)D (%0: [D, %1: I): D {
            b0:
              %2 = daload %0, %1
              try b2() catch b1()
            b1:
              %3 = caught
              jump b2()
            b2:
              return %2
            }
            """);
    assertEquals(
        List.of("the definition of %2 does not dominate its use: return %2"),
        Verifier.problems(function));
    Cfg cfg = new Cfg(function);
    Block meeting = function.blocks().get(2);
    assertTrue(cfg.dominates(function.entry(), meeting));
    assertFalse(cfg.isKnown(function.entry().instrs().get(0).result(), function.entry(), meeting));
  }

  @Test
  void exceptionIsTakenAtLandingsOnly() {
    Function function =
        Parser.parse(
            """
            function demo/Try.at([DI)V (%0: [D, %1: I): V {
            b0:
              %2 = caught
              return
            }
            """);
    assertEquals(List.of("b0 is no landing, but takes an exception"), Verifier.problems(function));
  }
}
