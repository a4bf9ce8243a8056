package org.wengert.compiler.optimize;

import java.util.Arrays;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/** The operation that defines each value, kept up to date by the pass that changes them. */
final class Definitions {
  private Op[] ops;

  Definitions(Function function) {
    this.ops = new Op[function.valueCount()];
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          ops[instr.result().id()] = instr.op();
        }
      }
    }
  }

  /** Null for parameters of the function and of blocks. */
  Op of(Value value) {
    return value.id() < ops.length ? ops[value.id()] : null;
  }

  void set(Value value, Op op) {
    if (value.id() >= ops.length) {
      ops = Arrays.copyOf(ops, 2 * value.id() + 1);
    }
    ops[value.id()] = op;
  }

  /** The constant that the value is; null if it is none, or the null reference. */
  Object constant(Value value) {
    return of(value) instanceof Op.Const constant ? constant.constant() : null;
  }

  boolean isNull(Value value) {
    return of(value) instanceof Op.Const constant && constant.constant() == null;
  }

  /** Whether the reference was just made or caught, so that it is not null. */
  boolean isAllocation(Value value) {
    Op op = of(value);
    while (op instanceof Op.CheckCast cast) {
      op = of(cast.object());
    }
    return op instanceof Op.NewArray
        || op instanceof Op.Construct
        || op instanceof Op.Allocate
        || op instanceof Op.Caught;
  }

  /** Whether two ints differ in every execution: constants, or one value at different offsets. */
  boolean differ(Value a, Value b) {
    return base(a) == base(b) && offset(a) != offset(b);
  }

  private Value base(Value index) {
    Op op = of(index);
    if (op instanceof Op.Const) {
      return null;
    }
    if (op instanceof Op.Binary binary && constant(binary.right()) instanceof Integer) {
      switch (binary.kind()) {
        case IADD, ISUB:
          return binary.left();
        default:
          return index;
      }
    }
    return index;
  }

  private int offset(Value index) {
    Op op = of(index);
    if (op instanceof Op.Const constant && constant.constant() instanceof Integer i) {
      return i;
    }
    if (op instanceof Op.Binary binary && constant(binary.right()) instanceof Integer i) {
      switch (binary.kind()) {
        case IADD:
          return i;
        case ISUB:
          return -i;
        default:
          return 0;
      }
    }
    return 0;
  }
}
