package org.wengert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CheckReportTest {
  private static Derivative of(String method) {
    return Derivatives.of(Primals.class, method);
  }

  private static List<Object[]> at(Object... arguments) {
    return List.<Object[]>of(arguments);
  }

  @Test
  void agreeingGradientsPass() {
    CheckReport report =
        of("dot")
            .check(
                List.of(
                    new Object[] {new double[] {1, 2}, new double[] {3, 4}},
                    new Object[] {new double[] {-1, 0}, new double[] {5, 6}}),
                a -> new Object[] {a[1], a[0]});
    assertTrue(report.passed(), report::toString);
    assertEquals(8, report.components().size());
    assertTrue(report.worstHandDerivedError() < 1e-9);
    String text = report.toString();
    assertTrue(text.startsWith("Check of org.wengert.Primals.dot(double[], double[])\n"), text);
    assertEquals(1 + 1 + 4 + 1, text.lines().count(), text);
    assertTrue(
        text.contains("PASSED: 8 partials agree; worst relative errors: forward 0.0e+00"), text);
  }

  @Test
  void wrongHandDerivedGradientFailsWhereItIsWrong() {
    CheckReport report = of("product").check(at(2, 3), a -> new Object[] {a[1], -1.5});
    assertFalse(report.passed());
    List<CheckReport.Component> components = report.components();
    assertEquals("ok", components.get(0).verdict());
    assertEquals("hand-derived differs", components.get(1).verdict());
    assertEquals("y", components.get(1).name());
    assertEquals(-1.5, components.get(1).handDerived());
    assertTrue(
        report.toString().contains("FAILED: 1 of 2 partials do not agree"), report::toString);
  }

  @Test
  void worstPointOfAComponentIsPrinted() {
    CheckReport report =
        of("product")
            .check(
                List.of(new Object[] {1, 1}, new Object[] {2, 3}, new Object[] {5, 7}),
                a -> new Object[] {(double) a[1] == 3 ? 3.5 : a[1], a[0]});
    String line = report.toString().lines().filter(l -> l.startsWith("x ")).findFirst().get();
    assertTrue(line.contains("    1 ") && line.contains("3.5"), line);
  }

  @Test
  void sharedArraysAreMovedTogether() {
    double[] x = {1, 2};
    CheckReport report =
        of("dot").check(at(x, x), a -> new Object[] {new double[] {2, 4}, new double[] {2, 4}});
    assertTrue(report.passed(), report::toString);
  }

  @Test
  void methodsWithoutScalarResultAreCheckedThroughAWeightedSum() {
    assertTrue(of("scale").check(new Object[] {3.0, new double[] {1, 2}}).passed());
    assertTrue(of("outer").check(new Object[] {new float[] {1.5f, 2}}).passed());
    CheckReport step = of("step").check(new Object[] {3.0, new double[] {1, 2}, new double[2]});
    assertTrue(step.passed(), step::toString);
    assertEquals(
        List.of("h", "x[0]", "x[1]"),
        step.components().stream().map(CheckReport.Component::name).toList());
  }

  @Test
  void argumentsAreNotModified() {
    double[] x = {1, 2};
    of("step").check(new Object[] {3.0, x, new double[2]});
    assertEquals(1, x[0]);
  }

  @Test
  void manyComponentsAreSampledAndPrintedByParameter() {
    CheckReport report =
        new Checker(of("matrix"), null, 70)
            .check(List.<Object[]>of(new Object[] {new double[3][35]}));
    assertEquals(70, report.components().size());
    assertEquals("m[0][1]", report.components().get(1).name());
    assertEquals("m[0][3]", report.components().get(2).name());
    assertTrue(report.toString().contains("note: point 0: 70 of 105 components were compared"));
    assertEquals(5, report.toString().lines().count(), report::toString);
  }

  @Test
  void richardsonReachesNineDigits() {
    check(Math::exp, 1, Math.E);
    check(Math::sin, 0, 1);
    check(Math::log, 1e-3, 1e3);
    check(x -> x * x * x, -2, 12);
  }

  private static void check(DoubleUnaryOperator f, double x, double expected) {
    Richardson found = Richardson.of(x, false, false, f);
    assertEquals(expected, found.value(), 1e-9 * Math.abs(expected));
  }

  @Test
  void differencesOutsideTheDomainAreNoVerdict() {
    Richardson found = Richardson.of(1, false, false, x -> Double.NaN);
    assertTrue(Double.isNaN(found.value()));
    CheckReport.Component component =
        new CheckReport.Component("x", "x", 0, 2, 2, Double.NaN, 1, null, 2, false);
    assertEquals("ok", component.verdict());
  }

  @Test
  void nanAgainstANumberIsADifference() {
    assertEquals(
        "forward and reverse differ",
        new CheckReport.Component("x", "x", 0, Double.NaN, 2, 2, 0, null, 2, false).verdict());
    assertEquals(
        "differences differ",
        new CheckReport.Component("x", "x", 0, Double.NaN, Double.NaN, 2, 0, null, 2, false)
            .verdict());
    assertEquals(
        "forward and reverse differ",
        new CheckReport.Component("x", "x", 0, 1, 1 + 1e-9, 1, 0, null, 1, false).verdict());
    assertEquals(
        "differences differ",
        new CheckReport.Component("x", "x", 0, 1, 1, 1.1, 1e-6, null, 1, false).verdict());
  }
}
