package org.wengert.fuzz;

/** Binary operators, with Java's promotion of mixed operands. */
enum BinaryOp {
  ADD("+", Kind.ARITHMETIC),
  SUB("-", Kind.ARITHMETIC),
  MUL("*", Kind.ARITHMETIC),
  DIV("/", Kind.ARITHMETIC),
  REM("%", Kind.ARITHMETIC),
  SHL("<<", Kind.SHIFT),
  SHR(">>", Kind.SHIFT),
  USHR(">>>", Kind.SHIFT),
  AND("&", Kind.BITWISE),
  OR("|", Kind.BITWISE),
  XOR("^", Kind.BITWISE),
  LT("<", Kind.COMPARISON),
  LE("<=", Kind.COMPARISON),
  GT(">", Kind.COMPARISON),
  GE(">=", Kind.COMPARISON),
  EQ("==", Kind.COMPARISON),
  NE("!=", Kind.COMPARISON),
  AND_THEN("&&", Kind.SHORT_CIRCUIT),
  OR_ELSE("||", Kind.SHORT_CIRCUIT);

  /** What the operands and the result look like. */
  enum Kind {
    ARITHMETIC,
    SHIFT,
    BITWISE,
    COMPARISON,
    SHORT_CIRCUIT
  }

  private final String symbol;
  private final Kind kind;

  BinaryOp(String symbol, Kind kind) {
    this.symbol = symbol;
    this.kind = kind;
  }

  String symbol() {
    return symbol;
  }

  Kind kind() {
    return kind;
  }

  /** Type of the result for operands of the given types. */
  Ty type(Ty left, Ty right) {
    return switch (kind) {
      case ARITHMETIC -> Ty.promote(left, right);
      case SHIFT -> left == Ty.LONG ? Ty.LONG : Ty.INT;
      case BITWISE -> left == Ty.BOOLEAN ? Ty.BOOLEAN : Ty.promote(left, right);
      case COMPARISON, SHORT_CIRCUIT -> Ty.BOOLEAN;
    };
  }
}
