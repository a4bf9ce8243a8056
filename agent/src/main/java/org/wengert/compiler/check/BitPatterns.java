package org.wengert.compiler.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.analyze.Rules;
import org.wengert.compiler.analyze.Sinks;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * Follows the bits of floating-point numbers through a function. They may be compared, hashed and
 * narrowed, and kept in integers that are followed themselves ({@link BitFlow}); where they, or an
 * integer computed from them, become a number again or get out of sight, a derivative would be lost
 * without a word.
 *
 * <p>An array of integers counts as bits if it may hold some: what it was before and becomes after
 * that counts too.
 */
final class BitPatterns {
  private final Function function;
  private final BitFlow flow;
  private final BitSet given;
  private final BitSet bits = new BitSet();
  private final Map<Value, Instr> definitions = new HashMap<>();
  private boolean changed;

  /**
   * @param given which inputs are bits
   */
  BitPatterns(Function function, BitSet given, BitFlow flow) {
    this.function = function;
    this.given = given;
    this.flow = flow;
  }

  BitFlow.Summary summary() {
    for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
      bits.set(function.inputs().get(i).id());
    }
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          definitions.put(instr.result(), instr);
        }
      }
    }
    do {
      changed = false;
      spread();
    } while (changed);
    return bits.isEmpty()
        ? new BitFlow.Summary(null, false)
        : new BitFlow.Summary(find(), returnsBits());
  }

  private void spread() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        spread(instr);
      }
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          Value param = edge.target().params().get(i);
          if (isMarked(edge.args().get(i))) {
            mark(param);
          } else if (isMarked(param) && isIntegers(param.type())) {
            mark(edge.args().get(i));
          }
        }
      }
    }
  }

  private void spread(Instr instr) {
    Op op = instr.op();
    Value result = instr.result();
    if (op instanceof Op.ArrayStore store) {
      if (isMarked(store.value()) && store.element() != Element.REF) {
        mark(store.array());
      }
    } else if (op instanceof Op.PutField put) {
      if (isIntegers(put.value().type()) && flow.holdsBits(function, put.field())) {
        mark(put.value());
      }
    } else if (op instanceof Op.Invoke call && ArrayMethod.of(call) != null) {
      spread(call, ArrayMethod.of(call), result);
    } else if (op instanceof Op.CheckCast cast && result != null && isMarked(result)) {
      mark(cast.object());
    } else if (result != null && (takesBits(op) || keepsBits(op) || yieldsBits(op))) {
      mark(result);
    }
  }

  private void spread(Op.Invoke call, ArrayMethod method, Value result) {
    List<Value> args = call.args();
    switch (method) {
      case ARRAYCOPY:
        if (isMarked(args.get(0))) {
          mark(args.get(2));
        }
        break;
      case FILL, FILL_RANGE:
        if (isMarked(args.get(args.size() - 1))) {
          mark(args.get(0));
        }
        break;
      case COPY_OF, COPY_OF_RANGE, CLONE:
        if (isMarked(args.get(0))) {
          mark(result);
        }
        break;
      default:
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

  /** Whether a type is that of an array of integers. */
  private static boolean isIntegers(Type type) {
    String d = type.descriptor();
    return d.length() == 2 && d.charAt(0) == '[' && "DF".indexOf(d.charAt(1)) < 0;
  }

  private static boolean takesBits(Op op) {
    if (!(op instanceof Op.Invoke call)) {
      return false;
    }
    String name = call.method().name();
    if (call.method().owner().equals("jdk/internal/misc/Unsafe")) {
      // Read from memory of any kind.
      return name.startsWith("getInt") || name.startsWith("getLong");
    }
    return isBox(call.method().owner()) && (name.endsWith("LongBits") || name.endsWith("IntBits"));
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
            || op instanceof Op.CheckCast
            || (op instanceof Op.Invoke call && keepsBits(call));
    return arithmetic && usesMarked(op);
  }

  /** Arithmetic of integers by a method, such as {@code Math.abs(long)}. */
  private static boolean keepsBits(Op.Invoke call) {
    return Rules.has(call) && !call.type().isFloating() && !call.type().isReference();
  }

  /** Whether bits come out of memory or of a call. */
  private boolean yieldsBits(Op op) {
    if (op instanceof Op.ArrayLoad load) {
      return isMarked(load.array());
    } else if (op instanceof Op.GetField get) {
      return !get.type().isFloating() && flow.holdsBits(function, get.field());
    } else if (op instanceof Op.Invoke call && isFollowed(call)) {
      BitFlow.Summary called = called(call);
      return called != null && called.returnsBits();
    }
    return false;
  }

  private boolean isFollowed(Op.Invoke call) {
    return !Sinks.contains(call)
        && !Rules.has(call)
        && (usesMarked(call) || flow.mayYieldBits(function, call));
  }

  private BitFlow.Summary called(Op.Invoke call) {
    BitSet given = new BitSet();
    for (int i = 0; i < call.args().size(); i++) {
      given.set(i, isMarked(call.args().get(i)));
    }
    return flow.called(call, given);
  }

  private boolean usesMarked(Op op) {
    for (Value operand : op.operands()) {
      if (isMarked(operand)) {
        return true;
      }
    }
    return false;
  }

  private BitFlow.Misuse find() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (usesMarked(instr.op()) && isMisuse(instr.op())) {
          return new BitFlow.Misuse(instr, describe(instr.op()));
        }
      }
      if (block.terminator() instanceof Terminator.Return end
          && end.value() != null
          && isMarked(end.value())
          && given.isEmpty()
          && !isHash()
          && !flow.mayReturnBits(function.method())) {
        return new BitFlow.Misuse(source(), "a result that any caller may take for a number");
      }
    }
    return null;
  }

  private boolean returnsBits() {
    if (isHash()) {
      return false;
    }
    for (Block block : function.blocks()) {
      if (block.terminator() instanceof Terminator.Return end
          && end.value() != null
          && isMarked(end.value())) {
        return true;
      }
    }
    return false;
  }

  /** The result of such a method is no number to whoever calls it. */
  private boolean isHash() {
    String name = function.method().name();
    return name.equals("hashCode") || name.startsWith("compare") || name.equals("equals");
  }

  private Instr source() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.result() != null && isMarked(instr.result())) {
          return instr;
        }
      }
    }
    return block(0);
  }

  private Instr block(int number) {
    List<Instr> instrs = function.blocks().get(number).instrs();
    return instrs.isEmpty() ? null : instrs.get(0);
  }

  private boolean isMisuse(Op op) {
    if (op instanceof Op.Unary unary) {
      return unary.kind().result().isFloating() && unary.kind() != UnaryKind.F2D;
    } else if (op instanceof Op.ArrayStore store) {
      return store.element() == Element.REF
          ? isMarked(store.value())
          : isMarked(store.value()) && !isInSight(store.array(), new BitSet());
    } else if (op instanceof Op.Invoke call) {
      return isMisuse(call);
    } else if (op instanceof Op.PutField put) {
      return isMarked(put.value())
          && !(flow.mayKeepBits(function, put.field())
              && (!put.value().type().isReference() || isInSight(put.value(), new BitSet())));
    }
    return op instanceof Op.PutStatic
        || op instanceof Op.Held
        || op instanceof Op.Construct
        || op instanceof Op.InvokeDynamic;
  }

  private boolean isMisuse(Op.Invoke call) {
    ArrayMethod method = ArrayMethod.of(call);
    if (method == ArrayMethod.ARRAYCOPY) {
      return isMarked(call.args().get(2)) && !isInSight(call.args().get(2), new BitSet());
    } else if (method == ArrayMethod.FILL || method == ArrayMethod.FILL_RANGE) {
      return isMarked(call.args().get(0)) && !isInSight(call.args().get(0), new BitSet());
    } else if (method != null || keepsBits(call)) {
      return false;
    } else if (flow.isInactive(call)) {
      return false;
    } else if (Sinks.contains(call)) {
      return Sinks.keepsIntegers(call.method());
    } else if (Rules.has(call)) {
      return true;
    }
    BitFlow.Summary called = called(call);
    return called == null || called.misuse() != null;
  }

  /** Whether nobody else has an array that bits are stored in: it is made here, or kept. */
  private boolean isInSight(Value array, BitSet seen) {
    if (seen.get(array.id())) {
      return true;
    }
    seen.set(array.id());
    Instr definition = definitions.get(array);
    if (definition == null) {
      return isParamInSight(array, seen);
    }
    Op op = definition.op();
    if (op instanceof Op.GetField get) {
      return flow.mayKeepBits(function, get.field());
    } else if (op instanceof Op.CheckCast cast) {
      return isInSight(cast.object(), seen);
    } else if (op instanceof Op.Invoke call) {
      ArrayMethod method = ArrayMethod.of(call);
      return method == ArrayMethod.COPY_OF
          || method == ArrayMethod.COPY_OF_RANGE
          || method == ArrayMethod.CLONE;
    }
    return op instanceof Op.NewArray || op instanceof Op.Const;
  }

  private boolean isParamInSight(Value param, BitSet seen) {
    boolean found = false;
    for (Block block : function.blocks()) {
      for (Edge edge : block.edges()) {
        int index = edge.target().params().indexOf(param);
        if (index >= 0) {
          found = true;
          if (!isInSight(edge.args().get(index), seen)) {
            return false;
          }
        }
      }
    }
    return found;
  }

  /** What an instruction does, for people. */
  private static String describe(Op op) {
    if (op instanceof Op.Invoke call) {
      return call.method().owner().replace('/', '.')
          + "."
          + call.method().name()
          + call.method().descriptor();
    }
    return op instanceof Op.Unary ? "a conversion to floating point" : "a store";
  }
}
