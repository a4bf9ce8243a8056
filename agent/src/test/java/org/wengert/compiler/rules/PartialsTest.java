package org.wengert.compiler.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formulas of the table against difference quotients at random points. */
class PartialsTest {

  private static final int POINTS = 200;

  static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>(Sample.ALL);
    if (Runtime.version().feature() >= 21) {
      samples.add(Sample.CLAMP);
    }
    return samples;
  }

  static Rule rule(String rowName) {
    int parenthesis = rowName.indexOf('(');
    return parenthesis < 0
        ? RuleTable.forOpcode(rowName)
        : RuleTable.forMethod(
            "java/lang/Math", rowName.substring(0, parenthesis), rowName.substring(parenthesis));
  }

  private static double step(double operand) {
    return 0.02 * Math.max(0.3, Math.abs(operand));
  }

  private static boolean isIntegerOperand(Sample sample, int index) {
    return sample.name().equals("scalb(DI)D") && index == 1;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void partialEqualsDifferences(Sample sample) {
    Rule rule = rule(sample.name());
    Primal primal = Primal.of(sample.name());
    Random random = new Random(1);
    for (int n = 0; n < POINTS; n++) {
      double[] point = sample.point(random);
      double result = primal.at(point);
      for (int i = 0; i < point.length; i++) {
        if (!isIntegerOperand(sample, i)) {
          double partial = ExprEvaluator.value(rule.partial(i), point, result);
          double h = step(point[i]);
          double expected = Differences.derivative(primal, point, i, h);
          double tolerance = 1e-8 * Math.abs(partial) + 1e-14 * Math.abs(result) / h;
          assertEquals(expected, partial, tolerance, () -> at(sample, point));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void partialOfPartialEqualsDifferencesInBothModes(Sample sample) {
    Rule rule = rule(sample.name());
    Primal primal = Primal.of(sample.name());
    Random random = new Random(2);
    for (int n = 0; n < POINTS; n++) {
      double[] point = sample.point(random);
      double result = primal.at(point);
      for (int i = 0; i < point.length; i++) {
        Expr partial = ExprTangent.expr(rule.partial(i));
        Primal partialAt = x -> new ExprEvaluator(x, primal.at(x)).value(partial);
        double size = Math.abs(partialAt.at(point));
        double[] gradient = ExprAdjoint.gradient(partial, rule, point, result);
        for (int j = 0; j < point.length; j++) {
          if (!isIntegerOperand(sample, j)) {
            Expr tangent = new ExprTangent(rule, j).of(partial);
            double forward = new ExprEvaluator(point, result).value(tangent);
            double h = step(point[j]);
            double expected = Differences.derivative(partialAt, point, j, h);
            double tolerance = 1e-8 * Math.abs(forward) + 1e-13 * size / h;
            assertEquals(expected, forward, tolerance, () -> at(sample, point));
            assertEquals(forward, gradient[j], 1e-13 * (Math.abs(forward) + size / h));
          }
        }
      }
    }
  }

  private static String at(Sample sample, double[] point) {
    return sample.name() + java.util.Arrays.toString(point);
  }

  @Test
  void everyPartialThatIsAFormulaIsSampled() {
    Set<List<Partial>> sampled = new HashSet<>();
    for (Sample sample : Sample.ALL) {
      sampled.add(rule(sample.name()).partials());
    }
    sampled.add(rule(Sample.CLAMP.name()).partials());
    // Division of floats has formulas of its own, compared with those of doubles below.
    sampled.add(rule("FDIV").partials());
    for (String name : RuleTable.rowNames()) {
      Rule rule = rule(name);
      boolean trivial = rule.partials().stream().allMatch(Partial.Trivial.class::isInstance);
      // What the JDK lacks has its library's values, in CommonsMathTest and HipparchusTest.
      boolean elsewhere = name.startsWith("FastMath.") || name.startsWith("Values.");
      // Those of objects that stand for numbers are compared with differences in NumbersTest.
      boolean ofObjects = NumberClasses.isRow(name);
      assertTrue(trivial || elsewhere || ofObjects || sampled.contains(rule.partials()), name);
    }
  }

  @Test
  void floatDivisionHasPartialsInDoublePrecision() {
    Random random = new Random(3);
    for (int n = 0; n < POINTS; n++) {
      float x = random.nextFloat() * 100 - 50;
      float y = random.nextFloat() * 10 + 0.1f;
      double[] operands = {x, y};
      double expected = ExprEvaluator.value(rule("DDIV").partial(1), operands, (double) x / y);
      double actual = ExprEvaluator.value(rule("FDIV").partial(1), operands, x / y);
      assertEquals(expected, actual, 4e-16 * Math.abs(expected));
      assertEquals(1.0 / y, ExprEvaluator.value(rule("FDIV").partial(0), operands, x / y));
    }
  }

  @Test
  void floatMethodsShareTheFormulasOfTheDoubleOnes() {
    for (String name : List.of("abs(_)_", "max(__)_", "min(__)_", "copySign(__)_", "fma(___)_")) {
      assertEquals(
          rule(name.replace('_', 'D')).partials(), rule(name.replace('_', 'F')).partials(), name);
    }
  }
}
