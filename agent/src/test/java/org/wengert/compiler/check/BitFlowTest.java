package org.wengert.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Sources;

/** Where bits may go, and where they are lost: each method of a class by itself. */
class BitFlowTest {
  private static final String KEPT =
      """
      public class Kept {
        private int exponent;
        private long[] words = new long[2];
        private static final double[] TABLE = {1, 2, 3};

        static double compared(double x) {
          return exponent(bits(x)) >= 1023 && odd(bits(x), 0) == (x < 2) ? x * x : 3 * x;
        }

        static double ofNumberBeside(double x) {
          return scaled(x, exponent(Double.doubleToLongBits(x)));
        }

        static double keptInFields(double x) {
          Kept kept = new Kept();
          kept.keep(x);
          return kept.isLarge() ? x * x : 3 * x;
        }

        private void keep(double x) {
          exponent = exponent(bits(x));
          long[] copy = words.clone();
          copy[1] = bits(x);
          words = copy;
        }

        private boolean isLarge() {
          return exponent >= 1023 || words[1] == 0;
        }

        private static double scaled(double x, int exponent) {
          return exponent >= 1023 ? x * x : 3 * x;
        }

        private static boolean odd(long bits, int depth) {
          return depth < 3 ? odd(bits >> 1, depth + 1) : (bits & 1) == 0;
        }

        private static long bits(double x) {
          return Double.doubleToRawLongBits(x);
        }

        private static int exponent(long bits) {
          return (int) (bits >> 52) & 0x7ff;
        }
      }
      """;

  private static final String LOST =
      """
      public class %s {
        private long kept;
        private long[] words = new long[2];
        long open;
        static long shared;

        private static long bits(double x) {
          return Double.doubleToRawLongBits(x);
        }

        static double lost(double x) {
          %s
        }
        %s
      }

      interface Function%s {
        double of(long bits);
      }
      """;

  @TempDir private static Path directory;

  @BeforeAll
  static void start() {
    new DirectEngine();
  }

  private static Class<?> compiled(String name, String source) throws Exception {
    Path classes = new Sources().add(name + ".java", source).compile(directory.resolve(name));
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}).loadClass(name);
  }

  private static double derivative(Class<?> owner, String name) throws Throwable {
    double[] gradient = new double[1];
    Object tape = Bridge.newTape();
    Object value = Bridge.entry(owner, name, "(D)D", "gradient", "A").invoke(1.5, gradient, tape);
    assertEquals(2.25, (double) value);
    return gradient[0];
  }

  @Test
  void bitsMayBeComparedKeptAndHandedOn() throws Throwable {
    Class<?> kept = compiled("Kept", KEPT);
    assertEquals(3, derivative(kept, "compared"));
    assertEquals(3, derivative(kept, "ofNumberBeside"));
    assertEquals(3, derivative(kept, "keptInFields"));
  }

  private static int classes;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A callee converts.
        "return converted(bits(x));|private static double converted(long bits) { return bits; }",
        // What is kept in a field is converted elsewhere.
        "LOST l = new LOST(); l.kept = bits(x); return l.read();"
            + "|private double read() { return Double.longBitsToDouble(kept); }",
        "LOST l = new LOST(); l.words[1] = bits(x); return l.read();"
            + "|private double read() { return Double.longBitsToDouble(words[1]); }",
        // Others see the field, the array or the result.
        "LOST l = new LOST(); l.open = bits(x); return x;|",
        "shared = bits(x); return x;|",
        "LOST l = new LOST(); l.words[1] = bits(x); return x;|long[] words() { return words; }",
        "LOST l = new LOST(); l.set(new long[1]); l.words[0] = bits(x); return x;"
            + "|void set(long[] words) { this.words = words; }",
        "return Double.longBitsToDouble(open(x));|static long open(double x) { return bits(x); }",
        // Who runs is not known.
        "FunctionLOST f = b -> b; return f.of(bits(x));|",
        "java.util.function.DoubleToLongFunction f = LOST::bits; "
            + "return Double.longBitsToDouble(f.applyAsLong(x));|",
        // By way of arrays.
        "long[] a = new long[1]; a[0] = bits(x); long[] b = a.clone(); return b[0];|",
        "long[] a = {bits(x)}; Object[] o = {a}; return ((long[]) o[0])[0];|",
        "long[] a = {bits(x)}; long[] b = new long[1]; System.arraycopy(a, 0, b, 0, 1);"
            + " return b[0];|",
        "long[] a = x > 0 ? new long[1] : new long[2]; long[] b = a; a[0] = bits(x);"
            + " return b[0];|",
      })
  void bitsAreRefusedWhereTheyAreLost(String code) throws Exception {
    String name = "Lost" + classes++;
    String[] parts = (code + " ").split("\\|");
    String source = LOST.formatted(name, parts[0], parts[1], name).replace("LOST", name);
    Class<?> lost = compiled(name, source);
    Refusal refused =
        assertThrows(
            Refusal.class,
            () ->
                Bridge.entry(lost, "lost", "(D)D", "gradient", "A")
                    .invoke(1.5, new double[1], Bridge.newTape()),
            code);
    assertEquals("ACTIVE_BITS", refused.reason(), code);
  }
}
