package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variable;

/**
 * Writes the reverse sweep: for each block that has work, its operations' reverses in reverse
 * order, then the way back to where it was entered from. A loop is a loop again, counted down from
 * the number of iterations that ran.
 */
final class ReverseSweep implements ReverseOps.Primals {
  private final AdjointTransform plan;
  private final Shadowed shadowed;
  private final ReverseForm form;
  private final ReverseGraph graph;
  private final Availability availability;
  private final FunctionBuilder builder;
  private final Value tape;
  private final TapeAccess access;
  private final UnaryOperator<Value> heldValues;
  private final ReverseOps ops;

  private final Map<Value, Variable> adjoints = new IdentityHashMap<>();
  private final Map<Block, Block> reversed = new HashMap<>();
  private final Map<Region, Block> dispatches = new HashMap<>();
  private final Map<Region, Variable> iterations = new HashMap<>();
  private final Map<Region, Variable> enteredBy = new HashMap<>();
  private final Map<Availability.Item, Variable> replayed = new HashMap<>();
  private final Map<Availability.Item, Variable> recomputed = new HashMap<>();
  private Block at;
  private Map<Value, Value> known = new IdentityHashMap<>();
  private Block end;

  /**
   * @param heldValues yields values of the outermost level
   */
  ReverseSweep(
      AdjointTransform plan,
      FunctionBuilder builder,
      Value tape,
      TapeAccess access,
      UnaryOperator<Value> heldValues) {
    this.plan = plan;
    this.shadowed = plan.shadowed();
    this.form = plan.form();
    this.graph = plan.graph();
    this.availability = plan.availability();
    this.builder = builder;
    this.tape = tape;
    this.access = access;
    this.heldValues = heldValues;
    this.ops = new ReverseOps(shadowed, builder, this, plan.isSplit());
  }

  /** Continues the current block with the sweep; afterwards the builder stands at its end. */
  void write() {
    List<Block> visited = graph.visited();
    for (Block block : visited) {
      reversed.put(block, builder.newBlock());
    }
    end = builder.newBlock();
    builder.jump(reverseOf(form.exit()));
    for (int i = visited.size() - 1; i >= 0; i--) {
      writeBlock(visited.get(i));
    }
    for (Map.Entry<Region, Block> dispatch : dispatches.entrySet()) {
      writeDispatch(dispatch.getKey(), dispatch.getValue());
    }
    builder.position(end);
  }

  Value adjointOfInput(int position) {
    Value input = shadowed.function().inputs().get(position);
    return shadowed.isActive(input) ? builder.read(adjoint(input)) : builder.constant(0.0);
  }

  private Block reverseOf(Block block) {
    return reversed.get(graph.next(block));
  }

  private Variable adjoint(Value value) {
    return variable(adjoints, value, Type.DOUBLE);
  }

  /** The variable for a key, made at first need. */
  private <K> Variable variable(Map<K, Variable> known, K key, Type type) {
    Variable variable = known.get(key);
    if (variable == null) {
      variable = builder.variable(type);
      known.put(key, variable);
    }
    return variable;
  }

  private void writeBlock(Block block) {
    at = block;
    known = new IdentityHashMap<>();
    builder.position(reversed.get(block));
    builder.line(block.terminatorLine());
    boolean isLatch = form.region(block).latch == block;
    if (!isLatch) {
      replayGroup(block);
    }
    Region left = graph.exitOf(block);
    if (left != null) {
      enterLoop(block, left);
    }
    List<Instr> instrs = form.reversedIn(block);
    for (int i = instrs.size() - 1; i >= 0; i--) {
      Instr instr = instrs.get(i);
      if (ReverseOps.hasWork(shadowed, instr, plan.isSplit())) {
        builder.line(instr.line());
        ops.reverse(instr);
      }
    }
    if (form.thrownIn(block) != null) {
      ops.reverseThrown(form.thrownIn(block));
    }
    if (left != null) {
      leaveToLoop(block, left);
    } else {
      goBack(block);
    }
  }

