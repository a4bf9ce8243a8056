package org.wengert.compiler.check;

import java.util.BitSet;
import org.wengert.compiler.analyze.Effects;
import org.wengert.compiler.analyze.Rules;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * Follows the bits of floating-point numbers. They may be compared, hashed and narrowed; where
 * they, or an integer computed from them, become a number again or leave the function, a derivative
 * would be lost without a word.
 */
final class BitPatterns {
  private final Function function;
  private final Effects effects;
  private final BitSet bits = new BitSet();
  private boolean changed;

  private BitPatterns(Function function, Effects effects) {
    this.function = function;
    this.effects = effects;
  }

  /** The first instruction that makes more of bits than an integer; null if there is none. */
  static Instr misused(Function function, Effects effects) {
    BitPatterns patterns = new BitPatterns(function, effects);
    do {
      patterns.changed = false;
      patterns.spread();
    } while (patterns.changed);
    return patterns.bits.isEmpty() ? null : patterns.find();
  }

  private void spread() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.result() != null && (takesBits(instr.op()) || keepsBits(instr.op()))) {
          mark(instr.result());
        }
      }
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          if (isMarked(edge.args().get(i))) {
            mark(edge.target().params().get(i));
          }
        }
      }
    }
  }

  private void mark(Value value) {
    if (!bits.get(value.id())) {
      bits.set(value.id());
      changed = true;
    }
  }

  private boolean isMarked(Value value) {
    return bits.get(value.id());
  }

  private static boolean takesBits(Op op) {
    return op instanceof Op.Invoke call
        && isBox(call.method().owner())
        && (call.method().name().endsWith("LongBits") || call.method().name().endsWith("IntBits"));
  }

  private static boolean isBox(String owner) {
    return owner.equals("java/lang/Double") || owner.equals("java/lang/Float");
  }

  /** Integer arithmetic on bits yields bits, but for comparisons. */
  private boolean keepsBits(Op op) {
    boolean arithmetic =
        (op instanceof Op.Unary unary && !unary.kind().result().isFloating())
            || (op instanceof Op.Binary binary && !binary.kind().name().startsWith("LCMP"))
            || op instanceof Op.Select
            || (op instanceof Op.Invoke call && keepsBits(call));
    return arithmetic && usesMarked(op);
  }

  /** Arithmetic of integers by a method, such as {@code Math.abs(long)}. */
  private static boolean keepsBits(Op.Invoke call) {
    return Rules.has(call) && !call.type().isFloating() && !call.type().isReference();
  }

  private boolean usesMarked(Op op) {
    for (Value operand : op.operands()) {
      if (isMarked(operand)) {
        return true;
      }
    }
    return false;
  }

  private Instr find() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (usesMarked(instr.op()) && isMisuse(instr.op())) {
          return instr;
        }
      }
      if (block.terminator() instanceof Terminator.Return end
          && end.value() != null
          && isMarked(end.value())
          && !isHash()) {
        return source();
      }
    }
    return null;
  }

  /** The result of such a method is no number to whoever calls it. */
  private boolean isHash() {
    String name = function.method().name();
    return name.equals("hashCode") || name.startsWith("compare") || name.equals("equals");
  }

  private Instr source() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (takesBits(instr.op())) {
          return instr;
        }
      }
    }
    return null;
  }

  private boolean isMisuse(Op op) {
    if (op instanceof Op.Unary unary) {
      return unary.kind().result().isFloating() && unary.kind() != UnaryKind.F2D;
    } else if (op instanceof Op.ArrayStore store) {
      return store.element() != Element.REF;
    } else if (op instanceof Op.Invoke call) {
      return !effects.runsPlain(call) && !keepsBits(call);
    }
    return op instanceof Op.PutField
        || op instanceof Op.PutStatic
        || op instanceof Op.Held
        || op instanceof Op.Construct
        || op instanceof Op.InvokeDynamic;
  }

  /** What an instruction does, for people. */
  static String describe(Op op) {
    if (op instanceof Op.Invoke call) {
      return call.method().owner().replace('/', '.')
          + "."
          + call.method().name()
          + call.method().descriptor();
    }
    return op instanceof Op.Unary ? "a conversion to floating point" : "a store";
  }
}
