package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Logged;
import org.wengert.testing.Sources;

/** Rules of users that the annotation processor has not seen: what is wrong with them is told. */
class CustomRulesTest {
  static {
    new DirectEngine();
  }

  private static final String SOURCE =
      """
      import org.wengert.DerivativeOf;
      import org.wengert.DerivativeOf.Mode;
      import org.wengert.Inactive;

      abstract class Host {
        static native double f(double x);
        static native double g(double x, int n, float[][] a);
        static native double object(Object o, double x);
        static native java.util.List<Double> list(double x);
        static native int count(double x);
        abstract double nothing(double x);

        static double calls(double x, float[][] a) {
          return METHOD; //!
        }

        static double other(double x) {
          return 2 * x;
        }
      }

      class Rules {
        RULES
      }
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f(x)|method = \"f\", mode = Mode.FORWARD|double r(double x, double y, double t)|it is not"
            + " static",
        "f(x)|method = \"f\", mode = {}|static double r(double x, double y, double t)|it names no"
            + " mode",
        "f(x)|method = \"f\", mode = Mode.FORWARD|static double r(double x, double t)|for forward"
            + " mode it must be static double r(double, double result, double tangent1)",
        "f(x)|method = \"f\", mode = Mode.REVERSE|static float r(double x, double y, double t)|for"
            + " reverse mode it must be static double r(double, double result, double"
            + " resultAdjoint)",
        "f(x)|method = \"f\", mode = Mode.REVERSE|static double r(@Inactive double x, double y,"
            + " double t)|no parameter of it is a number, or an array of numbers, to derive by",
        "g(x, 1, a)|method = \"g\", mode = Mode.FORWARD|static double r(double x)|for forward mode"
            + " it must be static double r(double, int, float[][], double result, double tangent1,"
            + " double[][] tangent3)",
        "g(x, 1, a)|method = \"g\", mode = Mode.REVERSE|static double r(double x)|for reverse mode"
            + " it must be static double r(double, int, float[][], double result, double"
            + " resultAdjoint, double[][] adjoint3)",
        "count(x)|method = \"count\", mode = Mode.FORWARD|static void r(double x, int y, double t)|it"
            + " returns no number, and takes no array of numbers that it could write into",
        "object(a, x)|method = \"object\", mode = Mode.FORWARD|static double r(Object o, double x,"
            + " double y, double t)|parameter 1, java.lang.Object, can lead to numbers: mark it"
            + " @Inactive, which makes them constant",
        "list(x).get(0)|method = \"list\", mode = Mode.FORWARD|static void r(double x,"
            + " java.util.List<Double> y, double t)|it returns java.util.List, of which a rule"
            + " cannot give the derivative: only of numbers and arrays of numbers",
      })
  void wrongRuleIsRefusedWhereItsMethodIsCalled(
      String call, String annotation, String rule, String problem) throws Exception {
    String method = call.substring(0, call.indexOf('('));
    String rules = rule("type = Host.class, " + annotation, rule);
    assertEquals(
        refused("Rules.r for Host." + method + ": " + problem),
        refusal(loader(call, rules), "calls"));
  }

  @Test
  void twoRulesForOneModeAreRefused() throws Exception {
    String first = "method = \"f\", mode = Mode.FORWARD";
    String rules =
        rule("type = Host.class, " + first, "static double a(double x, double y, double t)")
            + rule("type = Host.class, " + first, "static double b(double x, double y, double t)");
    assertEquals(
        refused("there are two for forward mode, Rules.a and Rules.b"),
        refusal(loader("f(x)", rules), "calls"));
  }

  @Test
  void rulesThatMarkDifferentParametersAreRefused() throws Exception {
    String rules =
        rule(
                "typeName = \"Host\", method = \"g\", mode = Mode.FORWARD",
                "static double a(@Inactive double x, int n, float[][] a, double y, double[][] t)")
            + rule(
                "typeName = \"Host\", method = \"g\", mode = Mode.REVERSE",
                "static double b(double x, int n, float[][] a, double y, double s, double[][] t)");
    assertEquals(
        refused("Rules.a and Rules.b mark different parameters @Inactive"),
        refusal(loader("g(x, 1, a)", rules), "calls"));
  }

  @Test
  void ruleForNoMethodIsReported() throws Exception {
    URLClassLoader loader =
        loader(
            "x",
            rule(
                    "type = Host.class, method = \"missing\", mode = Mode.FORWARD",
                    "static double a(double x, double y, double t)")
                + rule(
                    "typeName = \"Missing\", method = \"f\", mode = Mode.FORWARD",
                    "static double b(double x, double y, double t)")
                + rule(
                    "type = Host.class, method = \"nothing\", mode = Mode.FORWARD",
                    "static double d(Host h, double x, double y, double t)")
                + rule(
                    "type = Math.class, method = \"exp\", mode = Mode.FORWARD",
                    "static double c(double x, double y, double t)")
                + rule(
                        "type = java.util.Arrays.class, method = \"copyOf\", mode = Mode.FORWARD",
                        "static double[] e(double[] x, int n, double[] y, double[] t)")
                    .replace("return 0", "return t"));
    assertEquals(
        List.of(
            "the rule Rules.a is for Host.missing, which is no method with a body, or native, there:"
                + " it is ignored",
            "the rule Rules.d is for Host.nothing, which is no method with a body, or native, there:"
                + " it is ignored",
            "the rule Rules.c is ignored: the compiler has one for java.lang.Math.exp",
            "the rule Rules.e is ignored: the compiler has one for java.util.Arrays.copyOf"),
        Logged.during(
            () -> Bridge.entry(loader.loadClass("Host"), "other", "(D)D", "gradient", "A")));
  }

  @Test
  void classesThatTheOptionNamesNeedNoIndex() throws Exception {
    String rules =
        rule(
            "type = Host.class, method = \"other\", mode = Mode.FORWARD",
            "static double wrong(double x)");
    Path classes = compile("x", rules);
    Class<?> host = loader(classes).loadClass("Host");
    List<String> warnings =
        Logged.during(
            () -> {
              Compiler compiler =
                  new Compiler(
                      DirectEngine.lookups(),
                      Compiler.Observer.NONE,
                      new Settings(List.of(), List.of("Rules", "Missing")));
              Refusal refusal =
                  assertThrows(
                      Refusal.class, () -> compiler.entry(host, "other", "(D)D", "jvp", "A"));
              assertEquals("WRONG_RULE", refusal.reason());
            });
    assertEquals(List.of("the agent option rules names Missing, which cannot be found"), warnings);
  }

  private static String rule(String annotation, String method) {
    return "@DerivativeOf("
        + annotation
        + ") "
        + method
        + (method.contains("void ") ? " {}\n" : " { return 0; }\n");
  }

  private Path compile(String call, String rules) {
    String source = SOURCE.replace("METHOD", call).replace("RULES", rules);
    return new Sources().add("Host.java", source).option("-proc:none").compile(directory);
  }

  /** As if the processor had accepted the rules. */
  private URLClassLoader loader(String call, String rules) throws Exception {
    Path classes = compile(call, rules);
    Path index = classes.resolve("META-INF/wengert/rules");
    Files.createDirectories(index.getParent());
    Files.writeString(index, "Rules\nNoLongerThere\n");
    return loader(classes);
  }

  private static URLClassLoader loader(Path classes) throws Exception {
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, CustomRulesTest.class.getClassLoader());
  }

  private static String refusal(ClassLoader loader, String method) throws Exception {
    Class<?> host = loader.loadClass("Host");
    Refusal refusal =
        assertThrows(Refusal.class, () -> Bridge.entry(host, method, "(D[[F)D", "gradient", "AA"));
    assertEquals("WRONG_RULE", refusal.reason());
    return refusal.getMessage();
  }

  private static String refused(String problem) {
    int line = (int) SOURCE.substring(0, SOURCE.indexOf("//!")).lines().count();
    return "Host.calls(D[[F)D (Host.java:"
        + line
        + ") is not differentiable: the rule for the derivative of a method that is called cannot be"
        + " used: "
        + problem
        + "; remedy: correct the method that is annotated @DerivativeOf";
  }
}
