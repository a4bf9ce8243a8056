package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variable;

/** Writes the sweeps that {@link AdjointTransform} has planned. */
final class AdjointWriter {
  private final AdjointTransform plan;
  private final Shadowed shadowed;
  private final ReverseForm form;
  private final Availability availability;
  private final Map<Value, Value> copies = new IdentityHashMap<>();
  private final Map<Value, Integer> lines = new IdentityHashMap<>();
  private final Map<Value, Variable> forwardValues = new IdentityHashMap<>();
  private FunctionBuilder builder;
  private Value tape;
  private TapeAccess access;

  AdjointWriter(AdjointTransform plan) {
    this.plan = plan;
    this.shadowed = plan.shadowed();
    this.form = plan.form();
    this.availability = plan.availability();
  }

  /** Both sweeps in one function, with adjoint 1 of the result. */
  Function joint() {
    start(form.function().result());
    declarePrimalInputs();
    Value scalarAdjoints = builder.addInput(Type.DOUBLES);
    tape = declareTape();
    openTape();
    Block end = writeForwardSweep();
    if (end == null) {
      return builder.finish();
    }
    builder.position(end);
    access.store();
    builder.emit(new Op.CallRuntime(RuntimeFunction.NOTE_USED, List.of(tape)));
    Value result = plan.result();
    Value value = result == null ? null : copies.get(result);
    ReverseSweep reverse = newReverseSweep();
    if (result != null && shadowed.isActive(result)) {
      reverse.add(result, builder.constant(1.0));
    }
    reverse.write();
    List<Integer> scalars = plan.activeScalars();
    for (int i = 0; i < scalars.size(); i++) {
      Value adjoint = reverse.adjointOfInput(scalars.get(i));
      builder.emit(new Op.ArrayStore(Element.DOUBLE, scalarAdjoints, builder.constant(i), adjoint));
    }
    builder.end(new Terminator.Return(value));
    return builder.finish();
  }

  /** The forward sweep of split code: at its end it records what it still holds in locals. */
  Function forward() {
    start(form.function().result());
    declarePrimalInputs();
    tape = declareTape();
    openTape();
    Block end = writeForwardSweep();
    if (end != null) {
      builder.position(end);
      List<Value> held = new ArrayList<>();
      for (Value value : availability.rootNeeds()) {
        held.add(forwardValue(value));
      }
      access.record(held);
      access.store();
      Value result = plan.result();
      endForward(result == null ? null : copies.get(result));
    }
    return builder.finish();
  }

  private void endForward(Value result) {
    if (form.exception() != null) {
      Value exception = copies.get(form.exception());
      Block returns = builder.newBlock();
      Block raises = builder.newBlock();
      builder.branch(Condition.EQ, exception, builder.zero(Type.NULL), returns, raises);
      builder.position(raises);
      builder.end(new Terminator.Throw(exception));
      builder.position(returns);
    }
    builder.end(new Terminator.Return(result));
  }

  /** The reverse sweep of split code. */
  Function reverse() {
    boolean returnsAdjoint = !plan.activeScalars().isEmpty();
    start(returnsAdjoint ? Type.DOUBLE : Type.VOID);
    Type resultType = form.function().result();
    Value seed = resultType.isFloating() ? builder.addInput(Type.DOUBLE) : null;
    tape = declareTape();
    openTape();
    if (form.exit() == null) {
      builder.end(new Terminator.Return(returnsAdjoint ? builder.constant(0.0) : null));
      return builder.finish();
    }
    ReverseSweep reverse = newReverseSweep();
    List<Value> held = new ArrayList<>(availability.rootNeeds());
    List<Value> replayed = access.replay(types(held));
    for (int i = 0; i < held.size(); i++) {
      builder.write(forwardVariable(held.get(i)), replayed.get(i));
    }
    if (seed != null && shadowed.isActive(plan.result())) {
      reverse.add(plan.result(), seed);
    }
    reverse.write();
    access.store();
    builder.end(new Terminator.Return(returnsAdjoint ? scalarAdjoints(reverse) : null));
    return builder.finish();
  }

  private Value scalarAdjoints(ReverseSweep reverse) {
    List<Integer> scalars = plan.activeScalars();
    Value out = null;
    for (int i = 1; i < scalars.size(); i++) {
      if (out == null) {
        out = builder.emit(new Op.GetField(TangentTransform.OUT, tape));
      }
      builder.emit(
          new Op.ArrayStore(
              Element.DOUBLE, out, builder.constant(i), reverse.adjointOfInput(scalars.get(i))));
    }
    return reverse.adjointOfInput(scalars.get(0));
  }

  private void start(Type result) {
    builder = new FunctionBuilder(form.function().method(), result);
  }

  private void declarePrimalInputs() {
    List<Value> inputs = form.function().inputs();
    for (Value input : inputs.subList(0, inputs.size() - 1)) {
      copies.put(input, builder.addInput(input.type()));
    }
  }

  private Value declareTape() {
    Value input = builder.addInput(shadowed.tape().type());
    copies.put(shadowed.tape(), input);
    return input;
  }

  private void openTape() {
    access = new TapeAccess(builder, tape, plan.recordedTypes(), !form.loops().isEmpty());
    access.load();
  }

  private ReverseSweep newReverseSweep() {
    return new ReverseSweep(plan, builder, tape, access, this::heldValue);
  }

  private static List<Type> types(List<Value> values) {
    List<Type> types = new ArrayList<>();
    for (Value value : values) {
      types.add(value.type());
    }
    return types;
  }

  private Variable forwardVariable(Value value) {
    Variable known = forwardValues.get(value);
    if (known == null) {
      known = builder.variable(value.type());
      forwardValues.put(value, known);
    }
    return known;
  }

