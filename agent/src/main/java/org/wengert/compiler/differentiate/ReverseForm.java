package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Loop;
import org.wengert.compiler.ir.LoopNest;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * A function brought into the shape from which its reverse is read off:
 *
 * <ul>
 *   <li>one block returns, and its parameter is the result;
 *   <li>each loop has one edge in, from its preheader, and one back, from its latch; it counts its
 *       iterations; each edge out leads through a block of its own for every loop that it leaves;
 *   <li>no edge leads from a block with several successors to one with several predecessors;
 *   <li>each block with several predecessors, loop headers aside, knows as a parameter which one it
 *       was reached from (its way);
 *   <li>an instruction whose exceptions are caught has a block of its own, a block follows it where
 *       it did not throw, and its landing holds nothing else.
 * </ul>
 *
 * <p>What is attempted is reversed in the block that follows: if it threw, it has done nothing. But
 * a call may have done much before it threw, so that it is reversed at its landing, too.
 *
 * <p>Values keep their identity, so what is known of them stays known.
 */
final class ReverseForm {
  private final Map<Block, Region> regions = new HashMap<>();
  private final Map<Block, Value> ways = new HashMap<>();
  private final List<Region> loops = new ArrayList<>();
  private final Region root = new Region(null);
  private final Map<Op.Const, Value> addedConstants = new HashMap<>();
  private final Map<Value, Value> clones = new IdentityHashMap<>();
  private final Map<Value, Op.Const> constants = new IdentityHashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Map<Block, Instr> attempted = new HashMap<>();
  private final Map<Block, Instr> thrown = new HashMap<>();
  private final List<Block> landings = new ArrayList<>();
  private final boolean catching;
  private Value exception;
  private Function function;
  private Block exit;
  private Cfg cfg;
  private int values;

  private ReverseForm(boolean catching) {
    this.catching = catching;
  }

  /**
   * @param catching whether a throw is one more end of the function, from which it is reversed, too
   */
  static ReverseForm of(Function original, boolean catching) {
    ReverseForm form = new ReverseForm(catching);
    form.values = original.valueCount();
    form.build(original);
    return form;
  }

  Function function() {
    return function;
  }

  Cfg cfg() {
    return cfg;
  }

  /** The block that returns; null if none does. */
  Block exit() {
    return exit;
  }

  Region root() {
    return root;
  }

  /** Outer loops first. */
  List<Region> loops() {
    return loops;
  }

  Region region(Block block) {
    return regions.get(block);
  }

  /** The parameter that says by which predecessor, in the order of {@link Cfg}, a block came. */
  Value way(Block join) {
    return ways.get(join);
  }

  /** Parameters added for merged edges, and the ones that they stand for. */
  Map<Value, Value> clones() {
    return clones;
  }

  /** What is reversed with a block, in the order of execution. */
  List<Instr> reversedIn(Block block) {
    if (block.terminator() instanceof Terminator.Try) {
      return List.of();
    }
    Instr before = attempted.get(block);
    if (before == null) {
      return block.instrs();
    }
    List<Instr> instrs = new ArrayList<>();
    instrs.add(before);
    instrs.addAll(block.instrs());
    return instrs;
  }

  /**
   * The call of a variant that ended by the exception for which a block is the landing, or null.
   */
  Op.CallVariant thrownIn(Block block) {
    Instr call = thrown.get(block);
    return call == null ? null : (Op.CallVariant) call.op();
  }

  /** What was attempted before a block that is reached where it did not throw, or null. */
  Instr attemptedBefore(Block block) {
    return attempted.get(block);
  }

  /** The exception with which a function ends that is reversed after a throw; null if none. */
  Value exception() {
    return exception;
  }

  Op.Const constant(Value value) {
    return constants.get(value);
  }

  private Value newValue(Type type) {
    return new Value(values++, type);
  }

  private Block newBlock(Region region) {
    Block block = new Block(-1);
    blocks.add(block);
    regions.put(block, region);
    return block;
  }

