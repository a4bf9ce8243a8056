package org.wengert.compiler.rules;

/** A condition over expressions. It has no derivative: the executed branch is differentiated. */
public sealed interface Cond {

  /** {@code a op b} as in Java: false if either is NaN, except for {@link Cmp#NE}. */
  record Compare(Cmp op, Expr a, Expr b) implements Cond {}

  /** Both; {@code a} stands first because it decides more often or can be folded. */
  record And(Cond a, Cond b) implements Cond {}

  /** Either. */
  record Or(Cond a, Cond b) implements Cond {}

  /** The opposite. */
  record Not(Cond a) implements Cond {}

  /** Comparisons of two doubles with the meaning that Java gives them; -0.0 equals 0.0. */
  enum Cmp {
    LT,
    LE,
    GT,
    GE,
    EQ,
    NE;

    /** Compares as the Java operator of this name does. */
    public boolean test(double a, double b) {
      switch (this) {
        case LT:
          return a < b;
        case LE:
          return a <= b;
        case GT:
          return a > b;
        case GE:
          return a >= b;
        case EQ:
          return a == b;
        default:
          return a != b;
      }
    }
  }
}
