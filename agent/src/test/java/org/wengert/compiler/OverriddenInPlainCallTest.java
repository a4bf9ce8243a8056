package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Sources;

/**
 * Calls of the library that run plain, on objects of application classes: harmless overrides run,
 * others are refused with their names.
 */
class OverriddenInPlainCallTest {
  private static final String SOURCE =
      """
      import java.io.*;
      import java.util.*;
      import java.util.logging.*;
      import org.wengert.Inactive;

      class Plain {
        static double shared = 1;

        static class Drifting extends Random {
          double state;
          @Override public double nextDouble() { return state *= 1.5; }
        }

        static class Fed extends Random {
          static double[] queue;
          @Override protected int next(int bits) { return (int) (queue[0] * 100); }
        }

        static class Counting extends Random {
          int drawn;
          @Override protected int next(int bits) { return drawn += 77; }
        }

        static class Declared extends Random {
          @Inactive @Override public double nextDouble() { return shared * 3; }
        }

        static class Queue implements DataInput {
          double[] values;
          public double readDouble() { return values[0]; }
          public void readFully(byte[] b) {}
          public void readFully(byte[] b, int off, int len) {}
          public int skipBytes(int n) { return 0; }
          public boolean readBoolean() { return false; }
          public byte readByte() { return 0; }
          public int readUnsignedByte() { return 0; }
          public short readShort() { return 0; }
          public int readUnsignedShort() { return 0; }
          public char readChar() { return 0; }
          public int readInt() { return 0; }
          public long readLong() { return 0; }
          public float readFloat() { return 0; }
          public String readLine() { return null; }
          public String readUTF() { return null; }
        }

        static class Summing extends PrintStream {
          double sum = 1;
          Summing() { super(OutputStream.nullOutputStream()); }
          @Override public void println(double x) { sum += x; }
        }

        static class Quiet extends PrintStream {
          int lines;
          Quiet() { super(OutputStream.nullOutputStream()); }
          @Override public void println(double x) { lines++; }
        }

        static class Handled {
          static final java.lang.invoke.VarHandle X;
          static {
            try {
              X = java.lang.invoke.MethodHandles.lookup()
                  .findVarHandle(Handled.class, "x", double.class);
            } catch (ReflectiveOperationException e) {
              throw new ExceptionInInitializerError(e);
            }
          }
          double x;
          @Override public String toString() { X.getAndSet(this, 2.0); return "handled"; }
        }

        static double handled(double x) {
          Handled h = new Handled();
          h.x = x;
          Object o = h;
          new PrintStream(OutputStream.nullOutputStream()).println(o);
          return h.x;
        }

        static class Memo {
          double[] x;
          double norm;
          @Override public String toString() { norm = x[0] * x[0]; return "memo"; }
        }

        static class Point {
          double x;
          @Override public String toString() { return "(" + x + ", " + half() + ")"; }
          double half() { return x / 2; }
        }

        static class Lean extends RuntimeException {
          double held;
          @Override public Throwable fillInStackTrace() { return this; }
          @Override public String getMessage() { return "" + (held *= 2); }
        }

        static class Loud {
          @Override public String toString() { shared *= 2; return "loud"; }
          @Override public int hashCode() { shared *= 2; return 1; }
          @Override public boolean equals(Object o) { return o == this; }
        }

        static final class Still {
          final double x;
          Still(double x) { this.x = x; }
          @Override public String toString() { return "still " + x; }
          @Override public int hashCode() { return Double.hashCode(x); }
          @Override public boolean equals(Object o) { return o instanceof Still s && s.x == x; }
        }

        static class Spelled implements Formattable {
          public void formatTo(java.util.Formatter f, int flags, int width, int precision) { shared *= 2; }
        }

        static class Cause extends Exception {
          @Override public String getMessage() { shared *= 2; return "cause"; }
        }

        static class Made {
          double v = shared * shared;
        }

        record Pair(Loud loud, double x) {}

        record Calm(Still still, double x, String name, Integer n) {}

        static double recordText(double x) {
          shared = x;
          Object o = new Pair(new Loud(), x);
          return shared * o.toString().length();
        }

        static double recordHash(double x) {
          shared = x;
          return new HashMap<Object, Double>(Map.of(new Pair(new Loud(), x), x)).size() * shared;
        }

        static double spelled(double x) {
          shared = x;
          String text = String.format("%s", new Spelled());
          return shared;
        }

        static double calm(double x) {
          Calm a = new Calm(new Still(x), x, "a", 1);
          Map<Calm, Double> map = new HashMap<>();
          map.put(a, x);
          new PrintStream(OutputStream.nullOutputStream()).println(a);
          return x * map.get(new Calm(new Still(x), x, "a", 1)) + 0 * a.toString().length();
        }

        static double caused(double x) {
          shared = x / 2;
          RuntimeException e = new RuntimeException(new Cause());
          return shared * x + 0 * e.getMessage().length();
        }

        @SuppressWarnings("deprecation")
        static double reflected(double x) throws Exception {
          shared = x;
          return Made.class.newInstance().v;
        }

        static double draw(Random r) { return r.nextDouble(); }

        static double drifting(double x) {
          Drifting r = new Drifting();
          r.state = x;
          return draw(r);
        }

        static double fed(double x) {
          Fed.queue = new double[] {x};
          Random r = new Fed();
          return x * r.nextFloat();
        }

        static double reading(double x) throws IOException {
          Queue q = new Queue();
          q.values = new double[] {x * x};
          DataInput in = q;
          return in.readDouble();
        }

        static double summing(double x) {
          Summing s = new Summing();
          PrintStream out = s;
          out.println(x);
          return s.sum;
        }

        static double formatted(double x) {
          Memo m = new Memo();
          m.x = new double[] {x};
          String text = String.format("%s %s", 1, m);
          return m.norm;
        }

        static double printed(double x) {
          Memo m = new Memo();
          m.x = new double[] {x};
          new PrintStream(OutputStream.nullOutputStream()).println(m);
          return m.norm;
        }

        static double logged(double x) {
          double[] y = {x};
          Logger.getLogger("x").log(Level.SEVERE, () -> "y" + (y[0] *= 2));
          return y[0];
        }

        static double traced(double x) {
          Lean e = new Lean();
          e.held = x;
          RuntimeException r = e;
          r.printStackTrace(new PrintStream(OutputStream.nullOutputStream()));
          return e.held;
        }

        static double counting(double x) {
          return x * x + 0 * draw(new Counting());
        }

        static double declared(double x) {
          Declared d = new Declared();
          Random r = d;
          shared = x;
          return x * x + 0 * r.nextDouble();
        }

        static double own(double x) {
          Drifting r = new Drifting();
          r.state = x * x / 1.5;
          return r.nextDouble();
        }

        static double quiet(double x) {
          PrintStream out = new Quiet();
          out.println(x);
          return x * x;
        }

        static double text(double x) {
          Point p = new Point();
          p.x = x;
          PrintStream out = new PrintStream(OutputStream.nullOutputStream());
          out.println(p);
          out.printf("%s %s%n", p, x);
          return x * p.x + 0 * String.format("%s", p).length();
        }

        static double lean(double x) {
          try {
            Lean e = new Lean();
            e.held = x / 2;
            throw e;
          } catch (RuntimeException e) {
            e.getStackTrace();
            return 0 * e.getMessage().length() + x * ((Lean) e).held;
          }
        }
      }
      """;