  private void build(Function original) {
    LoopNest nest = new LoopNest(new Cfg(original));
    if (!nest.isReducible()) {
      throw new IllegalStateException("irreducible control flow in " + original.method());
    }
    Map<Loop, Region> regionOf = new HashMap<>();
    for (Loop loop : nest.loops()) {
      Region region = new Region(loop.parent() == null ? root : regionOf.get(loop.parent()));
      regionOf.put(loop, region);
      loops.add(region);
    }
    Map<Block, Block> copies = new HashMap<>();
    for (Block block : original.blocks()) {
      Loop loop = nest.of(block);
      copies.put(block, newBlock(loop == null ? root : regionOf.get(loop)));
    }
    for (Block block : original.blocks()) {
      copy(block, copies);
    }
    for (Block landing : landings) {
      landing.instrs().remove(0);
    }
    for (Loop loop : nest.loops()) {
      regionOf.get(loop).header = copies.get(loop.header());
    }
    Block entry = copies.get(original.entry());
    joinReturns(entry, original.result());
    for (Region loop : loops) {
      giveOneEntry(loop);
    }
    giveExitsTheirBlocks();
    splitCriticalEdges();
    for (Region loop : loops) {
      countIterations(entry, loop);
    }
    addWays(entry);
    settle(original, entry);
  }

  private void copy(Block block, Map<Block, Block> copies) {
    Block copy = copies.get(block);
    copy.params().addAll(block.params());
    copy.instrs().addAll(block.instrs());
    for (Instr instr : block.instrs()) {
      if (instr.op() instanceof Op.Const constant) {
        constants.put(instr.result(), constant);
      }
    }
    copy.terminate(to(copies, block.terminator()), block.terminatorLine());
    if (copy.terminator() instanceof Terminator.Try attempt) {
      setApart(copy, attempt, ((Terminator.Try) block.terminator()).landing());
    }
  }

  /** The blocks around an attempt stay in its loop, whatever comes after them. */
  private void setApart(Block block, Terminator.Try attempt, Block originalLanding) {
    Region region = regions.get(block);
    int line = block.terminatorLine();
    Block tried = newBlock(region);
    Block after = newBlock(region);
    Block landing = newBlock(region);
    Instr instr = block.instrs().remove(block.instrs().size() - 1);
    tried.instrs().add(instr);
    tried.terminate(
        new Terminator.Try(new Edge(after, List.of()), new Edge(landing, List.of())), line);
    after.terminate(new Terminator.Jump(attempt.normal()), line);
    landing.instrs().add(originalLanding.instrs().get(0));
    landing.terminate(new Terminator.Jump(attempt.exceptional()), line);
    block.terminate(new Terminator.Jump(new Edge(tried, List.of())), line);
    attempted.put(after, instr);
    if (instr.op() instanceof Op.CallVariant) {
      thrown.put(landing, instr);
    }
    landings.add(attempt.landing());
  }

  /** The same terminator, leading to what the targets have become. */
  private static Terminator to(Map<Block, Block> targets, Terminator end) {
    List<Edge> edges = new ArrayList<>();
    for (Edge edge : end.edges()) {
      edges.add(new Edge(targets.get(edge.target()), edge.args()));
    }
    return end.withEdges(edges);
  }

  private void joinReturns(Block entry, Type result) {
    for (Block block : List.copyOf(blocks)) {
      List<Value> args = new ArrayList<>();
      if (block.terminator() instanceof Terminator.Return end) {
        if (end.value() != null) {
          args.add(end.value());
        }
        if (catching) {
          args.add(constant(entry, zero(Type.NULL)));
        }
      } else if (catching && block.terminator() instanceof Terminator.Throw end) {
        if (!result.equals(Type.VOID)) {
          args.add(constant(entry, zero(result)));
        }
        args.add(end.exception());
      } else {
        continue;
      }
      if (exit == null) {
        exit = newExit(result, block.terminatorLine());
      }
      block.terminate(
          new Terminator.Jump(new Edge(exit, List.copyOf(args))), block.terminatorLine());
    }
  }

  private Block newExit(Type result, int line) {
    Block block = newBlock(root);
    Value value = null;
    if (!result.equals(Type.VOID)) {
      value = newValue(result);
      block.params().add(value);
    }
    if (catching) {
      exception = newValue(Type.THROWABLE);
      block.params().add(exception);
    }
    block.terminate(new Terminator.Return(value), line);
    return block;
  }

  private static Op.Const zero(Type type) {
    switch (type.descriptor().charAt(0)) {
      case 'I':
        return Op.Const.of(0);
      case 'J':
        return new Op.Const(0L, Type.LONG);
      case 'F':
        return new Op.Const(0f, Type.FLOAT);
      case 'D':
        return Op.Const.of(0.0);
      default:
        return new Op.Const(null, Type.NULL);
    }
  }

