package org.wengert.fuzz;

import java.util.List;

/** Expressions of type int, long and boolean. */
final class IntegralRules {
  private IntegralRules() {}

  static Registry<Maker.ExpressionRule> leaves() {
    return new Registry<Maker.ExpressionRule>()
        .add("core", 5, SharedRules::variable)
        .add("core", 2, Rules::constant)
        .add("statics", 0.5, SharedRules::field)
        .add("arrays", 0.7, IntegralRules::length)
        .add("arrays", 1, IntegralRules::element)
        .add("core", 1, IntegralRules::fromVariable)
        .add("objects", 1, ObjectRules::field)
        .add("collections", 1, CollectionRules::size)
        .add("collections", 0.4, CollectionRules::compared);
  }

  static Registry<Maker.ExpressionRule> compounds() {
    return new Registry<Maker.ExpressionRule>()
        .add("core", 4, IntegralRules::arithmetic)
        .add("core", 1, IntegralRules::division)
        .add("core", 1, IntegralRules::bits)
        .add("core", 2, IntegralRules::fromFloating)
        .add("longs", 0.7, IntegralRules::fromOther)
        .add("core", 0.5, IntegralRules::narrowed)
        .add("core", 0.5, IntegralRules::negated)
        .add("math", 1, IntegralRules::math)
        .add("branches", 0.7, SharedRules::conditional)
        .add("switches", 0.3, SharedRules::switchValue)
        .add("calls", 0.5, SharedRules::call)
        .add("effects", 0.6, SharedRules::increment)
        .add("effects", 0.4, IntegralRules::assignment)
        .add("throws", 0.01, IntegralRules::unsafe);
  }

  static Registry<Maker.ExpressionRule> truths() {
    return new Registry<Maker.ExpressionRule>()
        .add("core", 6, IntegralRules::comparison)
        .add("core", 0.6, SharedRules::variable)
        .add("core", 1.2, IntegralRules::connective)
        .add("core", 0.4, IntegralRules::not)
        .add("effects", 0.1, IntegralRules::truthAssignment)
        .add("objects", 0.7, ObjectRules::identity)
        .add("objects", 0.4, ObjectRules::isNode)
        .add("collections", 0.4, CollectionRules::has)
        .add("collections", 0.5, CollectionRules::compared);
  }

  private static Expr length(Maker m, Ty type, int depth) {
    Expr array = m.arrays.existing(m.chance.pick(Ty.DOUBLES, Ty.FLOATS, Ty.INTS, Ty.MATRIX));
    return array == null ? null : Ast.cast(type, Ast.length(array));
  }

  private static Expr element(Maker m, Ty type, int depth) {
    return type == Ty.INT ? m.arrays.element(type) : null;
  }

  private static Expr fromVariable(Maker m, Ty type, int depth) {
    Ty from = m.chance.pick(Ty.DOUBLE, Ty.DOUBLE, Ty.FLOAT);
    Expr e = SharedRules.variable(m, from, depth);
    return e == null
        ? null
        : Ast.cast(type, Ast.times(e, Ast.number(from, m.chance.between(1, 5))));
  }

  private static Expr arithmetic(Maker m, Ty type, int depth) {
    BinaryOp op = m.chance.pick(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL);
    Ty partner = type == Ty.LONG && m.chance.of(0.3) ? Ty.INT : type;
    return Ast.binary(op, m.expression(type, depth - 1), m.expression(partner, depth - 1));
  }

  private static Expr division(Maker m, Ty type, int depth) {
    BinaryOp op = m.chance.pick(BinaryOp.DIV, BinaryOp.REM);
    Expr divisor =
        m.chance.of(0.6)
            ? Ast.number(type, m.chance.pick(2, 3, 5, 7, -4))
            : Ast.add(
                Ast.binary(BinaryOp.AND, m.expression(type, depth - 1), Ast.number(type, 7)),
                Ast.number(type, 1));
    return Ast.binary(op, m.expression(type, depth - 1), divisor);
  }

