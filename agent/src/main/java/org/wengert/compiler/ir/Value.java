package org.wengert.compiler.ir;

/**
 * A value in SSA form: a function parameter, a block parameter or the result of one instruction.
 * Identity is what counts; the number only serves printing and dense tables.
 */
public final class Value {
  private final int id;
  private final Type type;

  public Value(int id, Type type) {
    this.id = id;
    this.type = type;
  }

  /** Number, unique in the function. */
  public int id() {
    return id;
  }

  public Type type() {
    return type;
  }

  @Override
  public String toString() {
    return "%" + id;
  }
}
