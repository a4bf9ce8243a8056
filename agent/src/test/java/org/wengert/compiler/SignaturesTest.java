package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.testing.Case;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Engine;

/** A method is compiled for a few activities only; further calls take all numbers to be active. */
class SignaturesTest {

  /** Recursive: the first level is inlined, and turns the numbers around; the next is called. */
  static double callee(double a, double b, double c, double[] weights, int n) {
    return n == 0 ? a * b + b * c + c * a * weights[0] : 0.5 * callee(b, c, a, weights, n - 1);
  }

  /** Calls with seven activities. */
  public static double many(double x, double k, double[] weights) {
    double[] own = {x};
    return callee(x, k, k, weights, 3)
        + callee(k, x, k, weights, 3)
        + callee(k, k, x, weights, 3)
        + callee(x, x, k, weights, 3)
        + callee(k, x, x, weights, 3)
        + callee(x, k, x, own, 3)
        + callee(k, k, k, own, 3);
  }

  private static double gradient(double x, double k, double w) {
    return (k + k * w)
        + (k + k)
        + (k + k * w)
        + (2 * x + k + k * w)
        + (k + 2 * x + k * w)
        + (2 * k + 3 * x * x)
        + k * k;
  }

  @Test
  void derivativesOfCallsBeyondTheFourthActivity() throws Throwable {
    Engine engine = new DirectEngine();
    var method = Case.methodNamed(SignaturesTest.class, "many");
    Object[] args = {1.25, 3.0, new double[] {2.0}};
    boolean[] active = {true, false, false};
    double expected = gradient(1.25, 3, 2) / 8;
    assertEquals(expected, (double) engine.gradient(method, args, active).argAdjoints()[0], 1e-12);
    Engine.Vjp split = engine.vjp(method, args, active, 1.0, null);
    assertEquals(expected, (double) split.argAdjoints()[0], 1e-12);
    Engine.Jvp forward = engine.jvp(method, args, new Object[] {1.0, null, null});
    assertEquals(expected, (double) forward.tangent(), 1e-12);
    assertArrayEquals(new double[] {2.0}, (double[]) args[2]);
  }

  @Test
  void fifthActivityTakesAllNumbersToBeActive() throws Exception {
    Set<String> called = new TreeSet<>();
    Compiler compiler =
        new Compiler(
            DirectEngine.lookups(),
            new Compiler.Observer() {
              @Override
              public void defined(String host, byte[] classFile) {}

              @Override
              public void stage(String stage, Function function) {
                if (function.method().name().equals("many")) {
                  collect(function, called);
                }
              }
            });
    compiler.entry(SignaturesTest.class, "many", "(DD[D)D", "jvp", "A--");
    // The arrays have shadows: the callee may keep one of the caller's where it had the other.
    assertEquals(Set.of("--AA-", "-A-A-", "A--A-", "A-AA-", "AAAA-"), called);
  }

  private static void collect(Function function, Set<String> called) {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.CallVariant call) {
          called.add(call.variant().activity());
        }
      }
    }
  }
}
