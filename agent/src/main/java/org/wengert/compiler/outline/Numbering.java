package org.wengert.compiler.outline;

import java.util.List;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Makes values with numbers of their own, to be renumbered when the function is complete. */
final class Numbering {
  private int next;

  Numbering(int first) {
    this.next = first;
  }

  Value value(Type type) {
    return new Value(next++, type);
  }

  /** Appends an operation; yields its value, null if it has none. */
  Value append(List<Instr> code, Op op) {
    Value result = op.type().equals(Type.VOID) ? null : value(op.type());
    code.add(new Instr(result, op, 0));
    return result;
  }

  Value constant(List<Instr> code, int constant) {
    return append(code, Op.Const.of(constant));
  }
}
