package org.wengert.compiler.rules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The derivative of an operation's result with respect to one operand. */
public sealed interface Partial {

  /** The operand is inactive, or the derivative is zero by convention. */
  Partial ZERO = Trivial.ZERO;

  /** The adjoint or tangent is added. */
  Partial ONE = Trivial.ONE;

  /** The adjoint or tangent is subtracted. */
  Partial MINUS_ONE = Trivial.MINUS_ONE;

  /** Indices of the operands whose values the partial needs, ascending. */
  Set<Integer> operandsUsed();

  /** Whether the partial needs the value of the operation's result. */
  boolean usesResult();

  /** Partials that need no multiplication. */
  enum Trivial implements Partial {
    ZERO,
    ONE,
    MINUS_ONE;

    @Override
    public Set<Integer> operandsUsed() {
      return Set.of();
    }

    @Override
    public boolean usesResult() {
      return false;
    }
  }

  /**
   * Any other partial.
   *
   * @param expr its value
   * @param strongZero the product with an adjoint or tangent must be the strong product ({@link
   *     Fn#SMUL}), because {@code expr} can be infinite or NaN at finite operands
   */
  record General(Expr expr, boolean strongZero) implements Partial {

    @Override
    public Set<Integer> operandsUsed() {
      Uses uses = new Uses();
      uses.visit(expr);
      return uses.operands;
    }

    @Override
    public boolean usesResult() {
      Uses uses = new Uses();
      uses.visit(expr);
      return uses.result;
    }
  }

  /** Collects what an expression reads. */
  final class Uses {
    private final Set<Integer> operands = new TreeSet<>();
    private boolean result;

    private Uses() {}

    private void visit(Expr expr) {
      if (expr instanceof Expr.Operand operand) {
        operands.add(operand.index());
      } else if (expr instanceof Expr.Result) {
        result = true;
      } else if (expr instanceof Expr.Apply apply) {
        visitAll(apply.args());
      } else if (expr instanceof Expr.Select select) {
        visit(select.cond());
        visit(select.ifTrue());
        visit(select.ifFalse());
      }
    }

    private void visitAll(List<Expr> exprs) {
      for (Expr expr : exprs) {
        visit(expr);
      }
    }

    private void visit(Cond cond) {
      if (cond instanceof Cond.Compare compare) {
        visit(compare.a());
        visit(compare.b());
      } else if (cond instanceof Cond.And and) {
        visit(and.a());
        visit(and.b());
      } else if (cond instanceof Cond.Or or) {
        visit(or.a());
        visit(or.b());
      } else if (cond instanceof Cond.Not not) {
        visit(not.a());
      }
    }
  }
}
