package org.wengert.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wengert.Compilation;

class ProcessorTest {
  private static final double EXACT = 1e-9;

  private static final String PRICING =
      """
      package demo;
      import org.wengert.*;
      public class Pricing {
        @Differentiable
        public static double price(
            double spot, float vol, double[] curve, float[][] m, @Inactive double[] scratch) {
          scratch[0] = spot * vol;
          double sum = scratch[0];
          for (double c : curve) sum += c * c;
          for (float[] row : m) for (float e : row) sum += e * spot;
          return sum;
        }
        @Differentiable
        static void step(double value, double[] x, @Inactive double[] out) {
          for (int i = 0; i < x.length; i++) out[i] = value * x[i];
        }
        @Differentiable
        static float[] scale(float a, float[] x) throws java.io.IOException {
          if (a == 0) throw new java.io.IOException("no scale");
          float[] y = x.clone();
          for (int i = 0; i < y.length; i++) y[i] *= a;
          return y;
        }
      }
      """;

  private static Class<?> strictly(String name, String text, String load) {
    Compilation compilation = Compilation.of(Map.of(name, text), "-Werror");
    assertEquals(List.of(), compilation.diagnostics());
    return compilation.load(load);
  }

  private static Class<?> pricing() {
    return strictly("demo.Pricing", PRICING, "demo.PricingDerivatives");
  }

  /** Calls the method with as many parameters as arguments are given. */
  private static Object call(Class<?> type, Object on, String name, Object... arguments)
      throws Throwable {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        method.setAccessible(true);
        try {
          return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    throw new AssertionError(name + " in " + Arrays.toString(type.getDeclaredMethods()));
  }

  private static Object get(Object record, String component) throws Throwable {
    return call(record.getClass(), record, component);
  }

  @Test
  void generatedSourceIsTheGoldenFile() throws IOException {
    Path golden = Path.of("src/test/resources/golden/PricingDerivatives.java.txt");
    String found = Compilation.of("demo.Pricing", PRICING).generated("demo.PricingDerivatives");
    String expected = Files.exists(golden) ? Files.readString(golden) : "";
    if (!expected.replace("\r", "").equals(found)) {
      Path actual = Path.of("target/golden/PricingDerivatives.java.txt");
      Files.createDirectories(actual.getParent());
      Files.writeString(actual, found);
      fail("compare " + golden.toAbsolutePath() + " with " + actual.toAbsolutePath());
    }
  }

  @Test
  void gradientRecordCarriesTheParametersNames() throws Throwable {
    double[] curve = {1, 2};
    Object g =
        call(
            pricing(),
            null,
            "priceGradient",
            2.0,
            3f,
            curve,
            new float[][] {{1}, {2, 3}},
            new double[1]);
    assertEquals(6 + 5 + 12.0, get(g, "value"));
    assertEquals(9.0, (double) get(g, "spot"), EXACT);
    assertEquals(2f, get(g, "vol"));
    assertArrayEquals(new double[] {2, 4}, (double[]) get(g, "curve"), EXACT);
    assertArrayEquals(new float[] {2, 2}, ((float[][]) get(g, "m"))[1], 1e-6f);
  }

  @Test
  void gradientOverloadFillsTheCallersArrays() throws Throwable {
    double[] curveAdjoint = {9, 9};
    double[][] rows = {{9}, {9, 9}};
    double[] scalars = new double[2];
    Object value =
        call(
            pricing(),
            null,
            "priceGradient",
            2.0,
            3f,
            new double[] {1, 2},
            new float[][] {{1}, {2, 3}},
            new double[1],
            curveAdjoint,
            rows,
            scalars);
    assertEquals(23.0, value);
    assertArrayEquals(new double[] {2, 4}, curveAdjoint, EXACT);
    assertArrayEquals(new double[] {2, 2}, rows[1], EXACT);
    assertArrayEquals(new double[] {9, 2}, scalars, EXACT);
  }

  @Test
  void buffersAreChecked() {
    Class<?> pricing = pricing();
    double[] scratch = new double[1];
    IllegalArgumentException thrown =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalArgumentException.class,
            () ->
                call(
                    pricing,
                    null,
                    "priceGradient",
                    2.0,
                    3f,
                    new double[1],
                    new float[0][],
                    scratch,
                    scratch,
                    new double[0][],
                    new double[2]));
    assertEquals(
        "the array passed as scratch or as its buffer is both an argument and a buffer: pass a"
            + " separate array",
        thrown.getMessage());
  }

