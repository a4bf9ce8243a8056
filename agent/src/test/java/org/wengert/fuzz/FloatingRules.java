package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Expressions of type double and float. */
final class FloatingRules {
  private FloatingRules() {}

  /** Rules that need no smaller expressions. */
  static Registry<Maker.ExpressionRule> leaves() {
    return new Registry<Maker.ExpressionRule>()
        .add("core", 6, SharedRules::variable)
        .add("arrays", 4, SharedRules::element)
        .add("statics", 1, SharedRules::field)
        .add("core", 1.2, Rules::constant)
        .add("core", 0.8, FloatingRules::fromInteger)
        .add("floats", 0.8, FloatingRules::fromOtherVariable)
        .add("objects", 4, ObjectRules::field)
        .add("objects", 0.7, ObjectRules::fieldOfNext)
        .add("objects", 0.4, ObjectRules::fieldOfSubclass)
        .add("collections", 3, CollectionRules::read);
  }

  /** Rules for compound expressions. */
  static Registry<Maker.ExpressionRule> compounds() {
    return new Registry<Maker.ExpressionRule>()
        .add("core", 9, FloatingRules::arithmetic)
        .add("core", 1.5, FloatingRules::division)
        .add("core", 1, FloatingRules::power)
        .add("core", 0.6, FloatingRules::remainder)
        .add("core", 1, FloatingRules::negation)
        .add("math", 3.5, FloatingRules::math)
        .add("floats", 0.8, FloatingRules::fromOther)
        .add("core", 0.7, FloatingRules::fromIntegral)
        .add("branches", 1, SharedRules::conditional)
        .add("switches", 0.4, SharedRules::switchValue)
        .add("calls", 2, SharedRules::call)
        .add("recursion", 1.5, SharedRules::recursiveCall)
        .add("effects", 0.5, FloatingRules::assignment)
        .add("effects", 0.1, SharedRules::increment)
        .add("objects", 3, ObjectRules::invoke)
        .add("lambdas", 3, FunctionRules::apply)
        .add("collections", 0.7, CollectionRules::take);
  }

  private static Expr fromInteger(Maker m, Ty type, int depth) {
    Expr e = SharedRules.variable(m, Ty.INT, depth);
    if (e == null) {
      return null;
    }
    return m.chance.of(0.5)
        ? Ast.cast(type, e)
        : Ast.times(Ast.number(type, m.chance.decimal(0.01, 0.5)), e);
  }

  private static Ty other(Ty type) {
    return type == Ty.DOUBLE ? Ty.FLOAT : Ty.DOUBLE;
  }

  private static Expr fromOtherVariable(Maker m, Ty type, int depth) {
    Expr e = SharedRules.variable(m, other(type), depth);
    return e == null ? null : Ast.cast(type, e);
  }

  private static Expr fromOther(Maker m, Ty type, int depth) {
    return Ast.cast(type, m.expression(other(type), depth - 1));
  }

  private static Expr fromIntegral(Maker m, Ty type, int depth) {
    Ty from = m.world.features.has("longs") ? m.chance.pick(Ty.INT, Ty.LONG) : Ty.INT;
    return Ast.cast(type, m.fitted(from, depth - 1));
  }

  private static Expr arithmetic(Maker m, Ty type, int depth) {
    BinaryOp op = m.chance.pick(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.MUL);
    Range operands = Range.symmetric(op == BinaryOp.MUL ? 40 : 500);
    Expr left = m.fitted(type, depth - 1, operands);
    if (op == BinaryOp.MUL && Purity.isRepeatable(left) && m.chance.of(0.15)) {
      return Ast.times(left, left);
    }
    Expr right = m.fitted(partner(m, type), depth - 1);
    if (right.type().isFloating()) {
      right = m.fit.to(right, operands);
    }
    return m.chance.of(0.5) ? Ast.binary(op, left, right) : Ast.binary(op, right, left);
  }

  /** Mostly the same type; else one that Java promotes to it. */
  private static Ty partner(Maker m, Ty type) {
    if (m.chance.of(0.85)) {
      return type;
    }
    boolean floats = type == Ty.DOUBLE && m.world.features.has("floats");
    return floats ? m.chance.pick(Ty.FLOAT, Ty.FLOAT, Ty.INT) : Ty.INT;
  }

