package org.wengert.compiler.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a function block by block. Besides SSA values there are {@link Variable}s, which may be
 * written many times: the SSA form is made at the end, when all edges are known (the construction
 * of Braun et al., "Simple and Efficient Construction of Static Single Assignment Form", 2013, with
 * all operands filled in last).
 */
public final class FunctionBuilder {
  private final MethodRef method;
  private final Type result;
  private final List<Value> inputs = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Map<Op.Const, Value> constants = new LinkedHashMap<>();
  private final List<Map<Variable, Value>> lastWrites = new ArrayList<>();
  private final List<Map<Variable, Value>> entryReads = new ArrayList<>();
  private final Block entry;
  private int values;
  private int variables;
  private Block current;
  private int line;

  public FunctionBuilder(MethodRef method, Type result) {
    this.method = method;
    this.result = result;
    this.entry = newBlock();
    this.current = entry;
  }

  public Block entry() {
    return entry;
  }

  public Value addInput(Type type) {
    Value value = newValue(type);
    inputs.add(value);
    return value;
  }

  public List<Value> inputs() {
    return inputs;
  }

  public Block newBlock() {
    Block block = new Block(blocks.size());
    blocks.add(block);
    lastWrites.add(new HashMap<>());
    entryReads.add(new HashMap<>());
    return block;
  }

  public Value addParam(Block block, Type type) {
    Value value = newValue(type);
    block.params().add(value);
    return value;
  }

  public Value newValue(Type type) {
    return new Value(values++, type);
  }

  /** Continues at the end of a block. */
  public void position(Block block) {
    current = block;
  }

  public Block current() {
    return current;
  }

  /** Whether the current block still lacks its terminator. */
  public boolean isOpen() {
    return current.terminator() == null;
  }

  /** Source line of what is emitted from now on. */
  public void line(int sourceLine) {
    line = sourceLine;
  }

  public int line() {
    return line;
  }

  /** Appends an operation to the current block; returns its value, null if it has none. */
  public Value emit(Op op) {
    if (op instanceof Op.Const constant && (constant.effects() == Effect.NONE)) {
      return constant(constant);
    }
    Value value = op.type().equals(Type.VOID) ? null : newValue(op.type());
    append(value, op);
    return value;
  }

  /** Appends an operation whose result value exists already. */
  public void append(Value value, Op op) {
    if (!isOpen()) {
      throw new IllegalStateException(current + " of " + method + " has already ended");
    }
    current.instrs().add(new Instr(value, op, line));
  }

  /** One value a constant and function, defined at the start of the entry block. */
  public Value constant(Op.Const constant) {
    Value known = constants.get(constant);
    if (known == null) {
      known = newValue(constant.type());
      constants.put(constant, known);
    }
    return known;
  }

  public Value constant(int i) {
    return constant(Op.Const.of(i));
  }

  public Value constant(double d) {
    return constant(Op.Const.of(d));
  }

  /** Zero, or null, of a type. */
  public Value zero(Type type) {
    return constant(Op.Const.zero(type));
  }

  /** A variable that is zero (or null) where it has not been written. */
  public Variable variable(Type type) {
    return new Variable(variables++, type, zero(type));
  }

  public void write(Variable variable, Value value) {
    lastWrites.get(current.id()).put(variable, value);
  }

  public Value read(Variable variable) {
    Value written = lastWrites.get(current.id()).get(variable);
    return written != null ? written : readAtEntry(current, variable);
  }

  private Value readAtEntry(Block block, Variable variable) {
    if (block == entry) {
      return variable.initial();
    }
    Map<Variable, Value> reads = entryReads.get(block.id());
    Value known = reads.get(variable);
    if (known == null) {
      known = newValue(variable.type());
      reads.put(variable, known);
    }
    return known;
  }

  public void jump(Block target, Value... args) {
    end(new Terminator.Jump(new Edge(target, List.of(args))));
  }

  public void branch(Condition condition, Value left, Value right, Block ifTrue, Block ifFalse) {
    end(
        new Terminator.Branch(
            condition, left, right, new Edge(ifTrue, List.of()), new Edge(ifFalse, List.of())));
  }

  public void end(Terminator terminator) {
    if (!isOpen()) {
      throw new IllegalStateException(current + " of " + method + " has already ended");
    }
    current.terminate(terminator, line);
  }

  /** Completes the SSA form. The builder is used up. */
  public Function finish() {
    return finishMapped().function();
  }

  /** The same, with what has become of the values met while building. */
  public Canonical.Result finishMapped() {
    placeConstants();
    Value[] aliases = resolveVariables();
    return Canonical.mapped(method, inputs, result, entry, aliases);
  }

