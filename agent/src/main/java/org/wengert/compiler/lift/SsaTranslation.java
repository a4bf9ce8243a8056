package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Blocks of bytecode to blocks of SSA. A block with one predecessor goes on with that one's frame;
 * a block where paths join takes its stack, and the live locals that differ between the paths, as
 * parameters, of which the builder later removes those that always receive the same value.
 */
final class SsaTranslation {
  private final BytecodeFlow flow;
  private final TypeFlow types;
  private final Liveness liveness;
  private final Merges merges;
  private final FunctionBuilder builder;
  private final Block[] blocks;
  private final Frame[] exits;
  private final ClassHierarchy classes;
  private final HandleFields handleFields;

  /** The static fields that handles were read from. */
  private final Map<Value, FieldRef> handles = new HashMap<>();

  SsaTranslation(
      BytecodeFlow flow,
      TypeFlow types,
      Liveness liveness,
      FunctionBuilder builder,
      ClassHierarchy classes) {
    this.classes = classes;
    this.handleFields = new HandleFields(classes);
    this.flow = flow;
    this.types = types;
    this.liveness = liveness;
    this.merges = new Merges(flow, liveness, types.atEntry(flow.blocks().get(0)).maxLocals());
    this.builder = builder;
    this.blocks = new Block[flow.blocks().size()];
    this.exits = new Frame[blocks.length];
  }

