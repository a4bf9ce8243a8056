package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Refusal;
import org.wengert.runtime.TapeLimits;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Sources;

/**
 * Refusals that only show while a derivative runs, by their exact text. In the source, {@code //!}
 * marks the line and {@code //<} the calls on the way to it.
 */
class RuntimeReasonTest {
  private static final String SOURCE =
      """
      class Late {
        static double[] memo = {1};

        static double weighted(double[] x, double[] weights) {
          return x[0] * weights[0];
        }

        static double memoized(double x, double[] table) {
          double y = x * table[0];
          return store(y, 2);
        }

        private static double store(double y, int n) {
          if (n > 0) {
            return store(y, n - 1) * y; //<0
          }
          memo[0] = y * y; //!REACHED
          return memo[0];
        }

        static double recording(double[] x, int steps) {
          double sum = 0;
          for (int i = 0; i < steps; i++) {
            double y = x[0] + i;
            if (i % 10 == 0) {
              sum += Math.sin(sum * y);
            }
            for (int j = 0; j < 5; j++) {
              y = Math.cos(y * x[1]); //!TAPE
            }
            sum += y * y;
          }
          return sum;
        }
      }
      """;

  @TempDir private static Path directory;
  private static Class<?> late;

  @BeforeAll
  static void compile() throws Exception {
    new DirectEngine();
    Path classes = new Sources().add("Late.java", SOURCE).option("-g").compile(directory);
    late =
        new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, RuntimeReasonTest.class.getClassLoader())
            .loadClass("Late");
  }

  private static int line(String marker) {
    return (int) SOURCE.substring(0, SOURCE.indexOf(marker)).lines().count();
  }

  @Test
  void inactiveArgumentThatIsActive() throws Throwable {
    MethodHandle entry = Bridge.entry(late, "weighted", "([D[D)D", "gradient", "A-");
    double[] array = {1.5};
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> {
              Object result =
                  entry.invoke(array, array, new double[1], new double[0], Bridge.newTape());
            });
    assertEquals("INACTIVE_ARGUMENT_IS_ACTIVE", refusal.reason());
    assertEquals(
        "Late.weighted([D[D)D (Late.java) is not differentiable: the argument for parameter"
            + " 'weights', which is no independent, is the same array as an argument that is one,"
            + " or holds one of its rows; remedy: make both parameters independents, or pass a"
            + " copy",
        refusal.getMessage());
  }

  @Test
  void inactiveArgumentThatIsReached() throws Throwable {
    var field = late.getDeclaredField("memo");
    field.setAccessible(true);
    double[] memo = (double[]) field.get(null);
    MethodHandle entry = Bridge.entry(late, "memoized", "(D[D)D", "jvp", "A-");
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> {
              Object result =
                  entry.invoke(2.0, memo, 1.0, new double[1], new Object[1], Bridge.newTape());
            });
    assertEquals("INACTIVE_ARGUMENT_IS_REACHED", refusal.reason());
    String below = "called from Late.store (Late.java:" + line("//<0") + "), ";
    assertEquals(
        "Late.store (Late.java:"
            + line("//!REACHED")
            + "), "
            + below
            // The outermost call is inlined: its line is named as one of the caller.
            + "called from Late.memoized (Late.java:"
            + line("//<0")
            + "), is not differentiable: the array that was passed for parameter 'table', which is"
            + " no independent, is reached there in another way too, through a static field or a"
            + " returned reference, where it may carry derivatives; remedy: make the parameter an"
            + " independent, or pass a copy",
        refusal.getMessage());
  }

  /** The limit is that of tapes made from now on; the tape works again below it. */
  @Test
  void tapeBeyondItsLimit() throws Throwable {
    MethodHandle entry = Bridge.entry(late, "recording", "([DI)D", "gradient", "A-");
    Object tape;
    long before = TapeLimits.bytesPerTape();
    TapeLimits.setBytesPerTape(1_000_000);
    try {
      tape = Bridge.newTape();
    } finally {
      TapeLimits.setBytesPerTape(before);
    }
    double[] x = {0.3, 0.7};
    double[] shadow = new double[2];
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> {
              Object result = entry.invoke(x, 1_000_000, shadow, new double[0], tape);
            });
    assertEquals("TAPE_LIMIT", refusal.reason());
    String place = "Late.recording (Late.java:" + line("//!TAPE") + ")";
    String text = refusal.getMessage();
    assertTrue(
        text.matches(
            "Late\\.recording \\(Late\\.java:\\d+\\) is not differentiable: the derivative records"
                + " more than its tape may hold: it needs [1-9]\\d{6} bytes, but its limit is 1000000,"
                + " and most is recorded at \\QLate.recording (Late.java:\\E\\d+\\); remedy: raise"
                + " the limit with the agent option tape-limit=BYTES, or record less: differentiate"
                + " a shorter run of the loop, or mark inputs that need no derivative @Inactive"),
        text);
    assertTrue(text.contains("most is recorded at " + place), text);
    double value = (double) entry.invoke(x, 10, shadow, new double[0], tape);
    Object fresh = Bridge.newTape();
    double[] expected = new double[2];
    assertEquals((double) entry.invoke(x, 10, expected, new double[0], fresh), value);
    assertEquals(expected[0], shadow[0]);
    assertEquals(expected[1], shadow[1]);
  }
}
