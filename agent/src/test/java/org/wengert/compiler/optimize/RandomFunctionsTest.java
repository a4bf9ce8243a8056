package org.wengert.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Printer;
import org.wengert.compiler.ir.Verifier;
import org.wengert.testing.IrInterpreter;

/** Each pass leaves results, exceptions, calls and memory of random functions as they were. */
class RandomFunctionsTest {
  private static final int FUNCTIONS = 300;
  private static final int RUNS = 3;

  @BeforeEach
  void reset() {
    Probe.reset();
  }

  @Test
  void constantFoldingKeepsMeaning() {
    check(ConstantFolding::run);
  }

  @Test
  void deadCodeKeepsMeaning() {
    check(DeadCode::run);
  }

  @Test
  void simplifyControlFlowKeepsMeaning() {
    check(SimplifyControlFlow::run);
  }

  @Test
  void valueNumberingKeepsMeaning() {
    check(ValueNumbering::run);
  }

  @Test
  void loopInvariantMotionKeepsMeaning() {
    check(LoopInvariantMotion::run);
  }

  @Test
  void deadStoresKeepMeaning() {
    check(f -> DeadStores.run(ValueNumbering.run(f)));
  }

  @Test
  void tailMergingKeepsMeaning() {
    check(f -> TailMerging.run(f, 2, Integer.MIN_VALUE / 2));
  }

  @Test
  void optimizerKeepsMeaningAndShrinksFunctions() {
    Optimizer optimizer = new Optimizer(method -> null, ClassFacts.NONE, Inliner.Budget.DEFAULT);
    int[] sizes = check(optimizer::beforeDifferentiation);
    assertTrue(sizes[1] < 0.7 * sizes[0], sizes[0] + " -> " + sizes[1] + " instructions");
  }

  @Test
  void enoughRunsEndWithoutAnException() {
    int normal = 0;
    for (long seed = 0; seed < FUNCTIONS; seed++) {
      normal += outcome(RandomFunction.make(seed), seed).startsWith("threw") ? 0 : 1;
    }
    assertTrue(normal > FUNCTIONS / 4, normal + " of " + FUNCTIONS);
  }

  /** Instructions before and after. */
  private static int[] check(UnaryOperator<Function> pass) {
    int[] sizes = new int[2];
    int changed = 0;
    for (long seed = 0; seed < FUNCTIONS; seed++) {
      Function before = Verifier.verify(RandomFunction.make(seed));
      Function after = Verifier.verify(pass.apply(before));
      changed += after == before ? 0 : 1;
      sizes[0] += size(before);
      sizes[1] += size(after);
      for (long run = 0; run < RUNS; run++) {
        String expected = outcome(before, seed + 31 * run);
        String actual = outcome(after, seed + 31 * run);
        if (!expected.equals(actual)) {
          assertEquals(
              expected,
              actual,
              "seed " + seed + "\n" + Printer.print(before) + "\n" + Printer.print(after));
        }
      }
    }
    assertTrue(changed > FUNCTIONS / 50, "only " + changed + " functions changed");
    return sizes;
  }

  private static int size(Function function) {
    int size = 0;
    for (Block block : function.blocks()) {
      size += block.instrs().size();
    }
    return size;
  }

  private static String outcome(Function function, long seed) {
    Object[] args = arguments(new Random(seed));
    Probe.reset();
    String end;
    try {
      ClassLoader loader = RandomFunctionsTest.class.getClassLoader();
      end = IrInterpreter.show(IrInterpreter.run(function, loader, args));
    } catch (AssertionError e) {
      throw e;
    } catch (IllegalStateException e) {
      end = "threw " + e;
    } catch (Throwable e) {
      // HotSpot drops the message of what hot code throws often: the interpreter divides by zero.
      end = "threw " + e.getClass();
    }
    return end + " with " + IrInterpreter.show(args) + " and " + Probe.state();
  }

  private static Object[] arguments(Random random) {
    double[] a = {1.5, -0.0, Double.NaN, 1e-3};
    double[] other = {0, 2, 3, -4};
    double[] b = random.nextInt(3) == 0 ? a : random.nextInt(12) == 0 ? null : other;
    double[][] rows = {a, random.nextBoolean() ? a : b, {7, 8, 9, 10}, {-1, -2, -3, -4}};
    double[] reals = {0, -0.0, 1, -2.5, Double.NaN, Double.POSITIVE_INFINITY, 1e-310};
    return new Object[] {
      random.nextInt(6) - 1,
      random.nextInt(4),
      random.nextLong() >> random.nextInt(64),
      (float) reals[random.nextInt(reals.length)],
      reals[random.nextInt(reals.length)],
      random.nextGaussian(),
      a,
      b,
      new int[] {0, 1, 2, 300},
      new byte[] {0, 1, 2, -3},
      rows
    };
  }
}