  private void placeConstants() {
    List<Instr> definitions = new ArrayList<>(constants.size() + entry.instrs().size());
    for (Map.Entry<Op.Const, Value> constant : constants.entrySet()) {
      definitions.add(new Instr(constant.getValue(), constant.getKey(), 0));
    }
    entry.instrs().addAll(0, definitions);
  }

  /**
   * Turns reads at the entry of a block that several edges enter into a parameter, and gives these
   * edges their arguments. Elsewhere a read is what the variable was further up.
   *
   * @return by the numbers of reads what they stand for
   */
  private Value[] resolveVariables() {
    List<List<Block>> predecessors = predecessors();
    ArrayDeque<Map.Entry<Block, Variable>> pending = new ArrayDeque<>();
    List<Value[]> aliases = new ArrayList<>();
    for (Block block : blocks) {
      List<Block> sources = predecessors.get(block.id());
      for (Map.Entry<Variable, Value> read : entryReads.get(block.id()).entrySet()) {
        if (sources.size() == 1) {
          Value above = valueAtEnd(sources.get(0), read.getKey(), predecessors, pending);
          aliases.add(new Value[] {read.getValue(), above});
        } else {
          pending.add(Map.entry(block, read.getKey()));
        }
      }
    }
    while (!pending.isEmpty()) {
      Map.Entry<Block, Variable> read = pending.remove();
      for (Block predecessor : predecessors.get(read.getKey().id())) {
        valueAtEnd(predecessor, read.getValue(), predecessors, pending);
      }
    }
    List<List<Variable>> order = new ArrayList<>();
    for (Block block : blocks) {
      List<Variable> variablesOfBlock = new ArrayList<>();
      if (predecessors.get(block.id()).size() != 1) {
        variablesOfBlock.addAll(entryReads.get(block.id()).keySet());
        Collections.sort(variablesOfBlock);
      }
      for (Variable variable : variablesOfBlock) {
        block.params().add(entryReads.get(block.id()).get(variable));
      }
      order.add(variablesOfBlock);
    }
    for (Block block : blocks) {
      if (block.terminator() != null) {
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : block.edges()) {
          edges.add(withVariables(block, edge, order, predecessors));
        }
        block.redirect(edges);
      }
    }
    Value[] standsFor = new Value[values];
    for (Value[] alias : aliases) {
      standsFor[alias[0].id()] = alias[1];
    }
    return standsFor;
  }

  /** What a variable is at the end of a block; a read where paths join if it comes from there. */
  private Value valueAtEnd(
      Block block,
      Variable variable,
      List<List<Block>> predecessors,
      ArrayDeque<Map.Entry<Block, Variable>> pending) {
    Block at = block;
    for (int steps = 0; steps <= blocks.size(); steps++) {
      Value written = lastWrites.get(at.id()).get(variable);
      if (written != null) {
        return kept(block, at, variable, written);
      } else if (at == entry) {
        return variable.initial();
      }
      Map<Variable, Value> known = entryReads.get(at.id());
      Value read = known.get(variable);
      List<Block> sources = predecessors.get(at.id());
      if (read == null && sources.size() != 1) {
        read = newValue(variable.type());
        known.put(variable, read);
        pending.add(Map.entry(at, variable));
      }
      if (read != null) {
        return kept(block, at, variable, read);
      }
      at = sources.get(0);
    }
    // A cycle that nothing enters.
    return variable.initial();
  }

  /** What was found further up is noted below, so that the way is gone once. */
  private Value kept(Block block, Block found, Variable variable, Value value) {
    if (block != found) {
      lastWrites.get(block.id()).put(variable, value);
    }
    return value;
  }

  private Edge withVariables(
      Block source, Edge edge, List<List<Variable>> order, List<List<Block>> predecessors) {
    List<Variable> wanted = order.get(edge.target().id());
    if (wanted.isEmpty()) {
      return edge;
    }
    List<Value> args = new ArrayList<>(edge.args());
    for (Variable variable : wanted) {
      args.add(valueAtEnd(source, variable, predecessors, new ArrayDeque<>()));
    }
    return new Edge(edge.target(), List.copyOf(args));
  }

  private List<List<Block>> predecessors() {
    List<List<Block>> predecessors = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      predecessors.add(new ArrayList<>());
    }
    for (Block block : blocks) {
      if (block.terminator() != null) {
        for (Edge edge : block.edges()) {
          predecessors.get(edge.target().id()).add(block);
        }
      }
    }
    return predecessors;
  }
}
