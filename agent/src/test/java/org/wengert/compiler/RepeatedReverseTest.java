package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.wengert.runtime.Bridge;
import org.wengert.testing.DirectEngine;

/** A reverse sweep can run again over one record, also when the arguments have changed since. */
class RepeatedReverseTest {
  private static final double[] SCRATCH = new double[3];
  private static double total;

  static {
    new DirectEngine();
  }

  /** Uses static memory, memory of its own, and its argument after writing to it. */
  static double busy(double[] x, double y) {
    total = 0;
    double[] own = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      SCRATCH[i] += x[i] * y;
      own[i] = SCRATCH[i] * x[i];
      x[i] = own[i] * own[i];
      total += x[i] * own[(i + 1) % own.length];
    }
    return total * y;
  }

  @Test
  void everyReverseSweepGivesTheSame() throws Throwable {
    MethodHandle forward = entry("forward");
    MethodHandle reverse = entry("reverse");
    double[] x = {0.5, -1.2, 2};
    double[] shadow = new double[3];
    Object tape = Bridge.newTape();
    java.util.Arrays.fill(SCRATCH, 0.25);
    Object unused = (double) forward.invoke(x, 1.5, shadow, new Object[2], tape);
    double[] first = null;
    double[] firstScalars = null;
    for (int run = 0; run < 3; run++) {
      java.util.Arrays.fill(shadow, 0);
      java.util.Arrays.fill(x, 100 + run);
      SCRATCH[run] = 7;
      double[] scalars = new double[1];
      reverse.invoke(1.0, scalars, tape);
      if (run == 0) {
        first = shadow.clone();
        firstScalars = scalars;
        checkByDifferences(first, scalars[0]);
      }
      assertArrayEquals(first, shadow);
      assertArrayEquals(firstScalars, scalars);
    }
    assertEquals(Double.class, unused.getClass());
  }

  private static void checkByDifferences(double[] byX, double byY) {
    double h = 1e-6;
    for (int i = 0; i < 3; i++) {
      double difference = (value(i, h, 0) - value(i, -h, 0)) / (2 * h);
      assertEquals(difference, byX[i], 1e-5 * (1 + Math.abs(difference)));
    }
    double difference = (value(0, 0, h) - value(0, 0, -h)) / (2 * h);
    assertEquals(difference, byY, 1e-5 * (1 + Math.abs(difference)));
  }

  private static double value(int index, double dx, double dy) {
    double[] x = {0.5, -1.2, 2};
    x[index] += dx;
    java.util.Arrays.fill(SCRATCH, 0.25);
    return busy(x, 1.5 + dy);
  }

  private static MethodHandle entry(String kind) {
    return Bridge.entry(RepeatedReverseTest.class, "busy", "([DD)D", kind, "AA");
  }
}
