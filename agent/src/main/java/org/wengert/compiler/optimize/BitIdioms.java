package org.wengert.compiler.optimize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * Numbers taken apart through their bits in the one way that arithmetic of more than double
 * precision knows: the lowest bits are masked out. That is rounding, as a conversion to float is,
 * and becomes a function with the derivative 1. It is done before bits are followed and refused.
 */
public final class BitIdioms {
  private static final String DOUBLE = "java/lang/Double";
  private static final MethodRef TRUNCATED =
      new MethodRef("org/wengert/runtime/Values", "truncated", "(DJ)D");

  /** A mask keeps sign and exponent at least. */
  private static final long SIGN_AND_EXPONENT = -1L << 52;

  private final Editor editor;
  private final Map<Value, Op> definitions = new HashMap<>();

  private BitIdioms(Function function) {
    this.editor = new Editor(function);
  }

  public static Function run(Function function) {
    BitIdioms pass = new BitIdioms(function);
    for (Block block : pass.editor.blocks()) {
      for (Instr instr : block.instrs()) {
        pass.define(instr);
      }
    }
    if (pass.definitions.isEmpty()) {
      return function;
    }
    for (Block block : pass.editor.blocks()) {
      for (int i = 0; i < block.instrs().size(); i++) {
        pass.visit(block.instrs(), i);
      }
    }
    return pass.editor.finish();
  }

  /** Notes what can be a part of the idiom. */
  private void define(Instr instr) {
    Op op = instr.op();
    if ((op instanceof Op.Const constant && constant.constant() instanceof Long)
        || (op instanceof Op.Binary binary && binary.kind() == BinaryKind.LAND)
        || takesBits(op)) {
      definitions.put(instr.result(), op);
    }
  }

  private static boolean takesBits(Op op) {
    return op instanceof Op.Invoke call
        && call.method().owner().equals(DOUBLE)
        && (call.method().name().equals("doubleToRawLongBits")
            || call.method().name().equals("doubleToLongBits"));
  }

  private void visit(List<Instr> instrs, int at) {
    Instr instr = instrs.get(at);
    if (instr.op() instanceof Op.Invoke call
        && call.method().owner().equals(DOUBLE)
        && call.method().name().equals("longBitsToDouble")
        && definitions.get(call.args().get(0)) instanceof Op.Binary masked) {
      Op truncated = truncated(masked.left(), masked.right());
      truncated = truncated != null ? truncated : truncated(masked.right(), masked.left());
      if (truncated != null) {
        instrs.set(at, new Instr(instr.result(), truncated, instr.line()));
        editor.markChanged();
      }
    }
  }

  /** Null if these are not the bits of a number and a mask of the highest bits. */
  private Op truncated(Value bits, Value mask) {
    if (!(definitions.get(bits) instanceof Op.Invoke call && takesBits(call))
        || !(definitions.get(mask) instanceof Op.Const constant)) {
      return null;
    }
    long ones = (Long) constant.constant();
    boolean highest = ones != 0 && -Long.lowestOneBit(ones) == ones;
    if (!highest || (ones & SIGN_AND_EXPONENT) != SIGN_AND_EXPONENT) {
      return null;
    }
    List<Value> args = List.of(call.args().get(0), mask);
    return new Op.Invoke(InvokeKind.STATIC, TRUNCATED, false, true, args);
  }
}
