package org.wengert.compiler.rules;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The gradient of an expression of one rule with respect to the rule's operands, by a reverse sweep
 * at one point. Both arms of a select are swept, the one not taken with a zero adjoint: the
 * harshest thing a transform may do to a formula.
 */
final class ExprAdjoint {

  private final Rule rule;
  private final double[] operands;
  private final double result;
  private final ExprEvaluator values;
  private final IdentityHashMap<Expr, Double> adjoints = new IdentityHashMap<>();
  private final List<Expr> order = new ArrayList<>();
  private final double[] gradient;

  private ExprAdjoint(Rule rule, double[] operands, double result) {
    this.rule = rule;
    this.operands = operands;
    this.result = result;
    this.values = new ExprEvaluator(operands, result);
    this.gradient = new double[operands.length];
  }

  static double[] gradient(Expr expr, Rule rule, double[] operands, double result) {
    ExprAdjoint sweep = new ExprAdjoint(rule, operands, result);
    sweep.run(expr);
    return sweep.gradient;
  }

  private void run(Expr expr) {
    visit(expr);
    adjoints.put(expr, 1.0);
    for (int i = order.size() - 1; i >= 0; i--) {
      Expr node = order.get(i);
      transpose(node, adjoints.getOrDefault(node, 0.0));
    }
  }

  /** Lists what {@code expr} computes, arguments before uses. */
  private void visit(Expr expr) {
    if (adjoints.containsKey(expr)) {
      return;
    }
    adjoints.put(expr, 0.0);
    if (expr instanceof Expr.Select select) {
      visit(select.ifTrue());
      visit(select.ifFalse());
    } else if (expr instanceof Expr.Apply apply) {
      apply.args().forEach(this::visit);
    }
    order.add(expr);
  }

  private void transpose(Expr node, double adjoint) {
    if (node instanceof Expr.Operand operand) {
      gradient[operand.index()] += adjoint;
    } else if (node instanceof Expr.Result) {
      for (int i = 0; i < operands.length; i++) {
        gradient[i] += product(adjoint, rule.partial(i), operands, result);
      }
    } else if (node instanceof Expr.Select select) {
      boolean taken = values.holds(select.cond());
      add(select.ifTrue(), taken ? adjoint : 0);
      add(select.ifFalse(), taken ? 0 : adjoint);
    } else if (node instanceof Expr.Apply apply) {
      transposeApply(apply, adjoint);
    }
  }

  private void transposeApply(Expr.Apply apply, double adjoint) {
    double[] args = apply.args().stream().mapToDouble(values::value).toArray();
    if (apply.fn() == Fn.SMUL) {
      add(apply.args().get(0), ExprEvaluator.smul(adjoint, args[1]));
      add(apply.args().get(1), ExprEvaluator.smul(args[0], adjoint));
      return;
    }
    Rule inner = RuleTable.forFn(apply.fn());
    for (int i = 0; i < args.length; i++) {
      add(apply.args().get(i), product(adjoint, inner.partial(i), args, values.value(apply)));
    }
  }

  private void add(Expr node, double adjoint) {
    adjoints.merge(node, adjoint, Double::sum);
  }

  private static double product(double adjoint, Partial partial, double[] operands, double result) {
    double value = ExprEvaluator.value(partial, operands, result);
    boolean plain = partial instanceof Partial.General general && !general.strongZero();
    return plain ? adjoint * value : ExprEvaluator.smul(adjoint, value);
  }
}