  private static Expr bits(Maker m, Ty type, int depth) {
    Expr left = m.expression(type, depth - 1);
    if (m.chance.of(0.5)) {
      BinaryOp op = m.chance.pick(BinaryOp.SHL, BinaryOp.SHR, BinaryOp.USHR);
      return Ast.binary(op, left, m.expression(Ty.INT, 0));
    }
    BinaryOp op = m.chance.pick(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR);
    return Ast.binary(op, left, m.expression(type, depth - 1));
  }

  private static Expr fromFloating(Maker m, Ty type, int depth) {
    Ty from = m.world.features.has("floats") && m.chance.of(0.25) ? Ty.FLOAT : Ty.DOUBLE;
    return Ast.cast(type, m.fitted(from, depth - 1, Range.symmetric(500)));
  }

  private static Expr fromOther(Maker m, Ty type, int depth) {
    return Ast.cast(type, m.expression(type == Ty.INT ? Ty.LONG : Ty.INT, depth - 1));
  }

  private static Expr narrowed(Maker m, Ty type, int depth) {
    Conversion to = m.chance.pick(Conversion.TO_BYTE, Conversion.TO_SHORT, Conversion.TO_CHAR);
    Ty from = m.chance.pick(Ty.INT, Ty.DOUBLE, Ty.INT);
    return Ast.cast(type, new Expr.Cast(to, m.expression(from, depth - 1)));
  }

  private static Expr negated(Maker m, Ty type, int depth) {
    UnaryOp op = m.chance.pick(UnaryOp.NEGATE, UnaryOp.COMPLEMENT);
    return new Expr.Unary(op, m.expression(type, depth - 1));
  }

  private static Expr math(Maker m, Ty type, int depth) {
    return FloatingRules.mathCall(m, m.chance.pick(MathTable.yielding(type)), depth);
  }

  private static Expr assignment(Maker m, Ty type, int depth) {
    Expr target = SharedRules.target(m, type);
    return target == null ? null : new Expr.Assign(target, null, m.fitted(type, depth - 1));
  }

  /** Throws ArithmeticException for some values. */
  private static Expr unsafe(Maker m, Ty type, int depth) {
    Expr perhapsZero = Ast.math("floorMod", m.expression(type, 1), Ast.number(type, 4));
    return m.chance.of(0.7)
        ? Ast.binary(m.chance.pick(BinaryOp.DIV, BinaryOp.REM), m.expression(type, 1), perhapsZero)
        : Ast.math("multiplyExact", m.expression(type, 2), Ast.number(type, 1 << 29));
  }

  private static Expr comparison(Maker m, Ty type, int depth) {
    BinaryOp op =
        m.chance.of(0.85)
            ? m.chance.pick(BinaryOp.LT, BinaryOp.LE, BinaryOp.GT, BinaryOp.GE)
            : m.chance.pick(BinaryOp.EQ, BinaryOp.NE);
    List<Ty> types = new java.util.ArrayList<>(List.of(Ty.DOUBLE, Ty.DOUBLE, Ty.INT, Ty.INT));
    if (m.world.features.has("floats")) {
      types.add(Ty.FLOAT);
    }
    if (m.world.features.has("longs")) {
      types.add(Ty.LONG);
    }
    Ty left = m.chance.pick(types);
    Ty right = m.chance.of(0.8) ? left : m.chance.pick(types);
    return Ast.binary(op, m.expression(left, depth - 1), m.expression(right, depth - 1));
  }

  private static Expr connective(Maker m, Ty type, int depth) {
    if (depth <= 0) {
      return null;
    }
    BinaryOp op =
        m.chance.of(0.8)
            ? m.chance.pick(BinaryOp.AND_THEN, BinaryOp.OR_ELSE)
            : m.chance.pick(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR);
    return Ast.binary(op, m.condition(depth - 1), m.condition(depth - 1));
  }

  private static Expr not(Maker m, Ty type, int depth) {
    return depth <= 0 ? null : new Expr.Unary(UnaryOp.NOT, m.condition(depth - 1));
  }

  private static Expr truthAssignment(Maker m, Ty type, int depth) {
    List<Scope.Variable> all = m.scope.assignable(type);
    return all.isEmpty() || depth <= 0
        ? null
        : new Expr.Assign(m.chance.pick(all).local(), null, m.condition(depth - 1));
  }
}
