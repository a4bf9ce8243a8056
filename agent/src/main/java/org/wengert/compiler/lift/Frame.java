package org.wengert.compiler.lift;

import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * The locals and the operand stack of one point of a method. A long or double takes its first slot
 * among the locals (the second stays null) and one entry on the stack. A null local cannot be read.
 */
final class Frame {
  private final Value[] locals;
  private final Value[] stack;
  private int height;

  Frame(int maxLocals, int maxStack) {
    this.locals = new Value[maxLocals];
    this.stack = new Value[maxStack];
  }

  Frame copy() {
    Frame copy = new Frame(locals.length, stack.length);
    System.arraycopy(locals, 0, copy.locals, 0, locals.length);
    System.arraycopy(stack, 0, copy.stack, 0, height);
    copy.height = height;
    return copy;
  }

  /** The locals, with an exception as the only entry of the stack. */
  Frame withException(Value exception) {
    Frame frame = copy();
    frame.height = 0;
    frame.push(exception);
    return frame;
  }

  int maxLocals() {
    return locals.length;
  }

  int height() {
    return height;
  }

  Value local(int slot) {
    return slot < locals.length ? locals[slot] : null;
  }

  Value stack(int position) {
    return stack[position];
  }

  /** Replaces a local or forgets it ({@code value} null), without regard to its neighbours. */
  void setLocal(int slot, Value value) {
    locals[slot] = value;
  }

  void setStack(int position, Value value) {
    stack[position] = value;
  }

  Value load(int slot) {
    Value value = local(slot);
    if (value == null) {
      throw new UnreadableClassException("invalid bytecode: local " + slot + " read unassigned");
    }
    return value;
  }

  void store(int slot, Value value) {
    int last = slot + value.type().slots() - 1;
    if (last >= locals.length) {
      throw new UnreadableClassException("invalid bytecode: local " + last + " out of range");
    }
    if (slot > 0 && locals[slot - 1] != null && locals[slot - 1].type().slots() == 2) {
      locals[slot - 1] = null;
    }
    locals[slot] = value;
    if (last > slot) {
      locals[last] = null;
    }
  }

  void push(Value value) {
    if (height == stack.length) {
      throw new UnreadableClassException("invalid bytecode: operand stack overflow");
    }
    stack[height++] = value;
  }

  Value pop() {
    if (height == 0) {
      throw new UnreadableClassException("invalid bytecode: operand stack underflow");
    }
    return stack[--height];
  }

  /** Replaces all that has a type, which is that of objects under construction. */
  void replace(Type type, Value by) {
    replace(locals, locals.length, type, by);
    replace(stack, height, type, by);
  }

  private static void replace(Value[] values, int count, Type type, Value by) {
    for (int i = 0; i < count; i++) {
      if (values[i] != null && values[i].type().equals(type)) {
        values[i] = by;
      }
    }
  }

  /** Joins another frame for the same point into this one; whether this one changed. */
  boolean join(Frame other, TypeJoin types) {
    if (height != other.height) {
      throw new UnreadableClassException("invalid bytecode: stack heights differ at a join");
    }
    boolean changed = false;
    for (int i = 0; i < locals.length; i++) {
      changed |= joinInto(locals, i, other.locals[i], types);
    }
    for (int i = 0; i < height; i++) {
      changed |= joinInto(stack, i, other.stack[i], types);
      if (stack[i] == null) {
        throw new UnreadableClassException("invalid bytecode: stack types differ at a join");
      }
    }
    return changed;
  }

  private static boolean joinInto(Value[] slots, int i, Value other, TypeJoin types) {
    Value old = slots[i];
    if (old == null || other == old) {
      return false;
    }
    Type joined = other == null ? null : types.join(old.type(), other.type());
    if (old.type().equals(joined)) {
      return false;
    }
    slots[i] = joined == null ? null : new Value(old.id(), joined);
    return true;
  }
}