  private static Expr division(Maker m, Ty type, int depth) {
    Expr dividend = m.fitted(type, depth - 1, Range.symmetric(500));
    return Ast.binary(BinaryOp.DIV, dividend, m.fit.divisor(m.expression(type, depth - 1)));
  }

  private static Expr remainder(Maker m, Ty type, int depth) {
    Expr dividend = m.fitted(type, depth - 1, Range.symmetric(500));
    return Ast.binary(BinaryOp.REM, dividend, m.fit.divisor(m.expression(type, depth - 1)));
  }

  private static Expr negation(Maker m, Ty type, int depth) {
    return new Expr.Unary(UnaryOp.NEGATE, m.expression(type, depth - 1));
  }

  /** Small constant powers, which allow negative bases. */
  private static Expr power(Maker m, Ty type, int depth) {
    if (type != Ty.DOUBLE || !m.world.features.has("math") || m.chance.of(0.5)) {
      return null;
    }
    Expr base = m.fitted(type, depth - 1, Range.symmetric(6));
    Expr exponent = Ast.number(type, m.chance.pick(2, 3, 1, 0));
    return m.fit.variable(Ast.math("pow", base, exponent));
  }

  private static Expr math(Maker m, Ty type, int depth) {
    MathFunction f = m.chance.pick(MathTable.yielding(type));
    if (!f.isDifferentiable() && m.chance.of(0.5)) {
      return null;
    }
    return mathCall(m, f, depth);
  }

  /** A call of {@code f} on arguments within its domains. */
  static Expr mathCall(Maker m, MathFunction f, int depth) {
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < f.parameters().size(); i++) {
      arguments.add(argument(m, f.parameters().get(i), depth - 1, f.domains().get(i)));
    }
    boolean strict = m.chance.of(0.25) && m.world.features.has("strict") && f.strict() != null;
    return new Expr.MathCall(f, strict, arguments);
  }

  private static Expr argument(Maker m, Ty type, int depth, Range domain) {
    if (type.isFloating()) {
      return m.fitted(type, depth, domain);
    }
    Expr e = m.fitted(type, depth);
    if (Ranges.of(e).within(domain)) {
      return e;
    }
    int low = (int) Math.max(domain.low(), -50);
    int width = (int) Math.min(domain.high(), 50) - low + 1;
    return Ast.add(Ast.math("floorMod", e, Ast.number(type, width)), Ast.number(type, low));
  }

  /** {@code (x = e)} or {@code (x += e)} used as a value. */
  private static Expr assignment(Maker m, Ty type, int depth) {
    Expr target = SharedRules.target(m, type);
    if (target == null) {
      return null;
    }
    return m.chance.of(0.5)
        ? new Expr.Assign(target, null, m.fitted(type, depth - 1))
        : update(m, target, depth - 1);
  }

  /** {@code target op= e} with operands that keep the target tame. */
  static Expr update(Maker m, Expr target, int depth) {
    Ty type = m.chance.of(0.8) ? target.type() : partner(m, Ty.DOUBLE);
    type = type == Ty.INT ? target.type() : type;
    switch (m.chance.below(8)) {
      case 0, 1, 2 -> {
        return new Expr.Assign(target, BinaryOp.ADD, m.fitted(type, depth, Range.symmetric(2)));
      }
      case 3, 4 -> {
        return new Expr.Assign(target, BinaryOp.SUB, m.fitted(type, depth, Range.symmetric(2)));
      }
      case 5 -> {
        return new Expr.Assign(target, BinaryOp.MUL, m.fitted(type, depth, Range.symmetric(1.1)));
      }
      case 6 -> {
        Expr by = m.fitted(type, depth, new Range(0.9, 4));
        return new Expr.Assign(target, BinaryOp.DIV, by);
      }
      default -> {
        Expr by = Ast.number(type, m.chance.decimal(0.7, 5));
        return new Expr.Assign(target, BinaryOp.REM, by);
      }
    }
  }
}
