package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leads all exceptions that leave some blocks to one block: every instruction that may throw gets a
 * try, every throw becomes a jump. The blocks are changed.
 */
public final class Protection {
  /** Where new blocks and values come from. */
  public interface Source {
    Block newBlock();

    Value newValue(Type type);
  }

  private final Source source;
  private final Block handler;
  private final Set<Value> made = new HashSet<>();

  /**
   * @param handler gets the exception as its only parameter
   */
  public Protection(Source source, Block handler) {
    this.source = source;
    this.handler = handler;
  }

  /**
   * The same function, which no exception leaves but from one block, to which all are led: it ends
   * with a throw.
   */
  public static Function ofWhole(Function function) {
    Copy copy = new Copy(function);
    Block handler = copy.newBlock();
    Value exception = copy.newValue(Type.THROWABLE);
    handler.params().add(exception);
    handler.terminate(new Terminator.Throw(exception), 0);
    new Protection(copy, handler).run(function.blocks().size(), copy.blocks);
    return copy.finish();
  }

  /** The same function, which holds a lock from its start to its end, however it ends. */
  public static Function synchronizedOn(Function function, Value receiver) {
    Copy copy = new Copy(function);
    Block start = copy.newBlock();
    Value lock = receiver;
    if (lock == null) {
      Type owner = Type.ofInternalName(function.method().owner());
      lock = copy.newValue(new Type("Ljava/lang/Class;"));
      start.instrs().add(new Instr(lock, new Op.Const(owner, lock.type()), 0));
    }
    start.instrs().add(new Instr(null, new Op.Monitor(true, lock), 0));
    start.terminate(new Terminator.Jump(new Edge(copy.blocks.get(0), List.of())), 0);
    Block handler = copy.newBlock();
    Value exception = copy.newValue(Type.THROWABLE);
    handler.params().add(exception);
    handler.instrs().add(new Instr(null, new Op.Monitor(false, lock), 0));
    handler.terminate(new Terminator.Throw(exception), 0);
    new Protection(copy, handler).run(function.blocks().size(), copy.blocks);
    for (Block block : copy.blocks) {
      if (block.terminator() instanceof Terminator.Return) {
        block.instrs().add(new Instr(null, new Op.Monitor(false, lock), block.terminatorLine()));
      }
    }
    return Canonical.of(function.method(), function.inputs(), function.result(), start);
  }

  private void run(int count, List<Block> blocks) {
    run(List.copyOf(blocks.subList(0, count)));
  }

  /** Changes these blocks; those that it adds are not among them. */
  public void run(List<Block> blocks) {
    findMade(blocks);
    for (Block block : blocks) {
      protect(block);
    }
  }

  /** References that are not null: made or caught, also where they arrive as parameters. */
  private void findMade(List<Block> blocks) {
    int before = -1;
    while (made.size() != before) {
      before = made.size();
      Set<Value> doubtful = new HashSet<>();
      Set<Value> params = new HashSet<>();
      for (Block block : blocks) {
        for (Instr instr : block.instrs()) {
          if (isMade(instr.op())) {
            made.add(instr.result());
          }
        }
        for (Edge edge : block.edges()) {
          for (int i = 0; i < edge.args().size(); i++) {
            Value param = edge.target().params().get(i);
            params.add(param);
            if (!made.contains(edge.args().get(i))) {
              doubtful.add(param);
            }
          }
        }
      }
      params.removeAll(doubtful);
      made.addAll(params);
    }
  }

  private boolean isMade(Op op) {
    return op instanceof Op.Construct
        || op instanceof Op.Allocate
        || op instanceof Op.Caught
        || (op instanceof Op.CheckCast cast && made.contains(cast.object()));
  }

  private void protect(Block block) {
    Block at = block;
    int i = 0;
    while (i < at.instrs().size()) {
      Instr instr = at.instrs().get(i++);
      boolean caught = instr == at.protectedInstr();
      if (!caught && mayThrow(instr.op())) {
        at = splitAfter(at, i);
        i = 0;
      }
    }
    if (at.terminator() instanceof Terminator.Throw end) {
      raise(at, end.exception());
    }
  }

  /** What code of the primal program may throw; the tape's needs are no business of handlers. */
  private static boolean mayThrow(Op op) {
    return Effect.has(op.effects(), Effect.THROWS)
        && !(op instanceof Op.Reserve)
        && !(op instanceof Op.CallRuntime);
  }

  /** Gives the last instruction of a block that jumps on its try. */
  public void attemptLast(Block block) {
    splitAfter(block, block.instrs().size());
  }

  /** Ends the block with a try; yields the block that goes on after it. */
  private Block splitAfter(Block block, int end) {
    Block rest = source.newBlock();
    List<Instr> moved = block.instrs().subList(end, block.instrs().size());
    rest.instrs().addAll(moved);
    rest.terminate(block.terminator(), block.terminatorLine());
    moved.clear();
    int line = block.instrs().get(end - 1).line();
    attempt(block, rest, line);
    return rest;
  }

  private void attempt(Block block, Block normal, int line) {
    Block landing = source.newBlock();
    Value exception = source.newValue(Type.THROWABLE);
    landing.instrs().add(new Instr(exception, new Op.Caught(), line));
    landing.terminate(new Terminator.Jump(new Edge(handler, List.of(exception))), line);
    block.terminate(
        new Terminator.Try(new Edge(normal, List.of()), new Edge(landing, List.of())), line);
  }

  /** Throwing null throws a NullPointerException. */
  private void raise(Block block, Value exception) {
    int line = block.terminatorLine();
    Edge raised = new Edge(handler, List.of(exception));
    if (made.contains(exception)) {
      block.terminate(new Terminator.Jump(raised), line);
      return;
    }
    Block isNull = source.newBlock();
    Value none = source.newValue(Type.NULL);
    block.instrs().add(new Instr(none, new Op.Const(null, Type.NULL), line));
    Block isThere = source.newBlock();
    isThere.terminate(new Terminator.Jump(raised), line);
    block.terminate(
        new Terminator.Branch(
            Condition.EQ,
            exception,
            none,
            new Edge(isNull, List.of()),
            new Edge(isThere, List.of())),
        line);
    raiseNull(isNull, none, line);
  }

  private void raiseNull(Block block, Value none, int line) {
    Value array = source.newValue(Type.DOUBLES);
    block.instrs().add(new Instr(array, new Op.Const(null, Type.DOUBLES), line));
    block.instrs().add(new Instr(source.newValue(Type.INT), new Op.ArrayLength(array), line));
    Block never = source.newBlock();
    never.terminate(new Terminator.Throw(none), line);
    attempt(block, never, line);
  }

  /** A function's blocks, to be changed. */
  private static final class Copy implements Source {
    private final Function function;
    private final List<Block> blocks = new ArrayList<>();
    private int values;

    Copy(Function function) {
      this.function = function;
      this.values = function.valueCount();
      Map<Block, Block> copies = new HashMap<>();
      for (Block block : function.blocks()) {
        Block copy = newBlock();
        copies.put(block, copy);
        copy.params().addAll(block.params());
        copy.instrs().addAll(block.instrs());
      }
      for (Block block : function.blocks()) {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : block.edges()) {
          edges.add(new Edge(copies.get(edge.target()), edge.args()));
        }
        copies.get(block).terminate(block.terminator().withEdges(edges), block.terminatorLine());
      }
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

    Function finish() {
      return Canonical.of(function.method(), function.inputs(), function.result(), blocks.get(0));
    }
  }
}
