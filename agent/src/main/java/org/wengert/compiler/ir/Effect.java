package org.wengert.compiler.ir;

/** What an operation does besides computing its result; bits that can be combined. */
public final class Effect {
  /** Depends on its operands only. */
  public static final int NONE = 0;

  /** Reads memory that a write may change. */
  public static final int READS = 1;

  /** Writes memory, or does anything else that must happen exactly once and in order. */
  public static final int WRITES = 2;

  /** May end in an exception, so must not be executed where it was not, nor be dropped. */
  public static final int THROWS = 4;

  /** Yields a new identity each time: may be dropped if unused, never shared. */
  public static final int ALLOCATES = 8;

  private Effect() {}

  public static boolean has(int effects, int bit) {
    return (effects & bit) != 0;
  }
}