  /** The value that a primal value had last, in the sweep that is being written. */
  private Value forwardValue(Value value) {
    boolean isInput = form.function().inputs().contains(value);
    return isInput ? copies.get(value) : builder.read(forwardVariable(value));
  }

  /** A value of the outermost level, in the reverse sweep. */
  private Value heldValue(Value value) {
    boolean isInput = form.function().inputs().contains(value);
    return isInput && copies.containsKey(value)
        ? copies.get(value)
        : builder.read(forwardVariable(value));
  }

  /** Returns the block where the value is known and the sweep has ended; null if none does. */
  private Block writeForwardSweep() {
    Function function = form.function();
    Map<Block, Block> blocks = new HashMap<>();
    Map<Value, Boolean> kept = keptValues();
    for (Block block : function.blocks()) {
      Block copy = block == function.entry() ? builder.entry() : builder.newBlock();
      blocks.put(block, copy);
      for (Value param : block.params()) {
        copies.put(param, builder.addParam(copy, param.type()));
      }
    }
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          lines.put(instr.result(), instr.line());
        }
      }
    }
    for (Block block : function.blocks()) {
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          if (lines.getOrDefault(edge.args().get(i), 0) > 0) {
            lines.put(edge.target().params().get(i), lines.get(edge.args().get(i)));
          }
        }
      }
    }
    for (Block block : function.blocks()) {
      builder.position(blocks.get(block));
      arrive(block, kept);
      boolean attempts = block.terminator() instanceof Terminator.Try;
      for (Instr instr : block.instrs()) {
        builder.line(instr.line());
        copy(instr, attempts);
        if (instr.result() != null && !attempts) {
          keep(instr.result(), kept);
        }
      }
      if (form.thrownIn(block) != null) {
        access.load();
      }
      recordGroup(block);
      if (block != form.exit()) {
        builder.line(block.terminatorLine());
        builder.end(block.terminator().map(this::copyOf, edge -> copyEdge(edge, blocks)));
      }
    }
    return form.exit() == null ? null : blocks.get(form.exit());
  }

  /** What is known at the start of a block. */
  private void arrive(Block block, Map<Value, Boolean> kept) {
    for (Value param : block.params()) {
      keep(param, kept);
    }
    Instr attempted = form.attemptedBefore(block);
    if (attempted != null) {
      if (attempted.op() instanceof Op.CallVariant) {
        access.load();
      }
      if (attempted.result() != null) {
        keep(attempted.result(), kept);
      }
    }
  }

  /** Values to be written to their variables: wanted at the end, or where they may be unset. */
  private Map<Value, Boolean> keptValues() {
    Map<Value, Boolean> kept = new IdentityHashMap<>();
    for (Value value : availability.rootNeeds()) {
      kept.put(value, true);
    }
    for (Block block : form.function().blocks()) {
      for (Availability.Item item : availability.group(block)) {
        kept.put(item.value(), true);
      }
    }
    return kept;
  }

  private void keep(Value value, Map<Value, Boolean> kept) {
    if (kept.containsKey(value)) {
      builder.write(forwardVariable(value), copyOf(value));
    }
  }

  /**
   * @param attempted whether nothing may follow in this block
   */
  private void copy(Instr instr, boolean attempted) {
    if (instr.op() instanceof Op.Ruled) {
      return; // There is nothing to it but its reverse.
    }
    boolean call = instr.op() instanceof Op.CallVariant;
    if (call) {
      access.store();
    }
    Value copy = builder.emit(instr.op().map(this::copyOf));
    if (instr.result() != null) {
      copies.put(instr.result(), copy);
    }
    if (call && !attempted) {
      access.load();
    }
  }

  private void recordGroup(Block block) {
    List<Value> values = new ArrayList<>();
    for (Availability.Item item : availability.group(block)) {
      values.add(forwardValue(item.value()));
    }
    if (!values.isEmpty()) {
      builder.line(lineOf(availability.group(block), builder.line()));
      access.record(values);
    }
  }

  /** The line that computes most of what is recorded, for the diagnostic of a full tape. */
  private int lineOf(List<Availability.Item> group, int otherwise) {
    Map<Integer, Integer> counts = new HashMap<>();
    int best = otherwise;
    for (Availability.Item item : group) {
      int line = lines.getOrDefault(item.value(), 0);
      if (line > 0) {
        counts.put(line, counts.getOrDefault(line, 0) + 1);
        if (!counts.containsKey(best) || counts.get(line) > counts.get(best)) {
          best = line;
        }
      }
    }
    return best;
  }

  private Value copyOf(Value value) {
    Value copy = copies.get(value);
    if (copy == null) {
      throw new IllegalStateException(value + " has no copy");
    }
    return copy;
  }

  private Edge copyEdge(Edge edge, Map<Block, Block> blocks) {
    List<Value> args = new ArrayList<>();
    for (Value arg : edge.args()) {
      args.add(copyOf(arg));
    }
    return new Edge(blocks.get(edge.target()), List.copyOf(args));
  }

  /** {@code max(0, upper - lower + extra)}. */
  static Value tripCount(FunctionBuilder builder, Value upper, Value lower, int extra) {
    Value difference = builder.emit(new Op.Binary(BinaryKind.ISUB, upper, lower));
    if (extra != 0) {
      difference =
          builder.emit(new Op.Binary(BinaryKind.IADD, difference, builder.constant(extra)));
    }
    Value zero = builder.constant(0);
    return builder.emit(new Op.Select(Condition.GT, difference, zero, difference, zero));
  }
}
