package org.wengert.fuzz;

import java.util.List;

/** All rules by what they yield: the place where parts of the language are added. */
final class Rules {
  private static final Registry<Maker.ExpressionRule> FLOATING_LEAVES = FloatingRules.leaves();
  private static final Registry<Maker.ExpressionRule> FLOATING = FloatingRules.compounds();
  private static final Registry<Maker.ExpressionRule> INTEGRAL_LEAVES = IntegralRules.leaves();
  private static final Registry<Maker.ExpressionRule> INTEGRAL = IntegralRules.compounds();
  private static final Registry<Maker.ExpressionRule> TRUTHS = IntegralRules.truths();
  private static final Registry<Maker.StatementRule> STATEMENTS =
      CollectionRules.addTo(
          FunctionRules.addTo(
              ObjectRules.addTo(
                  ExceptionRules.addTo(
                      LoopRules.addTo(
                          ArrayRules.addTo(
                              ControlRules.addTo(AssignmentRules.addTo(new Registry<>()))))))));

  private Rules() {}

  static Registry<Maker.ExpressionRule> expressions(Ty type, boolean leaf) {
    return switch (type) {
      case DOUBLE, FLOAT -> leaf ? FLOATING_LEAVES : FLOATING;
      case INT, LONG -> leaf ? INTEGRAL_LEAVES : INTEGRAL;
      case BOOLEAN -> TRUTHS;
      default -> throw new IllegalArgumentException("no expressions of " + type);
    };
  }

  static Registry<Maker.StatementRule> statements() {
    return STATEMENTS;
  }

  /** A small constant. */
  static Expr constant(Maker m, Ty type, int depth) {
    return constant(m, type);
  }

  static Expr constant(Maker m, Ty type) {
    if (type == Ty.BOOLEAN) {
      return Ast.truth(m.chance.of(0.5));
    }
    if (!type.isFloating()) {
      return Ast.number(type, m.chance.between(-3, 9));
    }
    boolean special = m.chance.of(0.2);
    double value =
        special ? m.chance.pick(List.of(0.0, 1.0, -1.0, 0.5, 2.0)) : m.chance.decimal(-3, 3);
    return Ast.number(type, value);
  }
}
