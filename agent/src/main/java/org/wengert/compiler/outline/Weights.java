package org.wengert.compiler.outline;

import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Estimates of how many bytes instructions become, before anything is emitted. */
final class Weights {
  private static final double OPERAND = 2;
  private static final double RESULT = 2;

  /** A load and a store in the frame, or a parameter on both sides. */
  static final double CROSSING = 9;

  /** An argument of an edge, unless it stays where it is. */
  static final double PASSED = 4;

  static final double CALL = 8;
  static final double EXIT = 12;

  private Weights() {}

  /** Constants that are loaded anew at each use; null stands for itself everywhere. */
  static boolean isFree(Instr definition) {
    return definition.op() instanceof Op.Const && definition.op().effects() == Effect.NONE;
  }

  /** Whether a value need never be passed. */
  static boolean isNull(Value value) {
    return value.type().equals(Type.NULL);
  }

  static double of(Instr instr) {
    if (isFree(instr)) {
      return 0;
    }
    Op op = instr.op();
    double fixed = 1;
    if (op instanceof Op.Reserve) {
      fixed = 20;
    } else if (op instanceof Op.SafeLoad || op instanceof Op.SafeAdd) {
      fixed = 18;
    } else if (op instanceof Op.Select) {
      fixed = 10;
    } else if (op instanceof Op.Invoke || op instanceof Op.CallRuntime || isCall(op)) {
      fixed = 3;
    }
    return fixed + OPERAND * op.operands().size() + (instr.result() == null ? 0 : RESULT);
  }

  private static boolean isCall(Op op) {
    return op instanceof Op.CallVariant
        || op instanceof Op.CallPart
        || op instanceof Op.GetField
        || op instanceof Op.PutField
        || op instanceof Op.GetStatic
        || op instanceof Op.PutStatic;
  }

  static double of(Block block) {
    double weight = 3 + 3 * block.edges().size();
    for (Instr instr : block.instrs()) {
      weight += of(instr);
    }
    for (Edge edge : block.edges()) {
      for (Value arg : edge.args()) {
        // What is passed on mostly stays in its slot.
        weight += block.params().contains(arg) ? 0 : PASSED;
      }
    }
    return weight;
  }

  static double of(Function function) {
    double weight = 0;
    for (Block block : function.blocks()) {
      weight += of(block);
    }
    return weight;
  }
}
