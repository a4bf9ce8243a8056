package org.wengert.compiler.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Recursive-descent parser of formulas, with Java's operators and precedence: {@code ?:}, {@code
 * ||}, {@code &&}, comparisons, {@code + - * /}, unary {@code - !}, parentheses, calls of {@link
 * Fn} by their lower-case names, decimal numbers, {@code nan}, and the given names.
 */
final class FormulaParser {

  private final String text;
  private final List<String> names;
  private final List<Expr> values;
  private int position;

  /** A parser of {@code text}, in which {@code names} stand for {@code values}. */
  FormulaParser(String text, List<String> names, List<Expr> values) {
    this.text = text;
    this.names = names;
    this.values = values;
  }

  /** The whole text as an expression; {@link IllegalStateException} if it is not one. */
  Expr parse() {
    Expr expr = expr(ternary());
    skipBlanks();
    if (position < text.length()) {
      throw malformed("end");
    }
    return expr;
  }

  // Each level returns an Expr or a Cond; the level above asks for the one that it needs.

  private Object ternary() {
    Object first = or();
    if (!accept("?")) {
      return first;
    }
    Expr ifTrue = expr(ternary());
    if (!accept(":")) {
      throw malformed("':'");
    }
    return new Expr.Select(cond(first), ifTrue, expr(ternary()));
  }

  private Object or() {
    Object left = and();
    while (accept("||")) {
      left = new Cond.Or(cond(left), cond(and()));
    }
    return left;
  }

  private Object and() {
    Object left = comparison();
    while (accept("&&")) {
      left = new Cond.And(cond(left), cond(comparison()));
    }
    return left;
  }

  private Object comparison() {
    Object left = sum();
    Cond.Cmp op = acceptCmp();
    return op == null ? left : new Cond.Compare(op, expr(left), expr(sum()));
  }

  private Cond.Cmp acceptCmp() {
    if (accept("<=")) {
      return Cond.Cmp.LE;
    } else if (accept("<")) {
      return Cond.Cmp.LT;
    } else if (accept(">=")) {
      return Cond.Cmp.GE;
    } else if (accept(">")) {
      return Cond.Cmp.GT;
    } else if (accept("==")) {
      return Cond.Cmp.EQ;
    }
    return accept("!=") ? Cond.Cmp.NE : null;
  }

  private Object sum() {
    Object left = product();
    while (true) {
      if (accept("+")) {
        left = binary(Fn.ADD, left, product());
      } else if (accept("-")) {
        left = binary(Fn.SUB, left, product());
      } else {
        return left;
      }
    }
  }

  private Object product() {
    Object left = unary();
    while (true) {
      if (accept("*")) {
        left = binary(Fn.MUL, left, unary());
      } else if (accept("/")) {
        left = binary(Fn.DIV, left, unary());
      } else {
        return left;
      }
    }
  }

  private Expr binary(Fn fn, Object left, Object right) {
    return new Expr.Apply(fn, List.of(expr(left), expr(right)));
  }

  private Object unary() {
    if (accept("-")) {
      return negated(expr(unary()));
    }
    return accept("!") ? new Cond.Not(cond(unary())) : primary();
  }

  private static Expr negated(Expr expr) {
    return expr instanceof Expr.Constant constant
        ? new Expr.Constant(-constant.value())
        : new Expr.Apply(Fn.NEG, List.of(expr));
  }

  private Object primary() {
    if (accept("(")) {
      Object inner = ternary();
      expectClosing();
      return inner;
    }
    int start = position;
    if (start < text.length() && isDigit(text.charAt(start))) {
      return number();
    }
    while (position < text.length() && Character.isLetterOrDigit(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    return accept("(") ? call(word) : named(word);
  }

  private Expr number() {
    int start = position;
    while (position < text.length() && isPartOfNumber(text.charAt(position))) {
      position++;
    }
    return new Expr.Constant(Double.parseDouble(text.substring(start, position)));
  }

  /** Exponents are written without a plus sign, and negative ones are not needed. */
  private static boolean isPartOfNumber(char c) {
    return isDigit(c) || c == '.' || c == 'e';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Expr call(String function) {
    Fn fn = Fn.called(function);
    if (fn == null) {
      throw malformed("a function instead of ".concat(function));
    }
    List<Expr> args = new ArrayList<>(2);
    do {
      args.add(expr(ternary()));
    } while (accept(","));
    expectClosing();
    return new Expr.Apply(fn, args);
  }

  private Expr named(String name) {
    int index = names.indexOf(name);
    if (index >= 0) {
      return values.get(index);
    } else if (name.equals("nan")) {
      return new Expr.Constant(Double.NaN);
    }
    throw malformed("a known name instead of '".concat(name).concat("'"));
  }

  private void expectClosing() {
    if (!accept(")")) {
      throw malformed("')'");
    }
  }

  private boolean accept(String symbol) {
    skipBlanks();
    if (!text.startsWith(symbol, position)) {
      return false;
    }
    position += symbol.length();
    skipBlanks();
    return true;
  }

  private void skipBlanks() {
    while (position < text.length() && text.charAt(position) <= ' ') {
      position++;
    }
  }

  private Expr expr(Object parsed) {
    if (parsed instanceof Expr expr) {
      return expr;
    }
    throw malformed("a number before");
  }

  private Cond cond(Object parsed) {
    if (parsed instanceof Cond cond) {
      return cond;
    }
    throw malformed("a condition before");
  }

  private IllegalStateException malformed(String expected) {
    StringBuilder message = new StringBuilder("Formula ");
    message.append(text).append(": expected ").append(expected).append(" at ").append(position);
    return new IllegalStateException(message.toString());
  }
}
