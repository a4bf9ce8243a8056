package org.wengert.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wengert.Compilation;

/** Rules: what is wrong with them is a compile error; where they are is listed. */
class DerivativeOfProcessorTest {
  private static final String TARGETS =
      """
      package a;
      abstract class Host {
        static native double f(double x);
        static native double f(double x, double y);
        static native float g(float x, int n, float[][] rows, double z);
        native double own(double x);
        static native void fill(double[] a);
        static native double object(Object o, double x);
        static native java.util.List<Double> list(double x);
        static native int integer(String x);
        static native int count(double x);
        abstract double nothing(double x);
      }
      """;

  private static Compilation compile(String rules) {
    String source =
        "package b;\nimport org.wengert.*;\nimport org.wengert.DerivativeOf.Mode;\n"
            + "class Rules {\n"
            + rules
            + "\n}\n";
    return Compilation.of(
        new TreeMap<>(
            Map.of(
                "a.Host",
                TARGETS
                    .replace("abstract class", "public abstract class")
                    .replace("static native", "public static native"),
                "b.Rules",
                source)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method = \"f\", mode = {Mode.FORWARD, Mode.REVERSE}|static double r(double x, double y,"
            + " double t) { return t; }",
        "method = \"f\", mode = Mode.REVERSE|static void r(double x, double y, double z, double s,"
            + " double[] t) {}",
        "method = \"f\", mode = Mode.REVERSE|static double r(double x, @Inactive double y, double z,"
            + " double s) { return s; }",
        "method = \"g\", mode = Mode.FORWARD|static double r(float x, int n, float[][] rows, double"
            + " z, float y, double xt, double[][] rt, double zt) { return xt; }",
        "method = \"g\", mode = Mode.REVERSE|static void r(float x, int n, float[][] rows, double z,"
            + " float y, double s, double[][] ra, double[] more) {}",
        "method = \"own\", mode = Mode.FORWARD|private static double r(@Inactive Object self, double"
            + " x, double y, double t) { return t; }",
        "method = \"own\", mode = Mode.FORWARD|private static double r(@Inactive a.Host self, double"
            + " x, double y, double t) { return t; }",
        "method = \"fill\", mode = {Mode.FORWARD, Mode.REVERSE}|static void r(double[] a, double[]"
            + " t) {}",
      })
  void rulesThatFitAreListed(String annotation, String rule) throws IOException {
    Compilation compilation =
        compile("@DerivativeOf(type = a.Host.class, " + annotation + ") " + rule);
    assertTrue(compilation.succeeded(), () -> compilation.diagnostics().toString());
    assertEquals(
        "b.Rules\n", Files.readString(compilation.classes().resolve("META-INF/wengert/rules")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type = a.Host.class, method = \"f\", mode = Mode.FORWARD|double r(double x, double y, double"
            + " t) { return 0; }|r is not static: a rule is called without an object",
        "type = a.Host.class, method = \"f\", mode = {}|static double r(double x, double y, double"
            + " t) { return 0; }|mode = {} is no mode: name FORWARD, REVERSE or both",
        "method = \"f\", mode = Mode.FORWARD|static double r(double x) { return 0; }|name the class"
            + " that declares f: by type, or else by typeName if it cannot be named here",
        "type = a.Host.class, typeName = \"a.Host\", method = \"f\", mode = Mode.FORWARD|static"
            + " double r(double x) { return 0; }|name the class that declares f: by type, or else by"
            + " typeName if it cannot be named here",
        "typeName = \"a.Host\", method = \"h\", mode = Mode.FORWARD|static double r(double x) {"
            + " return 0; }|a.Host declares no method h",
        "type = a.Host.class, method = \"nothing\", mode = Mode.FORWARD|static double r(Object o,"
            + " double x, double y, double t) { return 0; }|a.Host.nothing is abstract: name the"
            + " method that implements it",
        "type = a.Host.class, method = \"list\", mode = Mode.FORWARD|static void r(double x,"
            + " java.util.List<Double> y, double t) {}|a.Host.list returns"
            + " java.util.List, of which a rule cannot give the derivative: only of numbers and"
            + " arrays of numbers",
        "type = a.Host.class, method = \"object\", mode = Mode.FORWARD|static double r(Object o,"
            + " double x, double y, double t) { return 0; }|parameter o of a.Host.object,"
            + " java.lang.Object, can lead to numbers: mark it @Inactive in the rule, which makes"
            + " them constant",
        "type = a.Host.class, method = \"integer\", mode = Mode.FORWARD|static void r(String x, int"
            + " y) {}|a.Host.integer has no parameter that is a number, or an array of numbers, to"
            + " derive by",
        "type = a.Host.class, method = \"count\", mode = Mode.FORWARD|static void r(double x, int y,"
            + " double t) {}|a.Host.count returns no number, and takes no array of numbers that it"
            + " could write into",
        "type = a.Host.class, method = \"g\", mode = Mode.FORWARD|static double r(float x, int n,"
            + " float[][] rows, double z) { return 0; }|r is no rule for a.Host.g: for forward mode"
            + " it must be static double r(float x, int n, float[][] rows, double z, float result,"
            + " double xTangent, double[][] rowsTangent, double zTangent)",
        "type = a.Host.class, method = \"g\", mode = Mode.REVERSE|static double r(float x, int n,"
            + " float[][] rows, double z) { return 0; }|r is no rule for a.Host.g: for reverse mode"
            + " it must be static void r(float x, int n, float[][] rows, double z, float result,"
            + " double resultAdjoint, double[][] rowsAdjoint, double[] adjointsOfNumbers)",
        "type = a.Host.class, method = \"f\", mode = Mode.REVERSE|static double r(double x) { return"
            + " 0; }|r is no rule for a.Host.f: for reverse mode it must be static double r(double x,"
            + " double result, double resultAdjoint)",
        "type = a.Host.class, method = \"f\", mode = Mode.REVERSE|static double r(double x, double y,"
            + " double z, int i) { return 0; }|r is no rule for a.Host.f: for reverse mode it must"
            + " be static void r(double x, double y, double result, double resultAdjoint, double[]"
            + " adjointsOfNumbers)",
      })
  void rulesThatDoNotFitAreRefused(String annotation, String rule, String message) {
    Compilation compilation = compile("@DerivativeOf(" + annotation + ") " + rule);
    assertFalse(compilation.succeeded());
    assertEquals(List.of("ERROR 5: " + message), compilation.diagnostics());
  }

  @Test
  void classThatIsNotThereIsReported() {
    Compilation compilation =
        compile(
            "@DerivativeOf(typeName = \"a.Nowhere\", method = \"f\", mode = Mode.FORWARD)"
                + " static double r(double x) { return x; }");
    assertTrue(compilation.succeeded());
    assertEquals(
        List.of("WARNING 5: there is no class a.Nowhere here: the rule is not checked"),
        compilation.diagnostics());
  }

  @Test
  void rulesOfOneMethodMustGoTogether() {
    String annotation = "@DerivativeOf(type = a.Host.class, method = \"f\", mode = Mode.";
    String one =
        annotation + "FORWARD) static double a(double x, double y, double t) { return t; }\n";
    assertEquals(
        List.of("ERROR 6: there is another rule for a.Host.f(double) in mode FORWARD"),
        compile(one + one.replace(" a(", " b(")).diagnostics());
    String two =
        annotation
            + "FORWARD) static double a(double x, @Inactive double y, double z, double t) { return"
            + " t; }\n"
            + annotation
            + "REVERSE) static double b(@Inactive double x, double y, double z, double t) { return"
            + " t; }\n";
    assertEquals(
        List.of(
            "ERROR 6: the rules for a.Host.f(double,double) mark different parameters @Inactive"),
        compile(two).diagnostics());
  }
}