  /** Translates all blocks; {@code arguments} holds the inputs where the method expects them. */
  Function run(Frame arguments) {
    boolean entryIsTarget = !flow.blocks().get(0).predecessors().isEmpty();
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = b == 0 && !entryIsTarget ? builder.entry() : builder.newBlock();
    }
    if (entryIsTarget) {
      builder.end(new Terminator.Jump(edge(flow.blocks().get(0), arguments)));
    }
    for (BytecodeBlock block : flow.blocks()) {
      builder.position(blocks[block.order()]);
      boolean first = block.order() == 0 && !entryIsTarget;
      translate(block, first ? arguments : entryFrame(block, arguments));
    }
    return builder.finish();
  }

  /**
   * Whether the function's start counts as one more predecessor of the first block. Exceptions come
   * over several edges, for different types or for a null that is thrown.
   */
  private static boolean isJoin(BytecodeBlock block) {
    return block.order() == 0
        || block.predecessors().size() > 1
        || block.isDispatch()
        || block.isHandler();
  }

  private Frame entryFrame(BytecodeBlock block, Frame arguments) {
    if (!isJoin(block)) {
      // In reverse postorder an only predecessor comes first.
      return exits[block.predecessors().get(0).order()].copy();
    }
    Frame typed = types.atEntry(block);
    Frame earlier = earlierExit(block, arguments);
    boolean takesException = block.isDispatch() || block.isHandler();
    Frame frame = takesException ? earlier.withException(null) : earlier.copy();
    Block target = blocks[block.order()];
    BitSet live = liveness.atEntry(block);
    BitSet merged = merges.at(block);
    for (int slot = 0; slot < frame.maxLocals(); slot++) {
      Value type = live.get(slot) ? typed.local(slot) : null;
      if (type == null) {
        frame.setLocal(slot, null);
      } else if (merged.get(slot) && !type.type().isUninitialized()) {
        frame.setLocal(slot, builder.addParam(target, type.type()));
      }
    }
    for (int i = 0; i < frame.height(); i++) {
      if (!typed.stack(i).type().isUninitialized()) {
        Value param = builder.addParam(target, typed.stack(i).type());
        frame.setStack(i, param);
        noteHandle(param, block, i);
      }
    }
    return frame;
  }

  /** A handle waits on the stack while what is chosen between branches becomes an argument. */
  private void noteHandle(Value param, BytecodeBlock block, int position) {
    FieldRef known = null;
    for (BytecodeBlock predecessor : block.predecessors()) {
      Frame exit = predecessor.order() < block.order() ? exits[predecessor.order()] : null;
      FieldRef field =
          exit == null || exit.height() <= position ? null : handles.get(exit.stack(position));
      if (field == null || (known != null && !known.equals(field))) {
        return;
      }
      known = field;
    }
    if (known != null) {
      handles.put(param, known);
    }
  }

  /** The frame of a path that was translated before: of the entry, or in reverse postorder. */
  private Frame earlierExit(BytecodeBlock block, Frame arguments) {
    if (block.order() == 0) {
      return arguments;
    }
    for (BytecodeBlock predecessor : block.predecessors()) {
      if (predecessor.order() < block.order()) {
        return exits[predecessor.order()];
      }
    }
    throw new IllegalStateException("no predecessor in reverse postorder");
  }

  private Edge edge(BytecodeBlock target, Frame frame) {
    Block block = blocks[target.order()];
    if (!isJoin(target)) {
      return new Edge(block, List.of());
    }
    List<Value> args = new ArrayList<>();
    Frame typed = types.atEntry(target);
    BitSet merged = merges.at(target);
    for (int slot = merged.nextSetBit(0); slot >= 0; slot = merged.nextSetBit(slot + 1)) {
      if (typed.local(slot) != null && !typed.local(slot).type().isUninitialized()) {
        args.add(frame.load(slot));
      }
    }
    for (int i = 0; i < frame.height(); i++) {
      if (!frame.stack(i).type().isUninitialized()) {
        args.add(frame.stack(i));
      }
    }
    return new Edge(block, List.copyOf(args));
  }

  private void translate(BytecodeBlock block, Frame frame) {
    exits[block.order()] = frame;
    if (block.isDispatch()) {
      new ExceptionDispatch(flow, types, builder, block, frame).write(this::edge);
      return;
    }
    ToBuilder out = new ToBuilder(block, frame);
    InstructionTranslator translator = new InstructionTranslator(flow, frame, out);
    int end = block.end();
    AbstractInsnNode last = flow.last(block);
    if (BytecodeFlow.endsBlock(last)) {
      end--;
    }
    int written = 0;
    Block before = builder.current();
    for (int i = block.first(); i < end; i++) {
      builder.line(flow.line(i));
      before = builder.current();
      out.attempts = i == block.end() - 1 && block.dispatch() != null;
      written = before.instrs().size();
      translator.translate(flow.instruction(i));
    }
    builder.line(flow.line(block.end() - 1));
    // What is written in several blocks cannot throw in the last one.
    boolean attempts = builder.current() == before && before.instrs().size() > written;
    if (block.dispatch() == null) {
      builder.end(terminator(block, last, frame));
    } else if (last.getOpcode() == Opcodes.ATHROW) {
      raise(frame.pop(), block.dispatch(), frame);
    } else if (attempts) {
      attempt(edge(block.successors().get(0), frame), block.dispatch(), frame);
    } else {
      builder.end(new Terminator.Jump(edge(block.successors().get(0), frame)));
    }
  }

  /** What was written last may throw. */
  private void attempt(Edge normal, BytecodeBlock dispatch, Frame frame) {
    Block landing = builder.newBlock();
    builder.end(new Terminator.Try(normal, new Edge(landing, List.of())));
    builder.position(landing);
    Value exception = builder.emit(new Op.Caught());
    builder.end(new Terminator.Jump(edge(dispatch, frame.withException(exception))));
  }

  /** Throwing null throws a NullPointerException. */
  private void raise(Value exception, BytecodeBlock dispatch, Frame frame) {
    Block isNull = builder.newBlock();
    Block isThere = builder.newBlock();
    builder.branch(Condition.EQ, exception, builder.zero(Type.OBJECT), isNull, isThere);
    builder.position(isThere);
    builder.end(new Terminator.Jump(edge(dispatch, frame.withException(exception))));
    builder.position(isNull);
    Value none = builder.constant(new Op.Const(null, Type.DOUBLES));
    builder.emit(new Op.ArrayLength(none));
    Block never = builder.newBlock();
    attempt(new Edge(never, List.of()), dispatch, frame);
    builder.position(never);
    builder.end(new Terminator.Throw(builder.zero(Type.OBJECT)));
  }

  private Terminator terminator(BytecodeBlock block, AbstractInsnNode last, Frame frame) {
    int opcode = last.getOpcode();
    if (opcode == Opcodes.RETURN) {
      return new Terminator.Return(null);
    }
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
      return new Terminator.Return(frame.pop());
    }
    if (opcode == Opcodes.ATHROW) {
      return new Terminator.Throw(frame.pop());
    }
    if (last instanceof TableSwitchInsnNode table) {
      return switchOver(frame, tableTargets(table), table.dflt);
    }
    if (last instanceof LookupSwitchInsnNode lookup) {
      return switchOver(frame, lookupTargets(lookup), lookup.dflt);
    }
    if (last instanceof JumpInsnNode && opcode != Opcodes.GOTO) {
      return branch(block, opcode, frame);
    }
    return new Terminator.Jump(edge(block.successors().get(0), frame));
  }

  private Terminator branch(BytecodeBlock block, int opcode, Frame frame) {
    Value right;
    if (BlockEnds.isComparisonWithZero(opcode)) {
      right = builder.constant(0);
    } else if (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL) {
      right = builder.zero(Type.OBJECT);
    } else {
      right = frame.pop();
    }
    Value left = frame.pop();
    Edge taken = edge(block.successors().get(0), frame);
    Edge next = edge(block.successors().get(1), frame);
    return new Terminator.Branch(BlockEnds.condition(opcode), left, right, taken, next);
  }

  private static Map<Integer, LabelNode> tableTargets(TableSwitchInsnNode table) {
    Map<Integer, LabelNode> targets = new TreeMap<>();
    for (int i = 0; i < table.labels.size(); i++) {
      targets.put(table.min + i, table.labels.get(i));
    }
    return targets;
  }

  private static Map<Integer, LabelNode> lookupTargets(LookupSwitchInsnNode lookup) {
    Map<Integer, LabelNode> targets = new TreeMap<>();
    for (int i = 0; i < lookup.keys.size(); i++) {
      targets.put(lookup.keys.get(i), lookup.labels.get(i));
    }
    return targets;
  }

  /** Keys that go where all others go are left out. */
  private Terminator switchOver(Frame frame, Map<Integer, LabelNode> targets, LabelNode otherwise) {
    Value selector = frame.pop();
    BytecodeBlock rest = flow.target(otherwise);
    List<Integer> keys = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (Map.Entry<Integer, LabelNode> target : targets.entrySet()) {
      BytecodeBlock block = flow.target(target.getValue());
      if (block != rest) {
        keys.add(target.getKey());
        edges.add(edge(block, frame));
      }
    }
    Edge toRest = edge(rest, frame);
    if (keys.isEmpty()) {
      return new Terminator.Jump(toRest);
    }
    return new Terminator.Switch(
        selector, Collections.unmodifiableList(keys), Collections.unmodifiableList(edges), toRest);
  }

  /** Writes what a block of bytecode does. */
  private final class ToBuilder implements Emitter {
    private final BytecodeBlock block;
    private final Frame frame;

    /** Whether exceptions of what is written are caught: only those of a block's last part are. */
    private boolean attempts;

    ToBuilder(BytecodeBlock block, Frame frame) {
      this.block = block;
      this.frame = frame;
    }

    @Override
    public Value emit(Op op) {
      Value value = builder.emit(op);
      if (op instanceof Op.GetStatic get && HandleFields.isHandle(get.field())) {
        handles.put(value, get.field());
      }
      return value;
    }

    @Override
    public void split() {
      if (attempts) {
        Block next = builder.newBlock();
        attempt(new Edge(next, List.of()), block.dispatch(), frame);
        builder.position(next);
      }
    }

    @Override
    public HandleFields.Memory memory(Value handle) {
      FieldRef field = handles.get(handle);
      return field == null ? null : handleFields.memory(field);
    }

    @Override
    public boolean isKindOf(Type type, String internalName) {
      String name = type.isArray() ? null : type.internalName();
      return name != null
          && (name.equals(internalName)
              || classes.commonSuper(name, internalName).equals(internalName));
    }
  }
}