  private void giveOneEntry(Region loop) {
    List<Block> outside = new ArrayList<>();
    List<Block> inside = new ArrayList<>();
    int entering = 0;
    int returning = 0;
    for (Block block : blocks) {
      for (Edge edge : block.edges()) {
        if (edge.target() == loop.header) {
          boolean back = loop.contains(regions.get(block));
          List<Block> sources = back ? inside : outside;
          entering += back ? 0 : 1;
          returning += back ? 1 : 0;
          if (!sources.contains(block)) {
            sources.add(block);
          }
        }
      }
    }
    loop.preheader = funnel(outside, loop.header, loop.parent(), entering > 1);
    loop.latch = funnel(inside, loop.header, loop, returning > 1);
  }

  /** Leads all edges from the sources to the target through one new block. */
  private Block funnel(List<Block> sources, Block target, Region region, boolean several) {
    Block funnel = newBlock(region);
    if (several) {
      List<Value> params = new ArrayList<>();
      for (Value param : target.params()) {
        Value clone = newValue(param.type());
        clones.put(clone, param);
        params.add(clone);
      }
      funnel.params().addAll(params);
      for (Block source : sources) {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : source.edges()) {
          edges.add(edge.target() == target ? new Edge(funnel, edge.args()) : edge);
        }
        source.redirect(edges);
      }
      funnel.terminate(new Terminator.Jump(new Edge(target, List.copyOf(params))), 0);
    } else {
      List<Value> args = new ArrayList<>();
      for (Block source : sources) {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : source.edges()) {
          boolean enters = edge.target() == target;
          args.addAll(enters ? edge.args() : List.of());
          edges.add(enters ? new Edge(funnel, List.of()) : edge);
        }
        source.redirect(edges);
      }
      funnel.terminate(new Terminator.Jump(new Edge(target, List.copyOf(args))), 0);
    }
    return funnel;
  }

  private void giveExitsTheirBlocks() {
    for (Block block : List.copyOf(blocks)) {
      List<Edge> edges = new ArrayList<>();
      for (Edge edge : block.edges()) {
        edges.add(leave(block, edge));
      }
      block.redirect(edges);
    }
  }

  private Edge leave(Block source, Edge edge) {
    Region from = regions.get(source);
    Region to = regions.get(edge.target());
    Edge first = null;
    Block last = null;
    Block inner = source;
    for (Region loop = from; !loop.contains(to); loop = loop.parent()) {
      Block exitBlock = newBlock(loop.parent());
      loop.exits.add(exitBlock);
      loop.exitSources.add(inner);
      if (first == null) {
        first = new Edge(exitBlock, List.of());
      } else {
        last.terminate(new Terminator.Jump(new Edge(exitBlock, List.of())), 0);
      }
      last = exitBlock;
      inner = exitBlock;
    }
    if (first == null) {
      return edge;
    }
    last.terminate(new Terminator.Jump(edge), source.terminatorLine());
    return first;
  }

  private void splitCriticalEdges() {
    Map<Block, Integer> incoming = new HashMap<>();
    for (Block block : blocks) {
      for (Edge edge : block.edges()) {
        incoming.put(edge.target(), incoming.getOrDefault(edge.target(), 0) + 1);
      }
    }
    for (Block block : List.copyOf(blocks)) {
      if (block.edges().size() > 1) {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : block.edges()) {
          edges.add(incoming.get(edge.target()) > 1 ? split(edge) : edge);
        }
        block.redirect(edges);
      }
    }
  }

  private Edge split(Edge edge) {
    Block middle = newBlock(regions.get(edge.target()));
    middle.terminate(new Terminator.Jump(edge), 0);
    return new Edge(middle, List.of());
  }

  private void countIterations(Block entry, Region loop) {
    loop.iteration = existingCounter(loop);
    if (loop.iteration != null) {
      return;
    }
    Value counter = newValue(Type.INT);
    loop.header.params().add(counter);
    append(loop.preheader, intConstant(entry, 0));
    Value next = newValue(Type.INT);
    loop.latch
        .instrs()
        .add(new Instr(next, new Op.Binary(BinaryKind.IADD, counter, intConstant(entry, 1)), 0));
    append(loop.latch, next);
    loop.iteration = counter;
  }

  private static void append(Block source, Value arg) {
    Terminator.Jump jump = (Terminator.Jump) source.terminator();
    List<Value> args = new ArrayList<>(jump.target().args());
    args.add(arg);
    source.terminate(
        new Terminator.Jump(new Edge(jump.target().target(), List.copyOf(args))),
        source.terminatorLine());
  }

  /** A parameter of the header that starts at 0 and grows by 1. */
  private Value existingCounter(Region loop) {
    for (int i = 0; i < loop.header.params().size(); i++) {
      Value param = loop.header.params().get(i);
      if (param.type().equals(Type.INT)
          && isConstant(loop.preheader.edges().get(0).args().get(i), 0)
          && isIncrement(loop.latch.edges().get(0).args().get(i), param)) {
        return param;
      }
    }
    return null;
  }

  private boolean isConstant(Value value, int expected) {
    Op.Const constant = constants.get(value);
    return constant != null && Integer.valueOf(expected).equals(constant.constant());
  }

  private boolean isIncrement(Value value, Value param) {
    for (Block block : blocks) {
      for (Instr instr : block.instrs()) {
        if (instr.result() == value) {
          return instr.op() instanceof Op.Binary add
              && add.kind() == BinaryKind.IADD
              && ((add.left() == param && isConstant(add.right(), 1))
                  || (add.right() == param && isConstant(add.left(), 1)));
        }
      }
    }
    return false;
  }

  private Value intConstant(Block entry, int value) {
    return constant(entry, Op.Const.of(value));
  }

  private Value constant(Block entry, Op.Const constant) {
    Value known = addedConstants.get(constant);
    if (known == null) {
      known = newValue(constant.type());
      entry.instrs().add(0, new Instr(known, constant, 0));
      constants.put(known, constant);
      addedConstants.put(constant, known);
    }
    return known;
  }

  private void addWays(Block entry) {
    Map<Block, List<Block>> sources = new LinkedHashMap<>();
    for (Block block : Canonical.reversePostorder(entry)) {
      for (Edge edge : block.edges()) {
        List<Block> known = sources.get(edge.target());
        if (known == null) {
          known = new ArrayList<>();
          sources.put(edge.target(), known);
        }
        known.add(block);
      }
    }
    for (Map.Entry<Block, List<Block>> entering : sources.entrySet()) {
      Block join = entering.getKey();
      List<Block> from = entering.getValue();
      if (from.size() > 1 && join != regions.get(join).header) {
        Value way = newValue(Type.INT);
        join.params().add(way);
        ways.put(join, way);
        for (int i = 0; i < from.size(); i++) {
          append(from.get(i), intConstant(entry, i));
        }
      }
    }
  }

  /** Gives the blocks their final numbers. */
  private void settle(Function original, Block entry) {
    List<Block> order = Canonical.reversePostorder(entry);
    Map<Block, Block> settled = new HashMap<>();
    for (Block block : order) {
      settled.put(block, new Block(settled.size()));
    }
    List<Block> result = new ArrayList<>();
    for (Block block : order) {
      Block copy = settled.get(block);
      copy.params().addAll(block.params());
      copy.instrs().addAll(block.instrs());
      copy.terminate(to(settled, block.terminator()), block.terminatorLine());
      result.add(copy);
      regions.put(copy, regions.get(block));
      if (attempted.containsKey(block)) {
        attempted.put(copy, attempted.get(block));
      }
      if (thrown.containsKey(block)) {
        thrown.put(copy, thrown.get(block));
      }
      if (ways.containsKey(block)) {
        ways.put(copy, ways.get(block));
      }
    }
    for (Region loop : loops) {
      loop.header = settled.get(loop.header);
      loop.preheader = settled.get(loop.preheader);
      loop.latch = settled.get(loop.latch);
      for (int i = 0; i < loop.exits.size(); i++) {
        loop.exits.set(i, settled.get(loop.exits.get(i)));
        loop.exitSources.set(i, settled.get(loop.exitSources.get(i)));
      }
    }
    exit = exit == null ? null : settled.get(exit);
    function =
        new Function(
            original.method(), original.inputs(), original.result(), List.copyOf(result), values);
    cfg = new Cfg(function);
  }
}