  private void replayGroup(Block block) {
    List<Availability.Item> group = availability.group(block);
    if (group.isEmpty()) {
      return;
    }
    List<Type> types = new ArrayList<>();
    for (Availability.Item item : group) {
      types.add(item.value().type());
    }
    List<Value> values = access.replay(types);
    for (int i = 0; i < group.size(); i++) {
      builder.write(replayedVariable(group.get(i)), values.get(i));
    }
  }

  private Variable replayedVariable(Availability.Item item) {
    return variable(replayed, item, item.value().type());
  }

  private Variable recomputedVariable(Availability.Item item) {
    return variable(recomputed, item, item.value().type());
  }

  private Variable iteration(Region loop) {
    return variable(iterations, loop, Type.INT);
  }

  /** At the reverse of an exit: prepares what the loop needs from outside. */
  private void enterLoop(Block exit, Region loop) {
    builder.write(iteration(loop), value(loop.iteration));
    Region level = form.region(exit);
    for (Value value : availability.materialized(exit)) {
      if (!availability.isRecorded(value, level)) {
        builder.write(recomputedVariable(new Availability.Item(value, loop)), value(value));
      }
    }
  }

  private void leaveToLoop(Block exit, Region loop) {
    Block source = loop.exitSources.get(loop.exits.indexOf(exit));
    if (!graph.needsDispatch(loop)) {
      builder.jump(reverseOf(source));
      return;
    }
    Variable entered = variable(enteredBy, loop, Type.INT);
    int number = graph.liveSources(loop).indexOf(source) + 1;
    builder.write(entered, builder.constant(number));
    builder.jump(dispatch(loop));
  }

  private Block dispatch(Region loop) {
    Block known = dispatches.get(loop);
    if (known == null) {
      known = builder.newBlock();
      dispatches.put(loop, known);
    }
    return known;
  }

  /** Where the first reverse iteration starts depends on the exit; the others at the latch. */
  private void writeDispatch(Region loop, Block block) {
    builder.position(block);
    builder.line(0);
    Variable entered = enteredBy.get(loop);
    Value way = builder.read(entered);
    builder.write(entered, builder.constant(0));
    List<Integer> keys = new ArrayList<>();
    List<Edge> targets = new ArrayList<>();
    List<Block> sources = graph.liveSources(loop);
    for (int i = 0; i < sources.size(); i++) {
      keys.add(i + 1);
      targets.add(new Edge(reverseOf(sources.get(i)), List.of()));
    }
    builder.end(
        new Terminator.Switch(way, keys, targets, new Edge(reverseOf(loop.latch), List.of())));
  }

  private void goBack(Block block) {
    Region region = form.region(block);
    List<Block> sources = graph.sources(block);
    if (block == region.header) {
      goBackFromHeader(block, region);
    } else if (sources.isEmpty()) {
      builder.jump(end);
    } else if (sources.size() == 1) {
      passToArguments(block, sources.get(0), takeParams(block));
      builder.jump(reverseOf(sources.get(0)));
    } else {
      goBackFromJoin(block, sources);
    }
  }

  private Map<Value, Value> takeParams(Block block) {
    Map<Value, Value> taken = new IdentityHashMap<>();
    for (Value param : block.params()) {
      if (shadowed.isActive(param)) {
        taken.put(param, take(param));
      }
    }
    return taken;
  }

  private void passToArguments(Block block, Block source, Map<Value, Value> taken) {
    for (Value[] transfer : ReverseGraph.transfers(source, block)) {
      Value adjoint = taken.get(transfer[0]);
      if (adjoint != null && shadowed.isActive(transfer[1])) {
        add(transfer[1], adjoint);
      }
    }
  }

