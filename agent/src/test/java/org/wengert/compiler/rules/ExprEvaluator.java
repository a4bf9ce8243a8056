package org.wengert.compiler.rules;

import java.util.IdentityHashMap;

/** Computes expressions at one point: given operands and result of the operation. */
final class ExprEvaluator {

  private final double[] operands;
  private final double result;
  private final IdentityHashMap<Expr, Double> known = new IdentityHashMap<>();

  ExprEvaluator(double[] operands, double result) {
    this.operands = operands.clone();
    this.result = result;
  }

  static double value(Partial partial, double[] operands, double result) {
    return partial instanceof Partial.General general
        ? new ExprEvaluator(operands, result).value(general.expr())
        : partial == Partial.ZERO ? 0 : partial == Partial.ONE ? 1 : -1;
  }

  double value(Expr expr) {
    Double value = known.get(expr);
    if (value == null) {
      value = compute(expr);
      known.put(expr, value);
    }
    return value;
  }

  boolean holds(Cond cond) {
    if (cond instanceof Cond.Compare compare) {
      return compare.op().test(value(compare.a()), value(compare.b()));
    } else if (cond instanceof Cond.And and) {
      return holds(and.a()) && holds(and.b());
    } else if (cond instanceof Cond.Or or) {
      return holds(or.a()) || holds(or.b());
    }
    return !holds(((Cond.Not) cond).a());
  }

  private double compute(Expr expr) {
    if (expr instanceof Expr.Operand operand) {
      return operands[operand.index()];
    } else if (expr instanceof Expr.Constant constant) {
      return constant.value();
    } else if (expr instanceof Expr.Result) {
      return result;
    } else if (expr instanceof Expr.Select select) {
      return value(holds(select.cond()) ? select.ifTrue() : select.ifFalse());
    }
    Expr.Apply apply = (Expr.Apply) expr;
    double a = value(apply.args().get(0));
    return apply.fn().arity() == 1
        ? unary(apply.fn(), a)
        : binary(apply.fn(), a, value(apply.args().get(1)));
  }

  static double unary(Fn fn, double a) {
    switch (fn) {
      case NEG:
        return -a;
      case ABS:
        return Math.abs(a);
      case COS:
        return Math.cos(a);
      case COSH:
        return Math.cosh(a);
      case EXP:
        return Math.exp(a);
      case LOG:
        return Math.log(a);
      case RINT:
        return Math.rint(a);
      case SIGNUM:
        return Math.signum(a);
      case SIN:
        return Math.sin(a);
      case SINH:
        return Math.sinh(a);
      case SQRT:
        return Math.sqrt(a);
      default:
        throw new AssertionError(fn);
    }
  }

  static double binary(Fn fn, double a, double b) {
    switch (fn) {
      case ADD:
        return a + b;
      case SUB:
        return a - b;
      case MUL:
        return a * b;
      case DIV:
        return a / b;
      case SMUL:
        return smul(a, b);
      case COPYSIGN:
        return Math.copySign(a, b);
      case POW:
        return Math.pow(a, b);
      default:
        throw new AssertionError(fn);
    }
  }

  static double smul(double a, double p) {
    return a == 0 ? 0 : a * p;
  }
}
