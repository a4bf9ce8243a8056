package org.wengert.fuzz;

import java.util.List;

/** Estimates where the value of an expression lies, from the bounds that assignments keep. */
final class Ranges implements Expr.Visitor<Range> {
  /** What assignments to floating-point variables keep, about. */
  static final Range FLOATING = Range.symmetric(6);

  /** What assignments to integer variables keep. */
  static final Range INTEGRAL = Range.symmetric(100);

  private static final Ranges INSTANCE = new Ranges();

  private Ranges() {}

  static Range of(Expr e) {
    return e.accept(INSTANCE);
  }

  private static Range ofType(Ty type) {
    return type.isFloating() ? FLOATING : type == Ty.BOOLEAN ? Range.ANY : INTEGRAL;
  }

  @Override
  public Range literal(Expr.Literal e) {
    if (e.type() == Ty.BOOLEAN) {
      return Range.ANY;
    }
    double value = ((Number) e.value()).doubleValue();
    return Range.of(value, value);
  }

  @Override
  public Range local(Expr.Local e) {
    return ofType(e.type());
  }

  @Override
  public Range field(Expr.StaticField e) {
    return ofType(e.type());
  }

  @Override
  public Range unary(Expr.Unary e) {
    return e.op() == UnaryOp.NEGATE ? of(e.operand()).negate() : Range.ANY;
  }

  @Override
  public Range binary(Expr.Binary e) {
    if (e.type() == Ty.BOOLEAN) {
      return Range.ANY;
    }
    Range a = of(e.left());
    Range b = of(e.right());
    return switch (e.op()) {
      case ADD -> a.plus(b);
      case SUB -> a.plus(b.negate());
      case MUL -> e.left().equals(e.right()) && Purity.isPure(e.left()) ? square(a) : a.times(b);
      case DIV -> a.dividedBy(b);
      case REM -> b.awayFromZero() ? Range.symmetric(Math.min(a.magnitude(), b.magnitude())) : a;
      case AND -> b.low() >= 0 ? new Range(0, b.high()) : Range.ANY;
      default -> Range.ANY;
    };
  }

  private static Range square(Range a) {
    Range abs = a.abs();
    return new Range(abs.low() * abs.low(), abs.high() * abs.high());
  }

  @Override
  public Range cast(Expr.Cast e) {
    Range wide = of(e.operand());
    return switch (e.to()) {
      case TO_BYTE -> Range.symmetric(128);
      case TO_SHORT -> Range.symmetric(32768);
      case TO_CHAR -> new Range(0, 65535);
      case TO_INT -> wide.within(Range.symmetric(2e9)) ? wide : Range.symmetric(2147483648.0);
      default -> wide;
    };
  }

  @Override
  public Range math(Expr.MathCall e) {
    List<Range> arguments = e.arguments().stream().map(Ranges::of).toList();
    Range r = e.function().range().of(arguments);
    return Range.of(r.low(), r.high());
  }

  @Override
  public Range element(Expr.Element e) {
    return ofType(e.type());
  }

  @Override
  public Range length(Expr.Length e) {
    return new Range(1, 20);
  }

  @Override
  public Range conditional(Expr.Conditional e) {
    return of(e.then()).union(of(e.otherwise()));
  }

  @Override
  public Range switchValue(Expr.SwitchValue e) {
    return e.arms().stream().map(Ranges::of).reduce(Range::union).orElse(Range.ANY);
  }

  @Override
  public Range call(Expr.Call e) {
    return ofType(e.type());
  }

  @Override
  public Range newArray(Expr.NewArray e) {
    return Range.ANY;
  }

  @Override
  public Range arrayLiteral(Expr.ArrayLiteral e) {
    return Range.ANY;
  }

  @Override
  public Range cloneOf(Expr.CloneOf e) {
    return Range.ANY;
  }

  @Override
  public Range copyOf(Expr.CopyOf e) {
    return Range.ANY;
  }

  @Override
  public Range copyOfRange(Expr.CopyOfRange e) {
    return Range.ANY;
  }

  @Override
  public Range assign(Expr.Assign e) {
    return ofType(e.type());
  }

  @Override
  public Range increment(Expr.Increment e) {
    return ofType(e.type());
  }

  @Override
  public Range objectField(Expr.ObjectField e) {
    return ofType(e.type());
  }

  @Override
  public Range create(Expr.New e) {
    return Range.ANY;
  }

  @Override
  public Range invoke(Expr.Invoke e) {
    return ofType(e.type());
  }

  @Override
  public Range same(Expr.Same e) {
    return Range.ANY;
  }

  @Override
  public Range instanceOf(Expr.InstanceOf e) {
    return Range.ANY;
  }

  @Override
  public Range downcast(Expr.Downcast e) {
    return Range.ANY;
  }

  @Override
  public Range lambda(Expr.Lambda e) {
    return Range.ANY;
  }

  @Override
  public Range methodReference(Expr.MethodReference e) {
    return Range.ANY;
  }

  @Override
  public Range library(Expr.Library e) {
    return ofType(e.type());
  }
}
