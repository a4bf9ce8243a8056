package org.wengert.fuzz;

import java.util.Arrays;
import java.util.List;

/** Short names for building syntax trees. */
final class Ast {
  private Ast() {}

  static Expr.Literal integer(int value) {
    return new Expr.Literal(Ty.INT, value);
  }

  /** A numeric constant of the given type. */
  static Expr.Literal number(Ty type, double value) {
    Object boxed =
        switch (type) {
          case DOUBLE -> (Object) value;
          case FLOAT -> (Object) (float) value;
          case LONG -> (Object) (long) value;
          default -> (Object) (int) value;
        };
    return new Expr.Literal(type, boxed);
  }

  static Expr.Literal truth(boolean value) {
    return new Expr.Literal(Ty.BOOLEAN, value);
  }

  static Expr binary(BinaryOp op, Expr left, Expr right) {
    return new Expr.Binary(op, left, right);
  }

  static Expr add(Expr left, Expr right) {
    return binary(BinaryOp.ADD, left, right);
  }

  static Expr times(Expr left, Expr right) {
    return binary(BinaryOp.MUL, left, right);
  }

  static Expr cast(Ty to, Expr e) {
    return e.type() == to ? e : new Expr.Cast(Conversion.to(to), e);
  }

  /** A call of {@code Math} with exactly these parameter types. */
  static Expr math(String name, Expr... arguments) {
    Ty[] types = Arrays.stream(arguments).map(Expr::type).toArray(Ty[]::new);
    return new Expr.MathCall(MathTable.named(name, types), false, List.of(arguments));
  }

  static Expr length(Expr array) {
    return new Expr.Length(array);
  }

  static Expr element(Expr array, Expr index) {
    return new Expr.Element(array, index);
  }

  /** {@code target = value;}. */
  static Stmt set(Expr target, Expr value) {
    return new Stmt.Evaluate(new Expr.Assign(target, null, value));
  }

  /** {@code target op= value;}. */
  static Stmt update(Expr target, BinaryOp op, Expr value) {
    return new Stmt.Evaluate(new Expr.Assign(target, op, value));
  }

  /** {@code variable++;} or {@code variable--;}. */
  static Expr step(Expr variable, int by) {
    return new Expr.Increment(variable, false, by);
  }
}