  private void goBackFromHeader(Block header, Region loop) {
    Map<Value, Value> taken = takeParams(header);
    Value count = builder.read(iteration(loop));
    Block again = builder.newBlock();
    Block leave = builder.newBlock();
    builder.branch(Condition.GT, count, builder.constant(0), again, leave);
    builder.position(again);
    builder.write(
        iteration(loop), builder.emit(new Op.Binary(BinaryKind.ISUB, count, builder.constant(1))));
    passToArguments(header, loop.latch, taken);
    replayGroup(loop.latch);
    builder.jump(graph.needsDispatch(loop) ? dispatch(loop) : reverseOf(loop.latch));
    builder.position(leave);
    passToArguments(header, loop.preheader, taken);
    builder.jump(reverseOf(loop.preheader));
  }

  private void goBackFromJoin(Block join, List<Block> sources) {
    Map<Value, Value> taken = takeParams(join);
    Value way = value(form.way(join));
    List<Block> all = form.cfg().predecessors(join);
    List<Integer> keys = new ArrayList<>();
    List<Edge> targets = new ArrayList<>();
    Edge otherwise = null;
    for (Block source : sources) {
      Block back = builder.newBlock();
      if (source == sources.get(sources.size() - 1)) {
        otherwise = new Edge(back, List.of());
      } else {
        keys.add(all.indexOf(source));
        targets.add(new Edge(back, List.of()));
      }
    }
    if (keys.size() == 1) {
      builder.branch(
          Condition.EQ,
          way,
          builder.constant((int) keys.get(0)),
          targets.get(0).target(),
          otherwise.target());
    } else {
      builder.end(new Terminator.Switch(way, keys, targets, otherwise));
    }
    for (int i = 0; i < sources.size(); i++) {
      builder.position(i < targets.size() ? targets.get(i).target() : otherwise.target());
      passToArguments(join, sources.get(i), taken);
      builder.jump(reverseOf(sources.get(i)));
    }
  }

  @Override
  public Value value(Value primal) {
    Op.Const constant = form.constant(primal);
    if (constant != null) {
      return builder.emit(constant);
    }
    Value before = known.get(primal);
    if (before == null) {
      before = find(primal);
      known.put(primal, before);
    }
    return before;
  }

  private Value find(Value primal) {
    Region here = form.region(at);
    Region level = availability.level(primal, at);
    Availability.TripCount count = availability.tripCountAt(primal, at);
    if (count != null) {
      return AdjointWriter.tripCount(
          builder, value(count.upper()), value(count.lower()), count.extra());
    } else if (level.isRoot() && !availability.isRecorded(primal, level)) {
      return heldValues.apply(primal);
    } else if (availability.isIterationOf(primal, level)) {
      return builder.read(iteration(level));
    }
    Availability.Item item = new Availability.Item(primal, level);
    if (availability.isRecorded(primal, level)) {
      return builder.read(replayedVariable(item));
    } else if (level == here) {
      return recompute(primal);
    }
    Region inner = level.childTowards(here);
    return builder.read(recomputedVariable(new Availability.Item(primal, inner)));
  }

  private Value recompute(Value primal) {
    Availability.Induction induction = availability.induction(primal);
    if (induction == null) {
      return builder.emit(availability.definition(primal).op().map(this::value));
    }
    Region loop = availability.regionOf(primal);
    Value steps = builder.read(iteration(loop));
    if (induction.step() != 1) {
      steps =
          builder.emit(new Op.Binary(BinaryKind.IMUL, steps, builder.constant(induction.step())));
    }
    return builder.emit(new Op.Binary(BinaryKind.IADD, value(induction.start()), steps));
  }

  @Override
  public Value take(Value primal) {
    Value adjoint = builder.read(adjoint(primal));
    builder.write(adjoint(primal), builder.constant(0.0));
    return adjoint;
  }

  @Override
  public void add(Value primal, Value adjoint) {
    if (adjoint != null) {
      Value sum =
          builder.emit(new Op.Binary(BinaryKind.ACC, builder.read(adjoint(primal)), adjoint));
      builder.write(adjoint(primal), sum);
    }
  }

  @Override
  public Value tape() {
    return tape;
  }

  @Override
  public void storeCursors() {
    access.store();
  }

  @Override
  public void loadCursors() {
    access.load();
  }
}
