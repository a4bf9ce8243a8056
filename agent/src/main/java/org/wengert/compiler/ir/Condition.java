package org.wengert.compiler.ir;

/** A comparison of two ints, or (EQ and NE only) of two references. */
public enum Condition {
  EQ,
  NE,
  LT,
  GE,
  GT,
  LE;

  public Condition negate() {
    switch (this) {
      case EQ:
        return NE;
      case NE:
        return EQ;
      case LT:
        return GE;
      case GE:
        return LT;
      case GT:
        return LE;
      default:
        return GT;
    }
  }

  /** The condition between the two, named in the other order. */
  public Condition swap() {
    switch (this) {
      case LT:
        return GT;
      case GT:
        return LT;
      case LE:
        return GE;
      case GE:
        return LE;
      default:
        return this;
    }
  }

  public boolean test(int a, int b) {
    switch (this) {
      case EQ:
        return a == b;
      case NE:
        return a != b;
      case LT:
        return a < b;
      case GE:
        return a >= b;
      case GT:
        return a > b;
      default:
        return a <= b;
    }
  }
}
