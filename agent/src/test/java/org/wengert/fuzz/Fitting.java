package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Wraps expressions so that their values stay within a range: programs are to stay tame. */
final class Fitting {
  private final Chance chance;
  private final boolean wild;

  Fitting(Maker.World world) {
    this.chance = world.chance;
    this.wild = world.wild;
  }

  /** Into the bounds that variables of its type keep. */
  Expr variable(Expr e) {
    if (e.type().isFloating()) {
      return to(e, Ranges.FLOATING);
    }
    return e.type() == Ty.INT || e.type() == Ty.LONG ? integral(e) : e;
  }

  /** A floating-point expression into {@code target}. */
  Expr to(Expr e, Range target) {
    if (Ranges.of(e).within(target) || (wild && chance.of(0.5))) {
      return e;
    }
    List<Supplier<Expr>> ways = new ArrayList<>();
    ways.add(() -> bounded(e, target));
    if (target.low() < 0 && target.high() > 0) {
      ways.addAll(symmetric(e, Math.min(-target.low(), target.high())));
    } else if (target.low() > 0) {
      ways.addAll(positive(e, target));
    }
    Expr fitted = chance.pick(ways).get();
    return Ranges.of(fitted).within(target) ? fitted : bounded(e, target);
  }

  private List<Supplier<Expr>> symmetric(Expr e, double bound) {
    List<Supplier<Expr>> ways = new ArrayList<>();
    Range r = Ranges.of(e);
    double factor = bound / r.magnitude();
    if (factor > 0.01) {
      ways.add(() -> scaled(e, factor));
      ways.add(() -> scaled(e, factor));
    }
    if (bound >= 1 && Purity.isRepeatable(e) && r.magnitude() < 1e4) {
      ways.add(() -> ratio(e));
    }
    ways.add(() -> Ast.binary(BinaryOp.REM, e, Ast.number(e.type(), decimal(bound / 2, bound))));
    if (chance.of(0.3)) {
      ways.add(() -> clamped(e, Range.symmetric(bound)));
    }
    return ways;
  }

  private List<Supplier<Expr>> positive(Expr e, Range target) {
    List<Supplier<Expr>> ways = new ArrayList<>();
    Expr offset = Ast.number(e.type(), target.low() + decimal(0.2, 1));
    ways.add(() -> Ast.add(offset, Ast.math("abs", e)));
    if (Purity.isRepeatable(e)) {
      ways.add(() -> Ast.add(offset, Ast.times(e, e)));
    }
    if (e.type() == Ty.DOUBLE) {
      ways.add(() -> Ast.math("exp", bounded(e, Range.symmetric(1))));
    }
    return ways;
  }

  private double decimal(double low, double high) {
    return chance.decimal(low, high);
  }

  private Expr scaled(Expr e, double factor) {
    double two = Math.pow(10, Math.floor(Math.log10(factor)) - 1);
    double rounded = Math.floor(factor / two) * two;
    Expr by = Ast.number(e.type(), Double.parseDouble(String.format("%.3g", rounded)));
    return chance.of(0.5) ? Ast.times(by, e) : Ast.times(e, by);
  }

  private Expr ratio(Expr e) {
    Expr one = Ast.number(e.type(), 1);
    Expr growing = chance.of(0.5) ? Ast.times(e, e) : Ast.math("abs", e);
    return Ast.binary(BinaryOp.DIV, e, Ast.add(one, growing));
  }

  private Expr clamped(Expr e, Range r) {
    Expr low = Ast.number(e.type(), r.low());
    return Ast.math("max", low, Ast.math("min", e, Ast.number(e.type(), r.high())));
  }

  /** Through a bounded function: works whatever the range of {@code e}. */
  private Expr bounded(Expr e, Range target) {
    double low = Math.max(target.low(), target.low() > 0 ? target.low() + 0.1 : -3);
    double high = Math.min(target.high(), Math.max(low + 0.5, 3));
    double half = Math.floor((high - low) / 2 * 0.98 * 1000) / 1000;
    double middle = (high + low) / 2;
    Expr wrapped =
        Ast.cast(
            e.type(), Ast.math(chance.pick("sin", "tanh", "cos", "sin"), Ast.cast(Ty.DOUBLE, e)));
    Expr sized = half == 1 ? wrapped : Ast.times(Ast.number(e.type(), Math.min(half, 3)), wrapped);
    return middle == 0 ? sized : Ast.add(Ast.number(e.type(), middle), sized);
  }

  /** Something positive and away from zero, to divide by. */
  Expr divisor(Expr e) {
    Range r = Ranges.of(e);
    return r.awayFromZero() && r.isFinite() && r.magnitude() < 1e3 ? e : to(e, new Range(0.5, 8));
  }

  private Expr integral(Expr e) {
    if (Ranges.of(e).within(Ranges.INTEGRAL)) {
      return e;
    }
    Ty type = e.type();
    return switch (chance.below(4)) {
      case 0 -> Ast.binary(BinaryOp.REM, e, Ast.number(type, chance.between(5, 100)));
      case 1 -> Ast.binary(BinaryOp.AND, e, Ast.number(type, chance.pick(7, 15, 31, 63)));
      case 2 -> Ast.math("floorMod", e, Ast.number(type, chance.between(3, 50)));
      default ->
          Ast.math(
              "max",
              Ast.number(type, -50),
              Ast.math("min", e, Ast.number(type, chance.between(10, 90))));
    };
  }

  /** From 0 to {@code bound} - 1, where {@code bound} is positive and repeatable. */
  Expr below(Expr e, Expr bound) {
    return switch (chance.below(5)) {
      case 0 -> Ast.math("abs", Ast.binary(BinaryOp.REM, e, bound));
      case 1 ->
          Ast.binary(
              BinaryOp.REM, Ast.binary(BinaryOp.AND, e, Ast.integer(chance.pick(7, 15))), bound);
      case 2 ->
          Ast.math(
              "min",
              Ast.math("max", e, Ast.integer(0)),
              Ast.binary(BinaryOp.SUB, bound, Ast.integer(1)));
      default -> Ast.math("floorMod", e, bound);
    };
  }
}
