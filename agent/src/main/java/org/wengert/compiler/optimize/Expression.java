package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/** An operation as a key: equal to operations that do the same to the same operands. */
final class Expression {
  private final Op op;
  private final int hash;

  Expression(Op op) {
    this.op = op;
    this.hash = hash(op);
  }

  private static int hash(Op op) {
    int hash = op instanceof Op.Const ? op.hashCode() : op.getClass().hashCode();
    if (op instanceof Op.Binary binary) {
      hash += binary.kind().ordinal();
    } else if (op instanceof Op.Unary unary) {
      hash += unary.kind().ordinal();
    }
    for (Value operand : op.operands()) {
      hash = 31 * hash + operand.id();
    }
    return hash;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression expression
        && expression.hash == hash
        && expression.op.getClass() == op.getClass()
        && sameOperands(expression.op.operands(), op.operands())
        && sameOperation(expression.op, op);
  }

  private static boolean sameOperands(List<Value> a, List<Value> b) {
    for (int i = 0; i < a.size(); i++) {
      if (i >= b.size() || a.get(i) != b.get(i)) {
        return false;
      }
    }
    return a.size() == b.size();
  }

  /** Whether two operations of one class differ in their operands at most. */
  private static boolean sameOperation(Op a, Op b) {
    if (a instanceof Op.Unary x && b instanceof Op.Unary y) {
      return x.kind() == y.kind();
    } else if (a instanceof Op.Binary x && b instanceof Op.Binary y) {
      return x.kind() == y.kind();
    } else if (a instanceof Op.Select x && b instanceof Op.Select y) {
      return x.condition() == y.condition();
    } else if (a instanceof Op.Const || a instanceof Op.ArrayLength) {
      return a instanceof Op.ArrayLength || a.equals(b);
    } else if (a instanceof Op.CheckCast x && b instanceof Op.CheckCast y) {
      return x.type().equals(y.type());
    } else if (a instanceof Op.InstanceOf x && b instanceof Op.InstanceOf y) {
      return x.tested().equals(y.tested());
    } else if (a instanceof Op.GetField x && b instanceof Op.GetField y) {
      return x.field().equals(y.field());
    } else if (a instanceof Op.NullCheck) {
      return true;
    } else if (a instanceof Op.Invoke x && b instanceof Op.Invoke y) {
      return x.kind() == y.kind() && x.method().equals(y.method());
    }
    return a instanceof Op.InitClass x
        && b instanceof Op.InitClass y
        && x.owner().equals(y.owner());
  }
}
