package org.wengert.compiler.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Partials are differentiated again: by the table's own rules, at the points where it is hard. */
class HigherOrderTest {

  private static final double INF = Double.POSITIVE_INFINITY;

  /**
   * The derivative with respect to the operands numbered by {@code indices}, in this order: all by
   * the symbolic tangent, and the last by the reverse sweep too.
   */
  private static double derivative(String rowName, double[] point, int... indices) {
    Rule rule = PartialsTest.rule(rowName);
    double result = Primal.of(rowName).at(point);
    Expr expr = ExprTangent.expr(rule.partial(indices[0]));
    for (int i = 1; i < indices.length - 1; i++) {
      expr = new ExprTangent(rule, indices[i]).of(expr);
    }
    int last = indices[indices.length - 1];
    Expr tangent = new ExprTangent(rule, last).of(expr);
    double forward = new ExprEvaluator(point, result).value(tangent) + 0.0;
    double reverse = ExprAdjoint.gradient(expr, rule, point, result)[last] + 0.0;
    assertEquals(forward, reverse, 1e-13 * Math.abs(forward), rowName + ": modes differ");
    return forward;
  }

  private static double[] at(double... point) {
    return point;
  }

  @Test
  void powersOfZeroHaveTheirExactHigherDerivatives() {
    String pow = "pow(DD)D";
    assertEquals(0, derivative(pow, at(0, 0), 0, 0));
    assertEquals(0, derivative(pow, at(0, 1), 0, 0));
    assertEquals(2, derivative(pow, at(0, 2), 0, 0));
    assertEquals(0, derivative(pow, at(0, 2), 0, 0, 0));
    assertEquals(0, derivative(pow, at(0, 3), 0, 0));
    assertEquals(6, derivative(pow, at(0, 3), 0, 0, 0));
    assertEquals(0, derivative(pow, at(0, 3), 0, 0, 0, 0));
    assertEquals(0, derivative(pow, at(0, 3), 0, 0, 0, 0, 0));
    assertEquals(2, derivative(pow, at(-0.0, 2), 0, 0));
    assertEquals(INF, derivative(pow, at(0, 1.5), 0, 0));
  }

  @Test
  void negativeBasesHaveTheirExactHigherDerivatives() {
    String pow = "pow(DD)D";
    assertEquals(0, derivative(pow, at(-2, 1), 0, 0));
    assertEquals(2, derivative(pow, at(-2, 2), 0, 0));
    assertEquals(-12, derivative(pow, at(-2, 3), 0, 0));
    assertEquals(0, derivative(pow, at(-2, 3), 0, 0, 0, 0));
    assertEquals(0, derivative(pow, at(-2, 3), 1, 1));
    assertEquals(0, derivative(pow, at(-10, 400), 1, 0), "where the value overflows");
  }

  @Test
  void mixedDerivativeOfPowIsSymmetricAtExponentZero() {
    assertEquals(0.25, derivative("pow(DD)D", at(4, 0), 0, 1));
    assertEquals(0.25, derivative("pow(DD)D", at(4, 0), 1, 0));
  }

  @Test
  void mixedDerivativeOfPowIsItsLimitAtBaseZero() {
    assertEquals(0, derivative("pow(DD)D", at(0, 3), 0, 1));
    assertEquals(0, derivative("pow(DD)D", at(0, 3), 1, 0));
    assertEquals(0, derivative("pow(DD)D", at(0, 3), 1, 1));
    assertEquals(-INF, derivative("pow(DD)D", at(0, 1), 0, 1));
    assertEquals(-INF, derivative("pow(DD)D", at(0, 1), 1, 0));
  }

  @Test
  void kinksHaveNoCurvature() {
    for (int i = 0; i < 2; i++) {
      assertEquals(0, derivative("max(DD)D", at(3, 3), 0, i));
      assertEquals(0, derivative("min(DD)D", at(3, 4), 1, i));
      assertEquals(0, derivative("copySign(DD)D", at(0, -1), 0, i));
      assertEquals(0, derivative("DREM", at(7, 2), 1, i));
      assertEquals(0, derivative("IEEEremainder(DD)D", at(7, 2), 1, i));
    }
    assertEquals(0, derivative("abs(D)D", at(0), 0, 0));
  }

  @Test
  void zeroVectorsHaveNoCurvature() {
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        assertEquals(0, derivative("hypot(DD)D", at(0, 0), i, j));
        assertEquals(0, derivative("atan2(DD)D", at(0, 0), i, j));
      }
    }
  }

  @Test
  void curvatureOfPolarCoordinatesIsRight() {
    assertEquals(-0.0384, derivative("atan2(DD)D", at(3, 4), 0, 0), 1e-16);
    assertEquals(-0.0112, derivative("atan2(DD)D", at(3, 4), 0, 1), 1e-16);
    assertEquals(-0.0112, derivative("atan2(DD)D", at(3, 4), 1, 0), 1e-16);
    assertEquals(0.0384, derivative("atan2(DD)D", at(3, 4), 1, 1), 1e-16);
    assertEquals(0.128, derivative("hypot(DD)D", at(3, 4), 0, 0), 1e-16);
    assertEquals(-0.096, derivative("hypot(DD)D", at(3, 4), 0, 1), 1e-16);
  }

  @Test
  void curvatureOfRootsAndLogarithmsIsInfiniteAtZero() {
    assertEquals(-INF, derivative("sqrt(D)D", at(0), 0, 0));
    assertEquals(-INF, derivative("log(D)D", at(0), 0, 0));
  }

  @Test
  void everyFunctionOfFormulasHasARule() {
    for (Fn fn : EnumSet.complementOf(EnumSet.of(Fn.SMUL))) {
      Rule rule = RuleTable.forFn(fn);
      assertEquals(fn.arity(), rule.arity(), fn.name());
      String key = fn.opcode();
      if (fn.isMethod()) {
        key = fn.owner() + "." + fn.methodName() + fn.descriptor();
      }
      assertEquals(key, rule.key());
    }
    assertSame(null, RuleTable.forFn(Fn.SMUL));
  }

  @Test
  void everyFunctionIsUsedInAFormula() {
    Set<Fn> used = EnumSet.noneOf(Fn.class);
    for (String name : RuleTable.rowNames()) {
      for (Partial partial : PartialsTest.rule(name).partials()) {
        if (partial instanceof Partial.General general) {
          collect(general.expr(), used);
        }
      }
    }
    assertTrue(used.containsAll(EnumSet.allOf(Fn.class)), used.toString());
  }

  private static void collect(Expr expr, Set<Fn> used) {
    if (expr instanceof Expr.Apply apply) {
      used.add(apply.fn());
      apply.args().forEach(arg -> collect(arg, used));
    } else if (expr instanceof Expr.Select select) {
      collect(select.cond(), used);
      collect(select.ifTrue(), used);
      collect(select.ifFalse(), used);
    }
  }

  private static void collect(Cond cond, Set<Fn> used) {
    if (cond instanceof Cond.Compare compare) {
      collect(compare.a(), used);
      collect(compare.b(), used);
    } else if (cond instanceof Cond.And and) {
      collect(and.a(), used);
      collect(and.b(), used);
    }
  }
}
