package org.wengert.compiler.ir;

/**
 * A mutable variable of a function under construction; {@link FunctionBuilder#finish} turns reads
 * and writes into SSA values and block parameters. Where it is read before it was written it has
 * the value {@code initial}.
 */
public final class Variable implements Comparable<Variable> {
  private final int id;
  private final Type type;
  private final Value initial;

  Variable(int id, Type type, Value initial) {
    this.id = id;
    this.type = type;
    this.initial = initial;
  }

  int id() {
    return id;
  }

  public Type type() {
    return type;
  }

  Value initial() {
    return initial;
  }

  /** In the order of their making. */
  @Override
  public int compareTo(Variable other) {
    return Integer.compare(id, other.id);
  }
}
