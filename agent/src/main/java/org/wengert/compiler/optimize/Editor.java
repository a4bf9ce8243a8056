package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Loop;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Protection;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * A copy of a function that a pass may change: the same values in blocks of its own. Uses of a
 * value are redirected by {@link #replace}, which takes effect in {@link #finish}.
 */
final class Editor implements UnaryOperator<Value>, Protection.Source {
  private final Function source;
  private final List<Block> blocks = new ArrayList<>();
  private Value[] replacements;
  private int values;
  private boolean changed;

  /** What {@link #frontOf} has found or made. */
  private final Map<Loop, Block> fronts = new IdentityHashMap<>();

  Editor(Function source) {
    this.source = source;
    this.values = source.valueCount();
    this.replacements = new Value[values];
    for (Block block : source.blocks()) {
      newBlock().params().addAll(block.params());
    }
    for (Block block : source.blocks()) {
      Block copy = blocks.get(block.id());
      copy.instrs().addAll(block.instrs());
      List<Edge> edges = new ArrayList<>();
      for (Edge edge : block.edges()) {
        edges.add(new Edge(blocks.get(edge.target().id()), edge.args()));
      }
      copy.terminate(block.terminator().withEdges(edges), block.terminatorLine());
    }
  }

  /** Blocks by id: first the copies of the source's, then new ones. */
  List<Block> blocks() {
    return blocks;
  }

  /** The copy of a block of the source. */
  Block copyOf(Block original) {
    return blocks.get(original.id());
  }

  @Override
  public Block newBlock() {
    Block block = new Block(blocks.size());
    blocks.add(block);
    return block;
  }

  @Override
  public Value newValue(Type type) {
    return new Value(values++, type);
  }

  /**
   * Adds instructions after the one at a position. What comes after an instruction whose exceptions
   * are caught comes in a block of its own.
   *
   * @return how many were added to the block itself
   */
  int insertAfter(Block block, int position, List<Instr> more) {
    if (more.isEmpty()) {
      return 0;
    }
    changed = true;
    if (block.instrs().get(position) != block.protectedInstr()) {
      block.instrs().addAll(position + 1, more);
      return more.size();
    }
    Terminator.Try end = (Terminator.Try) block.terminator();
    Block after = newBlock();
    after.instrs().addAll(more);
    after.terminate(new Terminator.Jump(end.normal()), block.terminatorLine());
    block.redirect(List.of(new Edge(after, List.of()), end.exceptional()));
    return 0;
  }

  /**
   * The block from which alone the loop is entered and that leads nowhere else; made if missing.
   */
  Block frontOf(Loop loop, Cfg cfg) {
    Block header = copyOf(loop.header());
    List<Block> outside = new ArrayList<>();
    for (Block predecessor : cfg.predecessors(loop.header())) {
      if (!loop.contains(predecessor)) {
        outside.add(copyOf(predecessor));
      }
    }
    changed = true;
    if (fronts.containsKey(loop)) {
      return fronts.get(loop);
    }
    Block front = outside.get(0);
    if (outside.size() > 1 || !(front.terminator() instanceof Terminator.Jump)) {
      front = newBlock();
      for (Value param : header.params()) {
        front.params().add(newValue(param.type()));
      }
      front.terminate(
          new Terminator.Jump(new Edge(header, List.copyOf(front.params()))),
          loop.header().terminatorLine());
      for (Block predecessor : outside) {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : predecessor.edges()) {
          edges.add(edge.target() == header ? new Edge(front, edge.args()) : edge);
        }
        predecessor.redirect(edges);
      }
    }
    fronts.put(loop, front);
    return front;
  }

  /** From now on {@code value} stands for the other one, wherever it is used. */
  void replace(Value value, Value by) {
    if (value.id() >= replacements.length) {
      replacements = Arrays.copyOf(replacements, Math.max(values, 2 * replacements.length));
    }
    replacements[value.id()] = by;
    changed = true;
  }

  /** What stands for a value by now. */
  Value resolve(Value value) {
    Value current = value;
    while (current.id() < replacements.length && replacements[current.id()] != null) {
      current = replacements[current.id()];
    }
    return current;
  }

  /** As {@link #resolve(Value)}, for operations to be mapped by. */
  @Override
  public Value apply(Value value) {
    return resolve(value);
  }

  /** The operation on what stands for its operands by now. */
  Op resolve(Op op) {
    for (Value operand : op.operands()) {
      if (resolve(operand) != operand) {
        return op.map(this);
      }
    }
    return op;
  }

  /** To be called by whoever changes a block directly. */
  void markChanged() {
    changed = true;
  }

  /**
   * To be called by whoever has removed instructions of a block.
   *
   * @param last what the block ended with before; if that is gone, nothing is left to be caught
   */
  void settleTry(Block block, Instr last, boolean lastRemains) {
    if (last != null && !lastRemains && block.terminator() instanceof Terminator.Try attempt) {
      block.terminate(new Terminator.Jump(attempt.normal()), block.terminatorLine());
      changed = true;
    }
  }

  boolean isChanged() {
    return changed;
  }

  /** The changed function in canonical form; the source itself if nothing was changed. */
  Function finish() {
    if (!changed) {
      return source;
    }
    for (Block block : blocks) {
      if (block.terminator() == null) {
        continue;
      }
      List<Instr> instrs = block.instrs();
      for (int i = 0; i < instrs.size(); i++) {
        Instr instr = instrs.get(i);
        Op op = resolve(instr.op());
        if (op != instr.op()) {
          instrs.set(i, new Instr(instr.result(), op, instr.line()));
        }
      }
      List<Edge> edges = new ArrayList<>();
      for (Edge edge : block.edges()) {
        edges.add(resolve(edge));
      }
      Terminator end = block.terminator().withOperands(this);
      block.terminate(end.withEdges(edges), block.terminatorLine());
    }
    return Canonical.of(source.method(), source.inputs(), source.result(), blocks.get(0));
  }

  private Edge resolve(Edge edge) {
    List<Value> args = new ArrayList<>(edge.args().size());
    for (Value arg : edge.args()) {
      args.add(resolve(arg));
    }
    return new Edge(edge.target(), List.copyOf(args));
  }
}
