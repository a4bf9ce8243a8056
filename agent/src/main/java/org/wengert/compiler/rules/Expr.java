package org.wengert.compiler.rules;

import java.util.List;

/**
 * A formula over the operands and the result of one operation; all values are {@code double}.
 *
 * <p>Subexpressions may be shared: a name defined in a row of the table is one object wherever the
 * row uses it, in all partials of that rule. An expression is therefore a graph without cycles, and
 * who walks it by identity visits a shared part once.
 */
public sealed interface Expr {

  /** The operand at {@code index}, counted from 0; float and integer operands widened. */
  record Operand(int index) implements Expr {}

  /** The result of the operation; a float result is widened. */
  record Result() implements Expr {}

  /** A number; may be NaN or infinite. */
  record Constant(double value) implements Expr {}

  /** {@code fn} applied to as many arguments as it takes. */
  record Apply(Fn fn, List<Expr> args) implements Expr {
    /** Copies {@code args}; a wrong number of them is an {@link IllegalArgumentException}. */
    public Apply {
      args = List.copyOf(args);
      if (args.size() != fn.arity()) {
        throw new IllegalArgumentException(fn.name().concat(": wrong number of arguments"));
      }
    }
  }

  /**
   * {@code cond ? ifTrue : ifFalse}. It may be computed either by a branch or by evaluating both
   * arms: no arm has a side effect. The formulas of the table are written so that evaluating,
   * differentiating and transposing the arm not taken does no harm either.
   */
  record Select(Cond cond, Expr ifTrue, Expr ifFalse) implements Expr {}
}
