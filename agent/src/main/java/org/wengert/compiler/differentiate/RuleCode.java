package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.rules.Cond;
import org.wengert.compiler.rules.Expr;
import org.wengert.compiler.rules.Fn;
import org.wengert.compiler.rules.Partial;

/** Writes the partials of one operation as instructions. */
final class RuleCode {
  /** Supplies the values that an expression may use; asked only for those that it does. */
  interface Operands {
    Value operand(int index);

    Value result();
  }

  private final FunctionBuilder builder;
  private final Operands operands;
  private final Map<Expr, Value> written = new IdentityHashMap<>();

  RuleCode(FunctionBuilder builder, Operands operands) {
    this.builder = builder;
    this.operands = operands;
  }

  /** {@code derivative} times the partial; null if the partial is zero. */
  Value times(Value derivative, Partial partial) {
    if (partial == Partial.ZERO) {
      return null;
    } else if (partial == Partial.ONE) {
      return derivative;
    } else if (partial == Partial.MINUS_ONE) {
      return builder.emit(new Op.Unary(UnaryKind.DNEG, derivative));
    }
    Partial.General general = (Partial.General) partial;
    Value factor = write(general.expr());
    BinaryKind product = general.strongZero() ? BinaryKind.SMUL : BinaryKind.DMUL;
    return builder.emit(new Op.Binary(product, derivative, factor));
  }

  private Value write(Expr expr) {
    Value known = written.get(expr);
    if (known == null) {
      known = writeNew(expr);
      written.put(expr, known);
    }
    return known;
  }

  private Value writeNew(Expr expr) {
    if (expr instanceof Expr.Operand operand) {
      return widen(builder, operands.operand(operand.index()));
    } else if (expr instanceof Expr.Result) {
      return widen(builder, operands.result());
    } else if (expr instanceof Expr.Constant constant) {
      return builder.constant(constant.value());
    } else if (expr instanceof Expr.Apply apply) {
      return apply(apply);
    }
    Expr.Select select = (Expr.Select) expr;
    return select(select.cond(), write(select.ifTrue()), write(select.ifFalse()));
  }

  /** The value as a double. */
  static Value widen(FunctionBuilder builder, Value value) {
    if (value.type().equals(Type.DOUBLE)) {
      return value;
    }
    UnaryKind kind =
        value.type().equals(Type.FLOAT)
            ? UnaryKind.F2D
            : value.type().equals(Type.INT) ? UnaryKind.I2D : UnaryKind.L2D;
    return builder.emit(new Op.Unary(kind, value));
  }

  private Value apply(Expr.Apply apply) {
    List<Value> args = new ArrayList<>();
    for (Expr arg : apply.args()) {
      args.add(write(arg));
    }
    Fn fn = apply.fn();
    if (fn == Fn.NEG) {
      return builder.emit(new Op.Unary(UnaryKind.DNEG, args.get(0)));
    } else if (fn == Fn.SMUL) {
      return builder.emit(new Op.Binary(BinaryKind.SMUL, args.get(0), args.get(1)));
    } else if (!fn.isMethod()) {
      return builder.emit(new Op.Binary(BinaryKind.valueOf(fn.opcode()), args.get(0), args.get(1)));
    }
    MethodRef method = new MethodRef(fn.owner(), fn.methodName(), fn.descriptor());
    return builder.emit(new Op.Invoke(InvokeKind.STATIC, method, false, true, List.copyOf(args)));
  }

  private Value select(Cond cond, Value ifTrue, Value ifFalse) {
    if (cond instanceof Cond.And and) {
      return select(and.a(), select(and.b(), ifTrue, ifFalse), ifFalse);
    } else if (cond instanceof Cond.Or or) {
      return select(or.a(), ifTrue, select(or.b(), ifTrue, ifFalse));
    } else if (cond instanceof Cond.Not not) {
      return select(not.a(), ifFalse, ifTrue);
    }
    Cond.Compare compare = (Cond.Compare) cond;
    Value order =
        builder.emit(
            new Op.Binary(comparison(compare.op()), write(compare.a()), write(compare.b())));
    return builder.emit(
        new Op.Select(
            Condition.valueOf(compare.op().name()), order, builder.constant(0), ifTrue, ifFalse));
  }

  /** The comparison whose answer for NaN makes the condition false (true for NE). */
  private static BinaryKind comparison(Cond.Cmp op) {
    return op == Cond.Cmp.LT || op == Cond.Cmp.LE ? BinaryKind.DCMPG : BinaryKind.DCMPL;
  }
}
