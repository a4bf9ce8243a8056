package org.wengert.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.function;

import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Function;

class OptimizerTest {
  private final Optimizer optimizer =
      new Optimizer(method -> null, ClassFacts.NONE, Inliner.Budget.DEFAULT);

  @Test
  void theRowOfAnInnerLoopIsLoadedOnceARound() {
    assertBecomes(
        optimizer::beforeDifferentiation,
        """
        (%0: [[D, %1: I): D {
        b0:
          %2 = iconst 0
          %3 = dconst 0.0
          jump b1(%2, %3)
        b1(%4: I, %5: D):
          branch lt %4, %1 -> b2(), b6()
        b2:
          %6 = iconst 0
          jump b3(%6, %5)
        b3(%7: I, %8: D):
          %9 = aaload %0, %4: [D
          %10 = arraylength %9
          branch lt %7, %10 -> b4(), b5()
        b4:
          %11 = aaload %0, %4: [D
          %12 = daload %11, %7
          %13 = dadd %8, %12
          %14 = iconst 1
          %15 = iadd %7, %14
          jump b3(%15, %13)
        b5:
          %16 = iconst 1
          %17 = iadd %4, %16
          jump b1(%17, %8)
        b6:
          return %5
        }
        """,
        """
        (%0: [[D, %1: I): D {
        b0:
          %2 = iconst 0
          %3 = dconst 0.0
          %14 = iconst 1
          jump b1(%2, %3)
        b1(%4: I, %5: D):
          branch lt %4, %1 -> b2(), b6()
        b2:
          %9 = aaload %0, %4: [D
          %10 = arraylength %9
          jump b3(%2, %5)
        b3(%7: I, %8: D):
          branch lt %7, %10 -> b4(), b5()
        b4:
          %12 = daload %9, %7
          %13 = dadd %8, %12
          %15 = iadd %7, %14
          jump b3(%15, %13)
        b5:
          %17 = iadd %4, %14
          jump b1(%17, %8)
        b6:
          return %5
        }
        """);
  }

  @Test
  void derivativeCodeKeepsOneLoadAndOneStoreOfAnAdjoint() {
    assertBecomes(
        optimizer::afterDifferentiation,
        "(%0: [D, %1: I, %2: D): V { b0: %5 = daload %0, %1 %6 = dconst 0.0 dastore %0, %1, %6"
            + " %7 = dmul %5, %2 %8 = daload %0, %1 %9 = acc %8, %7 dastore %0, %1, %9 return }",
        "(%0: [D, %1: I, %2: D): V { b0: %5 = daload %0, %1 %7 = dmul %5, %2 dastore %0, %1, %7"
            + " return }");
  }

  @Test
  void aSecondRunFindsNothing() {
    for (long seed = 0; seed < 50; seed++) {
      Function once = optimizer.afterDifferentiation(RandomFunction.make(seed));
      Function twice = optimizer.afterDifferentiation(once);
      assertSame(twice, optimizer.afterDifferentiation(twice));
    }
    Function minimal = function("(%0: D): D { b0: return %0 }");
    assertSame(minimal, optimizer.beforeDifferentiation(minimal));
  }
}
