package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Appends code that counts the iterations of a loop before it runs; counts beyond int saturate. */
final class TripCountCode {
  private final Editor editor;
  private final List<Instr> out;
  private final Definitions definitions;
  private final int line;

  TripCountCode(Editor editor, Definitions definitions, List<Instr> out, int line) {
    this.editor = editor;
    this.definitions = definitions;
    this.out = out;
    this.line = line;
  }

  Value emit(Op op) {
    Value result = editor.newValue(op.type());
    out.add(new Instr(result, op, line));
    return result;
  }

  private Value constant(int value) {
    return emit(new Op.Const(value, Type.INT));
  }

  /** How often the loop runs its body, from where its counter starts. */
  Value trips(CountedLoop loop, Value start) {
    Value upper = loop.rises() ? loop.bound() : start;
    Value lower = loop.rises() ? start : loop.bound();
    Value zero = constant(0);
    Value distance = emit(new Op.Binary(BinaryKind.ISUB, upper, lower));
    if (!(definitions.constant(lower) instanceof Integer least && least >= 0)) {
      distance = saturated(distance);
    }
    if (loop.isInclusive()) {
      distance = saturated(emit(new Op.Binary(BinaryKind.IADD, distance, constant(1))));
    }
    Condition runs = loop.isInclusive() ? Condition.GE : Condition.GT;
    return emit(new Op.Select(runs, upper, lower, distance, zero));
  }

  /** A count that is negative only if it was too large for an int. */
  private Value saturated(Value count) {
    return emit(
        new Op.Select(Condition.LT, count, constant(0), constant(Integer.MAX_VALUE), count));
  }

  /** A count that is not negative, times a factor that is positive. */
  Value times(Value count, int factor) {
    if (factor == 1) {
      return count;
    }
    Value product = emit(new Op.Binary(BinaryKind.IMUL, count, constant(factor)));
    return emit(
        new Op.Select(
            Condition.GT,
            count,
            constant(Integer.MAX_VALUE / factor),
            constant(Integer.MAX_VALUE),
            product));
  }
}
