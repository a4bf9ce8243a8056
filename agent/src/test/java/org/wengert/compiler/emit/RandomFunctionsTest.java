package org.wengert.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Function;

class RandomFunctionsTest {
  private static final int PROGRAMS = Integer.getInteger("wengert.emit.programs", 1500);

  private static Object[][] inputs() {
    double[] shared = {0.5, -1.5, 2.25};
    return new Object[][] {
      {3, 5L, 0.5f, 1.5, new double[] {1, 2, 3}, new int[] {2, 1, 0}, new double[] {4, 5, 6}},
      {-7, -1L, -2.5f, Double.NaN, shared, new int[] {5, 0, -3}, shared},
      {0, 0L, 0f, 0.0, null, new int[] {1}, new double[] {1}}
    };
  }

  /** Everything that can be observed of a run: result or exception, memory, order of effects. */
  private static List<Object> observe(Callable call, Object[] args) {
    Probe.reset();
    List<Object> seen = new ArrayList<>();
    try {
      seen.add(call.run(args));
    } catch (IllegalStateException e) {
      seen.add(e.getMessage());
    } catch (RuntimeException e) {
      // HotSpot drops the message of what hot code throws often.
      seen.add(e.getClass());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    seen.add(Probe.aDouble);
    seen.addAll(Probe.LOG);
    seen.add(Arrays.toString((double[]) args[4]));
    seen.add(Arrays.toString((int[]) args[5]));
    seen.add(Arrays.toString((double[]) args[6]));
    return seen;
  }

  private interface Callable {
    Object run(Object... args) throws Throwable;
  }

  @Test
  void emittedCodeBehavesAsTheFunctionSays() {
    int returned = 0;
    for (long seed = 0; seed < PROGRAMS; seed++) {
      Function function = RandomFunctions.make(seed);
      MethodHandle handle = Emitted.handle(function);
      for (int i = 0; i < inputs().length; i++) {
        List<Object> expected = observe(args -> EmitReference.run(function, args), inputs()[i]);
        List<Object> actual = observe(handle::invokeWithArguments, inputs()[i]);
        assertEquals(expected, actual, "seed " + seed + ", input " + i);
        returned += expected.get(0) instanceof Double ? 1 : 0;
      }
    }
    assertTrue(returned > PROGRAMS / 2, "too few programs return: " + returned);
  }
}