  @TempDir private static Path directory;
  private static Class<?> plain;

  @BeforeAll
  static void compile() throws Exception {
    new DirectEngine();
    Path classes = new Sources().add("Plain.java", SOURCE).compile(directory);
    plain =
        new URLClassLoader(
                new URL[] {classes.toUri().toURL()},
                OverriddenInPlainCallTest.class.getClassLoader())
            .loadClass("Plain");
  }

  private static double gradient(String method) throws Throwable {
    double[] gradient = new double[1];
    MethodHandle entry = Bridge.entry(plain, method, "(D)D", "gradient", "A");
    Object value = entry.invoke(1.5, gradient, Bridge.newTape());
    assertEquals(2.25, (double) value, method);
    return gradient[0];
  }

  @ParameterizedTest
  @CsvSource({
    "drifting, Plain$Drifting.nextDouble()D",
    "fed, Plain$Fed.next(I)I",
    "reading, Plain$Queue.readDouble()D",
    "summing, Plain$Summing.println(D)V",
    "formatted, Plain$Memo.toString()Ljava.lang.String;",
    "handled, Plain$Handled.toString()Ljava.lang.String;",
    "printed, Plain$Memo.toString()Ljava.lang.String;",
    "logged, Plain.lambda$logged$0([D)Ljava.lang.String;",
    "recordText, Plain$Pair.toString()Ljava.lang.String;",
    "recordHash, Plain$Pair.hashCode()I",
    "spelled, Plain$Spelled.formatTo(Ljava.util.Formatter;III)V",
    "traced, Plain$Lean.getMessage()Ljava.lang.String;",
  })
  void overrideThatHandlesNumbersIsRefused(String method, String named) {
    for (String kind : new String[] {"gradient", "jvp"}) {
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> {
                MethodHandle entry = Bridge.entry(plain, method, "(D)D", kind, "A");
                Object tape = Bridge.newTape();
                Object result =
                    kind.equals("jvp")
                        ? entry.invoke(1.5, 1.0, new double[1], new Object[1], tape)
                        : entry.invoke(1.5, new double[1], tape);
              },
              method);
      assertEquals("OVERRIDDEN_IN_PLAIN_CALL", refusal.reason(), method);
      String text = refusal.getMessage();
      assertEquals(
          "is not differentiable: a call of the library that runs plain calls "
              + named
              + ", which may write or yield active numbers; remedy: call that method itself through"
              + " a variable of its own class, or say that it carries no derivatives: @Inactive, or"
              + " the agent option inactive=PATTERNS",
          text.substring(text.indexOf("is not")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"counting", "declared", "quiet", "text", "calm"})
  void harmlessOverrideRuns(String method) throws Throwable {
    assertEquals(3, gradient(method), method);
  }

  @Test
  void whatTheOwnClassNamesIsDifferentiated() throws Throwable {
    assertEquals(3, gradient("own"));
  }

  @Test
  void messagesAreDifferentiated() throws Throwable {
    assertEquals(3, gradient("lean"));
    assertEquals(3, gradient("caused"));
  }

  @Test
  void constructorsByReflectionAreRefused() {
    Refusal refusal = assertThrows(Refusal.class, () -> gradient("reflected"));
    assertEquals("NATIVE_METHOD", refusal.reason());
  }
}
