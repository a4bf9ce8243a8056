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
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.rules.NumberClasses;

/**
 * Numbers taken apart in the ways that arithmetic of more than double precision knows: the lowest
 * bits are masked out, or a number is added and subtracted again that makes them be rounded off.
 * Both are rounding, as a conversion to float is, and become a function with the derivative 1: to
 * differentiate the additions would round the derivatives off. It is done before bits are followed
 * and refused.
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
        || (op instanceof Op.Binary binary && isPart(binary.kind()))
        || takesBits(op)) {
      definitions.put(instr.result(), op);
    }
  }

  private static boolean isPart(BinaryKind kind) {
    return kind == BinaryKind.LAND || kind == BinaryKind.DADD || kind == BinaryKind.DSUB;
  }

  private static boolean takesBits(Op op) {
    return op instanceof Op.Invoke call
        && call.method().owner().equals(DOUBLE)
        && (call.method().name().equals("doubleToRawLongBits")
            || call.method().name().equals("doubleToLongBits"));
  }

  private void visit(List<Instr> instrs, int at) {
    Instr instr = instrs.get(at);
    Value rounded = rounded(instr.op());
    if (rounded != null) {
      Value value = editor.newValue(Type.DOUBLE);
      MethodRef itself = new MethodRef(NumberClasses.KNOWN, "Number.itself", "(DD)D");
      Op known = new Op.Invoke(InvokeKind.STATIC, itself, false, true, List.of(rounded, value));
      instrs.set(at, new Instr(value, instr.op(), instr.line()));
      instrs.add(at + 1, new Instr(instr.result(), known, instr.line()));
      editor.markChanged();
    } else if (instr.op() instanceof Op.Invoke call
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

  /** The x of {@code (x + y) - y} and {@code y - (y - x)}; null if an operation is neither. */
  private Value rounded(Op op) {
    if (!(op instanceof Op.Binary outer) || outer.kind() != BinaryKind.DSUB) {
      return null;
    }
    if (definitions.get(outer.left()) instanceof Op.Binary sum && sum.kind() == BinaryKind.DADD) {
      if (sum.right() == outer.right()) {
        return sum.left();
      } else if (sum.left() == outer.right()) {
        return sum.right();
      }
    }
    boolean back =
        definitions.get(outer.right()) instanceof Op.Binary difference
            && difference.kind() == BinaryKind.DSUB
            && difference.left() == outer.left();
    return back ? ((Op.Binary) definitions.get(outer.right())).right() : null;
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
