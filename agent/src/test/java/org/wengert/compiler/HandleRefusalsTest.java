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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Sources;

/**
 * Handles of variables whose memory is not known, by the exact texts; where none is asked, all
 * runs.
 */
class HandleRefusalsTest {
  private static final String SOURCE =
      """
      import java.lang.invoke.*;
      import java.nio.ByteOrder;
      import java.util.concurrent.atomic.*;

      class Handles {
        static final VarHandle VIEW =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
        static final VarHandle CHOSEN;
        static final VarHandle BITS;
        static final AtomicReferenceFieldUpdater<Handles, Double> BOXED =
            AtomicReferenceFieldUpdater.newUpdater(Handles.class, Double.class, "boxed");
        volatile Double boxed;
        double value;
        double other;
        long bits;
        final VarHandle own = CHOSEN;

        static {
          try {
            boolean first = Handles.class.getName().isEmpty();
            CHOSEN =
                first
                    ? MethodHandles.lookup().findVarHandle(Handles.class, "value", double.class)
                    : MethodHandles.lookup().findVarHandle(Handles.class, "other", double.class);
            BITS = MethodHandles.lookup().findVarHandle(Handles.class, "bits", long.class);
          } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
          }
        }

        static double view(double x) {
          byte[] bytes = new byte[8];
          VIEW.set(bytes, 0, x); //!view
          return (double) VIEW.get(bytes, 0);
        }

        static double chosen(double x) {
          Handles h = new Handles();
          CHOSEN.setVolatile(h, x); //!chosen
          return h.other;
        }

        static double own(double x) {
          Handles h = new Handles();
          return x + (double) h.own.getAndAdd(h, x); //!own
        }


        static double added(double x) {
          Handles h = new Handles();
          h.bits = Double.doubleToRawLongBits(1.0);
          long old;
          do {
            old = h.bits;
          } while (!BITS.compareAndSet(
              h, old, Double.doubleToRawLongBits(Double.longBitsToDouble(old) + x)));
          return Double.longBitsToDouble((long) BITS.get(h));
        }

        static double passed(double x) {
          Handles h = new Handles();
          h.boxed = x;
          return passed(BOXED, h) + h.boxed;
        }

        static double passed(AtomicReferenceFieldUpdater<Handles, Double> updater, Handles h) {
          return updater.get(h); //!passed
        }

        static double elsewhere(double x) {
          Handles h = new Handles();
          if (x > 100) {
            CHOSEN.set(h, x);
          }
          return x * x;
        }
      }
      """;

  @TempDir private static Path directory;
  private static Class<?> handles;

  @BeforeAll
  static void compile() throws Exception {
    new DirectEngine();
    Path classes = new Sources().add("Handles.java", SOURCE).option("-g").compile(directory);
    handles =
        new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, HandleRefusalsTest.class.getClassLoader())
            .loadClass("Handles");
  }

  private static double derivative(String method, double x) throws Throwable {
    MethodHandle entry = Bridge.entry(handles, method, "(D)D", "jvp", "A");
    double[] tangent = new double[1];
    Object unused = entry.invoke(x, 1.0, tangent, (Object[]) null, Bridge.newTape());
    return tangent[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"view", "chosen", "own", "passed"})
  void memoryIsUnknown(String method) {
    Refusal refusal = assertThrows(Refusal.class, () -> derivative(method, 1.5));
    assertEquals("HANDLE_OF_UNKNOWN_MEMORY", refusal.reason());
    String text = refusal.getMessage();
    int line = (int) SOURCE.substring(0, SOURCE.indexOf("//!" + method)).lines().count();
    assertTrue(text.contains("Handles." + method + " (Handles.java:" + line + ")"), text);
    assertTrue(
        text.contains("it is not known which memory a VarHandle or a field's updater stands for ("),
        text);
    assertTrue(
        text.endsWith(
            "; remedy: use one of a field or of the elements of an array, which a static final"
                + " field holds and its class initializer makes from constants (findVarHandle,"
                + " findStaticVarHandle, arrayElementVarHandle, newUpdater), and call get, set or"
                + " compareAndSet of it"),
        text);
  }

  /** Numbers kept as bits, by the classical loop of those who have no adder. */
  @Test
  void bitsAreRefused() {
    Refusal refusal = assertThrows(Refusal.class, () -> derivative("added", 1.5));
    assertEquals("ACTIVE_BITS", refusal.reason());
  }

  @Test
  void whatDoesNotRunIsNotRefused() throws Throwable {
    assertEquals(3, derivative("elsewhere", 1.5));
  }
}
