package org.wengert.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wengert.Compilation;

/** Every compile error of the processor, word for word, at the annotation's line. */
class ProcessorRefusalsTest {

  /** In class {@code a.Host}; the annotation is on line 5. */
  private static void refused(String message, String method) {
    refusedAt(
        List.of("ERROR 5: " + message),
        Map.of(
            "a.Host",
            "package a;\nimport org.wengert.*;\npublic class Host {\n\n  " + method + "\n}\n"));
  }

  private static void refusedAt(List<String> messages, Map<String, String> sources) {
    Compilation compilation = Compilation.of(new TreeMap<>(sources));
    assertFalse(compilation.succeeded());
    assertEquals(messages, compilation.diagnostics());
  }

  @Test
  void instanceMethodOfAGenericClass() {
    refusedAt(
        List.of(
            "ERROR 2: f is an instance method of a generic class, whose type the companion cannot"
                + " name; use Derivatives.of(G.class, \"f\")"),
        Map.of(
            "G",
            "class G<T> {\n  @org.wengert.Differentiable double f(double x) { return x; }\n}\n"));
  }

  @Test
  void boxAsIndependent() {
    refused(
        "f takes the box b as an independent, for which companions have no form: make it double, mark"
            + " it @Inactive, or use Derivatives.of(class, \"f\")",
        "@Differentiable static double f(double x, Double b) { return x; }");
  }

  @Test
  void errorIsAtTheAnnotationNotAtTheMethod() {
    refused(
        "f is native: it has no bytecode to differentiate; write it in Java",
        "@Differentiable\n  native double\n  f(double x);");
  }

  @Test
  void nativeMethod() {
    refused(
        "f is native: it has no bytecode to differentiate; write it in Java",
        "@Differentiable static native double f(double x);");
  }

  @Test
  void abstractMethod() {
    refusedAt(
        List.of("ERROR 2: f is abstract: annotate a method with a body"),
        Map.of("I", "interface I {\n  @org.wengert.Differentiable double f(double x);\n}\n"));
  }

  @Test
  void inactiveMethod() {
    refused(
        "f is both @Differentiable and @Inactive: remove one of them",
        "@Differentiable @Inactive static double f(double x) { return x; }");
  }

  @Test
  void noFloatingPointParameter() {
    refused(
        "f has no floating-point parameter: independents are double, float, and arrays of these",
        "@Differentiable static double f(int n, String text) { return n; }");
  }

  @Test
  void everythingInactive() {
    refused(
        "f has only @Inactive floating-point parameters: remove @Inactive from those to differentiate"
            + " with respect to",
        "@Differentiable static double f(@Inactive double x, @Inactive float[] y) { return x; }");
  }

  @Test
  void nothingDepends() {
    refused(
        "f returns java.lang.String and takes no floating-point array: nothing in it can depend on its"
            + " parameters; return double, float or an array of these, or write into an array",
        "@Differentiable static String f(double x) { return null; }");
  }

  @Test
  void nameThatIsNoIdentifier() {
    refused(
        "name = \"two words\" is no Java identifier: the companion's names start with it",
        "@Differentiable(name = \"two words\") static double f(double x) { return x; }");
  }

  @Test
  void privateNestedClass() {
    refused(
        "class Inner is private: the companion, a class of the same package, must be able to name it;"
            + " make it package-private",
        "private static class Inner { @Differentiable static double f(double x) { return x; } }");
  }

  @Test
  void privateTypeInTheSignature() {
    refused(
        "f uses type a.Host.P, which the companion, a class of the same package, cannot name: make it"
            + " package-private or public, or rename it",
        "@Differentiable static double f(double x, java.util.List<P[]> p) { return x; }"
            + " private static class P {}");
  }

  @Test
  void typeOfTheUnnamedPackageThatTheCompanionsOwnHides() {
    refusedAt(
        List.of(
            "ERROR 2: f uses type Replay, which the companion, a class of the same package, cannot"
                + " name: make it package-private or public, or rename it"),
        Map.of(
            "Host",
            "class Host {\n  @org.wengert.Differentiable static double f(double x, Replay r) {"
                + " return x; }\n}\nclass Replay {}\n"));
  }

  @Test
  void overloads() {
    String message =
        ": the companions of f(double) and f(double, int) would have the same names: give each but"
            + " one a name, as in @Differentiable(name = \"f2\")";
    refusedAt(
        List.of("ERROR 2" + message, "ERROR 3" + message),
        Map.of(
            "Host",
            "class Host {\n"
                + "  @org.wengert.Differentiable static double f(double x) { return x; }\n"
                + "  @org.wengert.Differentiable static double f(double x, int n) { return x; }\n"
                + "}\n"));
  }

  @Test
  void namesThatDifferInCaseOnly() {
    String message =
        ": the companions of up(double) and Up(double) would have the same names: give each but one a"
            + " name, as in @Differentiable(name = \"";
    refusedAt(
        List.of("ERROR 2" + message + "up2\")", "ERROR 3" + message + "Up2\")"),
        Map.of(
            "Host",
            "class Host {\n"
                + "  @org.wengert.Differentiable static double up(double x) { return x; }\n"
                + "  @org.wengert.Differentiable static double Up(double x) { return x; }\n"
                + "}\n"));
  }

  @Test
  void companionsNameIsTaken() {
    Compilation compilation =
        Compilation.of(
            "a.Host",
            "package a;\nclass Host {\n  @org.wengert.Differentiable static double f(double x) {"
                + " return x; }\n}\nclass HostDerivatives {}\n");
    assertFalse(compilation.succeeded());
    assertEquals(
        List.of(
            "ERROR 3: the companion of a.Host would be class a.HostDerivatives, which exists already:"
                + " rename one of the classes"),
        compilation.diagnostics().stream().filter(d -> d.startsWith("ERROR")).toList());
  }

  @Test
  void twoClassesWouldHaveOneCompanion() {
    Compilation compilation =
        Compilation.of(
            Map.of(
                "Outer",
                "class Outer {\n  static class Inner {\n    @org.wengert.Differentiable static double"
                    + " f(double x) { return x; }\n  }\n}\nclass OuterInner {\n"
                    + "  @org.wengert.Differentiable static double f(double x) { return x; }\n}\n"));
    assertFalse(compilation.succeeded());
    assertEquals(
        List.of(
            "ERROR 7: the companion of OuterInner would be class OuterInnerDerivatives, which exists"
                + " already: rename one of the classes"),
        compilation.diagnostics().stream().filter(d -> d.startsWith("ERROR")).toList());
  }

  @Test
  void tooManyParameters() {
    String parameters =
        java.util.stream.IntStream.range(0, 126)
            .mapToObj(i -> "double p" + i)
            .collect(Collectors.joining(", "));
    String types =
        java.util.stream.IntStream.range(0, 126)
            .mapToObj(i -> "double")
            .collect(Collectors.joining(", "));
    refused(
        "f("
            + types
            + ") has too many parameters for a companion: it needs 254 of 250 argument slots;"
            + " remove @Differentiable; call Derivatives.of(Host.class, \"f("
            + types
            + ")\")",
        "@Differentiable static double f(" + parameters + ") { return p0; }");
  }
}
