package org.wengert.compiler.outline;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Signatures of more than {@link #DIRECT} parameters pass the rest through the frame of the tape:
 * the caller writes them right before the call, the callee reads them before anything else.
 *
 * <p>A method can have 255 slots of parameters, but HotSpot's C2 compiles neither methods with more
 * than some 50 parameters nor their callers (measured on 17, x86-64: 50 ints or 55 doubles are
 * compiled, 55 ints or 60 doubles are not), so the limit is below that.
 */
public final class WideSignatures {
  /** The most parameters that a generated method has. */
  public static final int DIRECT = 48;

  private WideSignatures() {}

  /** Whether some parameters of a variant or part of this descriptor go through the tape. */
  public static boolean isWide(String descriptor) {
    return MethodDescriptor.parameters(descriptor).size() > DIRECT;
  }

  /**
   * The descriptor of the method that is emitted for a function: the first parameters, then the
   * last, which is the tape.
   *
   * @param descriptor with all parameters, the tape last
   */
  public static String emitted(String descriptor) {
    List<String> params = MethodDescriptor.parameters(descriptor);
    if (params.size() <= DIRECT) {
      return descriptor;
    }
    return "("
        + String.join("", direct(params))
        + ")"
        + descriptor.substring(descriptor.indexOf(')') + 1);
  }

  /** What stays of a list parallel to the parameters. */
  public static <T> List<T> direct(List<T> all) {
    if (all.size() <= DIRECT) {
      return all;
    }
    List<T> direct = new ArrayList<>(all.subList(0, DIRECT - 1));
    direct.add(all.get(all.size() - 1));
    return direct;
  }

  /** What goes through the tape, of a list parallel to the parameters. */
  public static <T> List<T> framed(List<T> all) {
    return all.size() <= DIRECT ? List.of() : all.subList(DIRECT - 1, all.size() - 1);
  }

  /** A function with as many inputs as its method may have, whose calls pass as many arguments. */
  public static Function lower(Function function) {
    boolean wide = function.inputs().size() > DIRECT;
    if (!wide && !callsWide(function)) {
      return function;
    }
    Numbering numbering = new Numbering(function.valueCount());
    List<Block> copies = new ArrayList<>();
    for (Block block : function.blocks()) {
      Block copy = new Block(block.id());
      copy.params().addAll(block.params());
      copies.add(copy);
    }
    Value[] renamed = new Value[function.valueCount()];
    if (wide) {
      receive(function, numbering, copies.get(0).instrs(), renamed);
    }
    for (Block block : function.blocks()) {
      Block copy = copies.get(block.id());
      for (Instr instr : block.instrs()) {
        lower(instr, renamed, numbering, copy.instrs());
      }
      copy.terminate(
          block
              .terminator()
              .map(
                  v -> renamed(v, renamed),
                  e -> new Edge(copies.get(e.target().id()), renamed(e.args(), renamed))),
          block.terminatorLine());
    }
    return Canonical.of(
        function.method(), direct(function.inputs()), function.result(), copies.get(0));
  }

  private static boolean callsWide(Function function) {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (isCall(instr.op()) && instr.op().operands().size() > DIRECT) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCall(Op op) {
    return op instanceof Op.CallVariant || op instanceof Op.CallPart;
  }

  private static void receive(
      Function function, Numbering numbering, List<Instr> code, Value[] renamed) {
    List<Value> inputs = function.inputs();
    List<Type> types = new ArrayList<>();
    for (Value input : framed(inputs)) {
      types.add(input.type());
    }
    List<Value> received = Frame.read(types, inputs.get(inputs.size() - 1), numbering, code);
    for (int i = 0; i < received.size(); i++) {
      renamed[framed(inputs).get(i).id()] = received.get(i);
    }
  }

  private static void lower(Instr instr, Value[] renamed, Numbering numbering, List<Instr> code) {
    Op op = instr.op().map(v -> renamed(v, renamed));
    List<Value> args = op.operands();
    if (isCall(op) && args.size() > DIRECT) {
      Frame.write(framed(args), args.get(args.size() - 1), numbering, code);
      op = narrow(op);
    }
    code.add(new Instr(instr.result(), op, instr.line()));
  }

  private static Op narrow(Op op) {
    if (op instanceof Op.CallVariant call) {
      return new Op.CallVariant(
          call.variant(), emitted(call.descriptor()), List.copyOf(direct(call.args())));
    }
    Op.CallPart call = (Op.CallPart) op;
    return new Op.CallPart(
        call.name(), emitted(call.descriptor()), List.copyOf(direct(call.args())));
  }

  private static Value renamed(Value value, Value[] renamed) {
    Value other = renamed[value.id()];
    return other == null ? value : other;
  }

  private static List<Value> renamed(List<Value> values, Value[] renamed) {
    List<Value> all = new ArrayList<>(values.size());
    for (Value value : values) {
      all.add(renamed(value, renamed));
    }
    return List.copyOf(all);
  }
}
