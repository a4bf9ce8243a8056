package org.wengert.compiler.optimize;

import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import org.junit.jupiter.api.Test;

class SimplifyControlFlowTest {

  @Test
  void edgesPassEmptyBlocks() {
    assertBecomes(
        SimplifyControlFlow::run,
        "(%0: I, %1: I): I { b0: branch lt %0, %1 -> b1(), b2() b1: jump b3(%0) b2: jump b3(%1)"
            + " b3(%2: I): return %2 }",
        "(%0: I, %1: I): I { b0: branch lt %0, %1 -> b3(%0), b3(%1) b3(%2: I): return %2 }");
  }

  @Test
  void branchesWithEqualEdgesBecomeJumps() {
    assertBecomes(
        SimplifyControlFlow::run,
        "(%0: I, %1: I): I { b0: branch lt %0, %1 -> b1(), b2() b1: jump b3() b2: jump b3()"
            + " b3: %2 = ineg %0 return %2 }",
        "(%0: I, %1: I): I { b0: %2 = ineg %0 return %2 }");
  }

  @Test
  void chainsOfBlocksBecomeOne() {
    assertBecomes(
        SimplifyControlFlow::run,
        "(%0: D): D { b0: %1 = dneg %0 @1 jump b1(%1) b1(%2: D): %3 = dmul %2, %2 @2 jump b2()"
            + " b2: %4 = dadd %3, %2 @3 return %4 @4 }",
        "(%0: D): D { b0: %1 = dneg %0 @1 %3 = dmul %1, %1 @2 %4 = dadd %3, %1 @3 return %4 @4 }");
  }

  @Test
  void theOnlyLatchAndTheOnlyEntryOfALoopStay() {
    assertStays(
        SimplifyControlFlow::run,
        "(%0: I, %1: I): I {"
            + " b0: branch lt %0, %1 -> b1(), b2()"
            + " b1: %2 = ineg %0 branch lt %2, %1 -> b3(), b4()"
            + " b2: %7 = ineg %1 branch eq %7, %1 -> b3(), b4()"
            + " b3: jump b5()"
            + " b5: %3 = invoke static a/B.c()I () branch eq %3, %0 -> b6(), b7()"
            + " b6: %5 = invoke static a/B.d()I () branch eq %5, %0 -> b8(), b4()"
            + " b7: %4 = invoke static a/B.d()I () branch eq %4, %0 -> b8(), b4()"
            + " b8: jump b5()"
            + " b4: return %0 }");
  }

  @Test
  void loopsThatDoNothingStayLoops() {
    String still = "(%0: I): V { b0: branch eq %0, %0 -> b1(), b3() b1: jump b1() b3: return }";
    assertStays(SimplifyControlFlow::run, still);
    assertBecomes(
        SimplifyControlFlow::run,
        "(%0: I): V { b0: branch eq %0, %0 -> b1(), b3() b1: jump b2() b2: jump b1() b3: return }",
        still);
  }
}
