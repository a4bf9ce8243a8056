package org.wengert.fuzz;

/** Prefix operators without side effects. */
enum UnaryOp {
  NEGATE("-"),
  COMPLEMENT("~"),
  NOT("!");

  private final String symbol;

  UnaryOp(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }
}
