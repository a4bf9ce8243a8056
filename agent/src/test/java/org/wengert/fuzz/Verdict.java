package org.wengert.fuzz;

/**
 * What came of a check.
 *
 * @param what which comparison failed, in few words that stay the same while a program is shrunk
 * @param details numbers, or a stack trace
 */
record Verdict(Kind kind, String what, String details) {
  enum Kind {
    /** Values and derivatives agree. */
    AGREES,
    /** Values agree; derivatives are not compared, the program is wild. */
    VALUE_ONLY,
    /** The program throws, and the engine throws the same. */
    THROWS,
    /** The reference gave up: the program runs too long. */
    TOO_LONG,
    /** The engine refused: the derivative fits into no class file. */
    TOO_LARGE,
    DISAGREES
  }

  static Verdict of(Kind kind) {
    return new Verdict(kind, "", "");
  }

  boolean disagrees() {
    return kind == Kind.DISAGREES;
  }
}