  @Test
  void nullArrayIsNamed() {
    Class<?> pricing = pricing();
    IllegalArgumentException thrown =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalArgumentException.class,
            () ->
                call(pricing, null, "priceGradient", 2.0, 3f, new double[1], null, new double[1]));
    assertEquals(
        "argument m is null: pass an array, or mark the parameter @Inactive", thrown.getMessage());
  }

  @Test
  void jvpIsARecordOrAnArraysFirstElement() throws Throwable {
    Object[] arguments = {
      2.0,
      3f,
      new double[] {1, 2},
      new float[][] {{1}},
      new double[1],
      1.0,
      10.0,
      new double[] {1, 0},
      new double[][] {{1}}
    };
    Object jvp = call(pricing(), null, "priceJvp", arguments);
    assertEquals(6 + 5 + 2.0, get(jvp, "value"));
    assertEquals(3 + 20 + 2 + 1 + 2, (double) get(jvp, "tangent"), EXACT);
    double[] tangent = new double[1];
    Object[] more = Arrays.copyOf(arguments, 10);
    more[9] = tangent;
    assertEquals(13.0, call(pricing(), null, "priceJvp", more));
    assertEquals(28, tangent[0], EXACT);
  }

  @Test
  void pullbackGivesTheGradientRecord() throws Throwable {
    Object pullback =
        call(
            pricing(),
            null,
            "priceVjp",
            2.0,
            3f,
            new double[] {1, 2},
            new float[][] {{1}},
            new double[1]);
    try (AutoCloseable closing = (AutoCloseable) pullback) {
      assertEquals(13.0, get(pullback, "value"));
      Object g = call(pullback.getClass(), pullback, "apply", 10.0);
      assertEquals(40, (double) get(g, "spot"), EXACT);
      assertArrayEquals(new double[] {20, 40}, (double[]) get(g, "curve"), EXACT);
      double[] curve = new double[2];
      double[][] m = {{0}};
      double[] scalars = new double[2];
      call(pullback.getClass(), pullback, "apply", 1.0, curve, m, scalars);
      assertArrayEquals(new double[] {2, 4}, curve, EXACT);
      assertArrayEquals(new double[] {4, 2}, scalars, EXACT);
      assertEquals(40L, get(pullback, "tapeBytes"));
    }
  }

  @Test
  void voidMethodHasTangentsAndAdjointsOfItsArrays() throws Throwable {
    double[] outTangent = new double[2];
    call(
        pricing(),
        null,
        "stepJvp",
        5.0,
        new double[] {1, 2},
        new double[2],
        1.0,
        new double[] {1, 0},
        outTangent);
    assertArrayEquals(new double[] {6, 2}, outTangent, EXACT);
    Object pullback = call(pricing(), null, "stepVjp", 5.0, new double[] {1, 2}, new double[2]);
    Object a = call(pullback.getClass(), pullback, "apply", null, new double[] {1, 10});
    assertEquals(21, (double) get(a, "value_"), EXACT);
    assertArrayEquals(new double[] {5, 50}, (double[]) get(a, "x"), EXACT);
  }

  @Test
  void arrayResultHasTangentAndSeedOfItsShape() throws Throwable {
    Object jvp =
        call(pricing(), null, "scaleJvp", 3f, new float[] {1, 2}, 1.0, new double[] {0, 1});
    assertArrayEquals(new float[] {1, 5}, (float[]) get(jvp, "tangent"), 1e-3f);
    Object pullback = call(pricing(), null, "scaleVjp", 3f, new float[] {1, 2});
    Object a = call(pullback.getClass(), pullback, "apply", (Object) new double[] {1, 10});
    assertEquals(21f, (float) get(a, "a"), 1e-3f);
    assertArrayEquals(new float[] {3, 30}, (float[]) get(a, "x"), 1e-3f);
  }

  @Test
  void checkedExceptionIsDeclaredAndPasses() throws Throwable {
    Class<?> pricing = pricing();
    for (Method method : pricing.getDeclaredMethods()) {
      if (method.getName().startsWith("scale")) {
        assertEquals(List.of(IOException.class), List.of(method.getExceptionTypes()));
      }
    }
    IOException thrown =
        org.junit.jupiter.api.Assertions.assertThrows(
            IOException.class, () -> call(pricing, null, "scaleVjp", 0f, new float[1]));
    assertEquals("no scale", thrown.getMessage());
  }

  @Test
  void refusalReachesTheCallerAtEachCall() {
    Class<?> type =
        strictly(
            "Bad",
            """
            class Bad {
              @org.wengert.Differentiable static double refused(double x) { return x; }
            }
            """,
            "BadDerivatives");
    for (int i = 0; i < 2; i++) {
      var thrown =
          org.junit.jupiter.api.Assertions.assertThrows(
              org.wengert.NotDifferentiableException.class,
              () -> call(type, null, "refusedGradient", 1.0));
      assertEquals("Bad.refused: calls a native method", thrown.getMessage());
    }
  }

  @Test
  void oddSignaturesCompileWithoutWarning() {
    Class<?> type =
        strictly(
            "odd.Odd",
            """
            package odd;
            import java.util.*;
            import org.wengert.*;
            public interface Odd<Q> {
              @Differentiable
              static <T extends Comparable<T> & java.io.Serializable, X extends Exception> T generic(
                  T t, double[] x, List<? extends T> l, Map.Entry<String, T[]> e, List<?> w) throws X {
                return t;
              }
              @Differentiable static float variable(double... org) { return 0; }
              @SafeVarargs
              @Differentiable static <T> double boxes(double tape, T... xs) { return 0; }
              @Differentiable static <T> List<T> list(double[] Object, T xs) { return null; }
              @Differentiable static double names(
                  double value, double value_, double hashCode, double HANDLE, double xTangent,
                  double[] x, double seed, double scalars) { return 0; }
              @Differentiable static double deep(double[][][] cube, float[][] square) { return 0; }
              @Differentiable static int returnsInt(int n, double[] x) { return 0; }
              class In<Q> {
                @Differentiable public static double nested(Odd.In<String> in, double x) { return 0; }
              }
              record Point(double x, double y) {
                @Differentiable static double norm(double x, Point other) { return x; }
              }
              enum Kind { A; @Differentiable static double of(Kind kind, double x) { return x; } }
            }
            """,
            "odd.OddDerivatives");
    List<String> components =
        Arrays.stream(
                Arrays.stream(type.getDeclaredClasses())
                    .filter(c -> c.getSimpleName().equals("NamesGradient"))
                    .findFirst()
                    .orElseThrow()
                    .getRecordComponents())
            .map(c -> c.getName())
            .toList();
    assertEquals(
        List.of(
            "value",
            "value__",
            "value_",
            "hashCode_",
            "HANDLE",
            "xTangent",
            "x",
            "seed",
            "scalars"),
        components);
    Method variable =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> m.getName().equals("variableGradient") && m.getParameterCount() == 1)
            .findFirst()
            .orElseThrow();
    assertTrue(variable.isVarArgs());
    assertTrue(Modifier.isPublic(type.getModifiers()));
  }

  @Test
  void nestedClassesCompanionCarriesItsOutersName() {
    Compilation compilation =
        Compilation.of(
            "a.Outer",
            """
            package a;
            public class Outer {
              static class Inner {
                @org.wengert.Differentiable static double f(double x) { return x; }
              }
            }
            """);
    Class<?> companion = compilation.load("a.OuterInnerDerivatives");
    assertTrue(!Modifier.isPublic(companion.getModifiers()));
  }

  @Test
  void privateMethodIsHandled() throws Throwable {
    Class<?> type =
        strictly(
            "Own",
            """
            class Own {
              @org.wengert.Differentiable private static double f(double x) { return x * x; }
              static double use() { return f(1); }
            }
            """,
            "OwnDerivatives");
    assertEquals(6, (double) get(call(type, null, "fGradient", 3.0), "x"), EXACT);
  }

  @Test
  void overloadsWithNamesAreHandled() throws Throwable {
    Class<?> type =
        strictly(
            "Two",
            """
            class Two {
              @org.wengert.Differentiable static double f(double x) { return x * x; }
              @org.wengert.Differentiable(name = "scaled") static double f(double x, int n) {
                return n * x * x;
              }
            }
            """,
            "TwoDerivatives");
    assertEquals(6, (double) get(call(type, null, "fGradient", 3.0), "x"), EXACT);
    assertEquals(30, (double) get(call(type, null, "scaledGradient", 3.0, 5), "x"), EXACT);
  }

  @Test
  void formsThatDoNotFitAreLeftOutWithANote() {
    StringBuilder parameters = new StringBuilder("double p0");
    for (int i = 1; i < 100; i++) {
      parameters.append(", double p").append(i);
    }
    Compilation compilation =
        Compilation.of(
            "Wide",
            "class Wide {\n  @org.wengert.Differentiable static double f("
                + parameters
                + ") { return p0; }\n}\n");
    assertTrue(compilation.succeeded());
    assertEquals(2, compilation.diagnostics().size());
    assertTrue(compilation.diagnostics().get(1).contains(" has no fHvp: it needs 400 of 250 "));
    String note = compilation.diagnostics().get(0);
    assertTrue(note.startsWith("NOTE 2: the companion of f(double, double, "), note);
    assertTrue(
        note.contains(
            " has no fJvp: it needs 403 of 250 argument slots; call Derivatives.of("
                + "Wide.class, \"f(double, "),
        note);
    assertTrue(compilation.generated("WideDerivatives").contains("fGradient"));
  }

  @Test
  void outputIsDeterministic() {
    assertEquals(
        Compilation.of("demo.Pricing", PRICING).generated("demo.PricingDerivatives"),
        Compilation.of("demo.Pricing", PRICING).generated("demo.PricingDerivatives"));
  }

  @Test
  void instanceMethodTakesItsReceiverFirst() throws Throwable {
    Class<?> companion =
        strictly(
            "demo.Model",
            """
            package demo;
            public class Model {
              final double factor;
              public Model(double factor) { this.factor = factor; }
              @org.wengert.Differentiable
              public double loss(double[] w, double receiver, java.util.List<String> names) {
                return factor * w[0] * receiver;
              }
            }
            """,
            "demo.ModelDerivatives");
    Class<?> host = companion.getClassLoader().loadClass("demo.Model");
    Object model = host.getConstructor(double.class).newInstance(3.0);
    Object g =
        companion
            .getMethod("lossGradient", host, double[].class, double.class, java.util.List.class)
            .invoke(null, model, new double[] {2}, 5.0, java.util.List.of());
    assertEquals(30.0, g.getClass().getMethod("value").invoke(g));
    assertEquals(6.0, (double) g.getClass().getMethod("receiver").invoke(g), EXACT);
    assertEquals(15.0, ((double[]) g.getClass().getMethod("w").invoke(g))[0], EXACT);
  }
}
