package org.wengert.compiler.rules;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Differentiates the expressions of one rule with respect to one operand, symbolically, by the
 * table's own rules; what the tangent transform does to a partial.
 */
final class ExprTangent {

  private static final Expr ZERO = new Expr.Constant(0);

  private final Rule rule;
  private final int operand;
  private final IdentityHashMap<Expr, Expr> known = new IdentityHashMap<>();

  ExprTangent(Rule rule, int operand) {
    this.rule = rule;
    this.operand = operand;
  }

  /** A partial as an expression. */
  static Expr expr(Partial partial) {
    return partial instanceof Partial.General general
        ? general.expr()
        : new Expr.Constant(partial == Partial.ZERO ? 0 : partial == Partial.ONE ? 1 : -1);
  }

  Expr of(Expr expr) {
    Expr tangent = known.get(expr);
    if (tangent == null) {
      tangent = compute(expr);
      known.put(expr, tangent);
    }
    return tangent;
  }

  private Expr compute(Expr expr) {
    if (expr instanceof Expr.Operand other) {
      return new Expr.Constant(other.index() == operand ? 1 : 0);
    } else if (expr instanceof Expr.Constant) {
      return ZERO;
    } else if (expr instanceof Expr.Result) {
      return expr(rule.partial(operand));
    } else if (expr instanceof Expr.Select select) {
      Expr ifTrue = of(select.ifTrue());
      Expr ifFalse = of(select.ifFalse());
      boolean zero = ifTrue.equals(ZERO) && ifFalse.equals(ZERO);
      return zero ? ZERO : new Expr.Select(select.cond(), ifTrue, ifFalse);
    }
    return ofApply((Expr.Apply) expr);
  }

  private Expr ofApply(Expr.Apply apply) {
    List<Expr> args = apply.args();
    if (apply.fn() == Fn.SMUL) {
      return sum(
          product(Fn.SMUL, of(args.get(0)), args.get(1)),
          product(Fn.SMUL, args.get(0), of(args.get(1))));
    }
    Rule inner = RuleTable.forFn(apply.fn());
    Expr sum = ZERO;
    for (int i = 0; i < args.size(); i++) {
      sum = sum(sum, term(inner.partial(i), of(args.get(i)), apply));
    }
    return sum;
  }

  private static Expr term(Partial partial, Expr tangent, Expr.Apply apply) {
    if (partial == Partial.ZERO || tangent.equals(ZERO)) {
      return ZERO;
    } else if (partial == Partial.ONE) {
      return tangent;
    } else if (partial == Partial.MINUS_ONE) {
      return new Expr.Apply(Fn.NEG, List.of(tangent));
    }
    Partial.General general = (Partial.General) partial;
    Fn product = general.strongZero() ? Fn.SMUL : Fn.MUL;
    return product(product, tangent, new Substitution(apply).of(general.expr()));
  }

  private static Expr product(Fn fn, Expr a, Expr b) {
    return a.equals(ZERO) || b.equals(ZERO) ? ZERO : new Expr.Apply(fn, List.of(a, b));
  }

  private static Expr sum(Expr a, Expr b) {
    return a.equals(ZERO) ? b : b.equals(ZERO) ? a : new Expr.Apply(Fn.ADD, List.of(a, b));
  }

  /** Instantiates a partial of an applied function: operands become arguments. */
  private static final class Substitution {
    private final Expr.Apply apply;
    private final IdentityHashMap<Expr, Expr> known = new IdentityHashMap<>();

    Substitution(Expr.Apply apply) {
      this.apply = apply;
    }

    Expr of(Expr expr) {
      Expr instance = known.get(expr);
      if (instance == null) {
        instance = compute(expr);
        known.put(expr, instance);
      }
      return instance;
    }

    private Expr compute(Expr expr) {
      if (expr instanceof Expr.Operand operand) {
        return apply.args().get(operand.index());
      } else if (expr instanceof Expr.Result) {
        return apply;
      } else if (expr instanceof Expr.Select select) {
        return new Expr.Select(of(select.cond()), of(select.ifTrue()), of(select.ifFalse()));
      } else if (expr instanceof Expr.Apply inner) {
        List<Expr> args = new ArrayList<>();
        for (Expr arg : inner.args()) {
          args.add(of(arg));
        }
        return new Expr.Apply(inner.fn(), args);
      }
      return expr;
    }

    private Cond of(Cond cond) {
      if (cond instanceof Cond.Compare compare) {
        return new Cond.Compare(compare.op(), of(compare.a()), of(compare.b()));
      } else if (cond instanceof Cond.And and) {
        return new Cond.And(of(and.a()), of(and.b()));
      } else if (cond instanceof Cond.Or or) {
        return new Cond.Or(of(or.a()), of(or.b()));
      }
      return new Cond.Not(of(((Cond.Not) cond).a()));
    }
  }
}
