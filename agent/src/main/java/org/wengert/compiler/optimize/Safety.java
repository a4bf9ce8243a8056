package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Which operations of a kind that may throw never do, by what is known of their operands. */
final class Safety {
  private final Definitions definitions;

  Safety(Definitions definitions) {
    this.definitions = definitions;
  }

  boolean mayThrow(Op op) {
    if (!Effect.has(op.effects(), Effect.THROWS)) {
      return false;
    }
    if (op instanceof Op.Binary binary) {
      return !isNonZero(binary.kind(), binary.right());
    } else if (op instanceof Op.ArrayLength length) {
      return !definitions.isAllocation(length.array());
    } else if (op instanceof Op.NullCheck check) {
      return !definitions.isAllocation(check.object());
    } else if (op instanceof Op.GetField get) {
      return !definitions.isAllocation(get.object());
    } else if (op instanceof Op.ArrayLoad load) {
      return !isInside(load.array(), load.index());
    } else if (op instanceof Op.ArrayStore store) {
      return store.element() == Element.REF || !isInside(store.array(), store.index());
    } else if (op instanceof Op.NewArray created) {
      return !allLengthsValid(created);
    } else if (op instanceof Op.CheckCast cast) {
      return !cast.object().type().equals(cast.type())
          && !cast.type().equals(Type.OBJECT)
          && !isCopy(cast.object());
    }
    return true;
  }

  /** Whether leaving the operation out cannot be noticed if its result is not used. */
  boolean isRemovable(Op op) {
    return !Effect.has(op.effects(), Effect.WRITES) && !mayThrow(op);
  }

  /** A copy is of the class of what was copied, and is cast to the type of that. */
  private boolean isCopy(Value object) {
    return definitions.of(object) instanceof Op.CallRuntime call
        && call.function() == RuntimeFunction.COPY_VALUES;
  }

  private boolean isNonZero(BinaryKind kind, Value divisor) {
    Object constant = definitions.constant(divisor);
    return kind.mayThrow()
        && ((constant instanceof Integer i && i != 0) || (constant instanceof Long l && l != 0));
  }

  private boolean isInside(Value array, Value index) {
    return definitions.of(array) instanceof Op.NewArray created
        && definitions.constant(created.lengths().get(0)) instanceof Integer length
        && definitions.constant(index) instanceof Integer i
        && i >= 0
        && i < length;
  }

  private boolean allLengthsValid(Op.NewArray created) {
    for (Value length : created.lengths()) {
      if (!(definitions.constant(length) instanceof Integer n && n >= 0)) {
        return false;
      }
    }
    return true;
  }
}
