package org.wengert.compiler.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Moves regions of a function into functions of their own. A region is left by edges: with one
 * exit, the part returns one of the values that are used afterwards, else the number of the exit;
 * all other values go through the frame of the tape, zero where an exit does not know them.
 */
final class Extraction {
  private final Function function;
  private final Value tape;
  private final Cfg cfg;
  private final Instr[] definition;
  private final int[] definedIn;
  private final Numbering numbering;
  private final Value[] renamed;
  private final Taken[] takenBy;
  private final Block[] copies;
  private final List<Part> parts = new ArrayList<>();

  /** A region on its way into a part. */
  private static final class Taken {
    private final List<Block> blocks;
    private final Set<Value> inputs = new LinkedHashSet<>();
    private final Set<Value> outputs = new LinkedHashSet<>();
    private final Set<Value> constants = new LinkedHashSet<>();
    private final Map<Edge, Integer> exits = new LinkedHashMap<>();
    private final Map<Edge, List<Block>> sources = new HashMap<>();
    private boolean isLoop;

    Taken(List<Block> blocks) {
      this.blocks = blocks;
    }

    Block entry() {
      return blocks.get(0);
    }
  }

  private Extraction(Function function, Value tape, List<Regions.Region> regions) {
    this.function = function;
    this.tape = tape;
    this.cfg = new Cfg(function);
    this.definition = new Instr[function.valueCount()];
    this.definedIn = new int[function.valueCount()];
    this.numbering = new Numbering(function.valueCount());
    this.renamed = new Value[function.valueCount()];
    this.takenBy = new Taken[function.blocks().size()];
    this.copies = new Block[takenBy.length];
    for (Regions.Region region : regions) {
      Taken taken = new Taken(region.blocks());
      for (Block block : region.blocks()) {
        takenBy[block.id()] = taken;
      }
    }
    for (Block block : function.blocks()) {
      block.params().forEach(param -> definedIn[param.id()] = block.id());
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          definition[instr.result().id()] = instr;
          definedIn[instr.result().id()] = block.id();
        }
      }
    }
    for (Value input : function.inputs()) {
      definedIn[input.id()] = -1;
    }
  }

  /**
   * Takes regions out.
   *
   * @param names yields the name of the n-th part
   * @param parts is given the parts
   * @return what is left of the function
   */
  static Function of(
      Function function,
      Value tape,
      List<Regions.Region> regions,
      IntFunction<String> names,
      List<Part> parts) {
    Extraction extraction = new Extraction(function, tape, regions);
    Function main = extraction.run(names);
    parts.addAll(extraction.parts);
    return main;
  }

  private Function run(IntFunction<String> names) {
    for (Block block : function.blocks()) {
      analyze(block);
    }
    for (Block block : function.blocks()) {
      Taken taken = takenBy[block.id()];
      if (taken == null || taken.entry() == block) {
        copies[block.id()] = new Block(block.id());
      }
    }
    for (Block block : function.blocks()) {
      Taken taken = takenBy[block.id()];
      if (taken != null && taken.entry() == block) {
        call(taken, names.apply(parts.size()));
      }
    }
    for (Block block : function.blocks()) {
      if (takenBy[block.id()] == null) {
        copy(block);
      }
    }
    return Canonical.of(function.method(), function.inputs(), function.result(), copies[0]);
  }

  // What crosses the borders of regions.

  private void analyze(Block block) {
    Taken taken = takenBy[block.id()];
    for (Instr instr : block.instrs()) {
      use(instr.op().operands(), taken);
    }
    use(block.terminator().operands(), taken);
    for (Edge edge : block.edges()) {
      Taken to = takenBy[edge.target().id()];
      if (taken != null && to == taken) {
        taken.isLoop |= edge.target() == taken.entry();
        use(edge.args(), taken);
      } else if (taken == null) {
        use(edge.args(), null);
      } else {
        leave(edge, block, taken);
      }
    }
  }

  /** Edges to one target with the same arguments are one exit. */
  private void leave(Edge edge, Block source, Taken taken) {
    taken.exits.putIfAbsent(edge, taken.exits.size());
    taken.sources.computeIfAbsent(edge, e -> new ArrayList<>()).add(source);
    use(edge.args(), null);
  }

  private void use(List<Value> values, Taken user) {
    for (Value value : values) {
      int block = definedIn[value.id()];
      Taken definer = block < 0 ? null : takenBy[block];
      if (definer == user) {
        continue;
      }
      if (isFree(value)) {
        if (user != null) {
          user.constants.add(value);
        }
        if (definer != null && user == null) {
          definer.constants.add(value);
        }
        continue;
      }
      if (definer != null) {
        definer.outputs.add(value);
      }
      if (user != null) {
        user.inputs.add(value);
      }
    }
  }

  private boolean isFree(Value value) {
    Instr instr = definition[value.id()];
    return Weights.isNull(value) || (instr != null && Weights.isFree(instr));
  }

  private Instr free(Value value) {
    Instr instr = definition[value.id()];
    return instr != null && Weights.isFree(instr)
        ? instr
        : new Instr(value, new Op.Const(null, Type.NULL), 0);
  }

  // What is left.

  private void copy(Block block) {
    Block copy = copies[block.id()];
    copy.params().addAll(block.params());
    for (Instr instr : block.instrs()) {
      copy.instrs().add(new Instr(instr.result(), instr.op().map(this::outside), instr.line()));
    }
    copy.terminate(block.terminator().map(this::outside, this::outside), block.terminatorLine());
  }

  private Value outside(Value value) {
    Value other = renamed[value.id()];
    return other == null ? value : other;
  }

  private Edge outside(Edge edge) {
    List<Value> args = new ArrayList<>(edge.args().size());
    for (Value arg : edge.args()) {
      args.add(outside(arg));
    }
    return new Edge(copies[edge.target().id()], List.copyOf(args));
  }

  /** The block that calls the part of a region, and the part. */
  private void call(Taken taken, String name) {
    List<Value> given = taken.entry().params();
    if (taken.isLoop) {
      given = given.stream().map(param -> numbering.value(param.type())).toList();
    } else {
      // What comes in is what the caller has anyway.
      taken.outputs.removeAll(given);
    }
    List<Value> inputs = new ArrayList<>(given);
    inputs.addAll(taken.inputs);
    inputs.remove(tape);
    if (tape != null) {
      inputs.add(tape);
    }
    List<Value> framed = new ArrayList<>(taken.outputs);
    Value returned = taken.exits.size() == 1 && !framed.isEmpty() ? framed.remove(0) : null;
    Type result = returned != null ? returned.type() : Type.VOID;
    if (taken.exits.size() > 1) {
      result = Type.INT;
    }
    Function function = part(taken, inputs, given, framed, returned, result);
    Part part = new Part(name, descriptor(inputs, result), function);
    parts.add(part);
    Block block = copies[taken.entry().id()];
    block.params().addAll(given);
    for (Value constant : taken.constants) {
      if (isDefinedIn(taken, constant)) {
        block.instrs().add(free(constant));
      }
    }
    List<Value> args = new ArrayList<>();
    for (Value input : inputs) {
      args.add(input.id() < renamed.length ? outside(input) : input);
    }
    Op.CallPart call = new Op.CallPart(name, part.descriptor(), List.copyOf(args));
    Value answer = numbering.append(block.instrs(), call);
    receive(framed, block.instrs());
    if (returned != null) {
      renamed[returned.id()] = answer;
    }
    leaveCall(taken, block, answer);
  }

  private void receive(List<Value> framed, List<Instr> code) {
    List<Value> read = Frame.read(framed.stream().map(Value::type).toList(), tape, numbering, code);
    for (int i = 0; i < read.size(); i++) {
      renamed[framed.get(i).id()] = read.get(i);
    }
  }

  private boolean isDefinedIn(Taken taken, Value value) {
    int home = definedIn[value.id()];
    return home >= 0 && takenBy[home] == taken;
  }

  private void leaveCall(Taken taken, Block block, Value result) {
    List<Edge> exits = new ArrayList<>(taken.exits.keySet());
    if (exits.isEmpty()) {
      Value none = numbering.append(block.instrs(), new Op.Const(null, Type.NULL));
      block.terminate(new Terminator.Throw(none), 0);
    } else if (exits.size() == 1) {
      block.terminate(new Terminator.Jump(outside(exits.get(0))), 0);
    } else if (exits.size() == 2) {
      Value zero = numbering.constant(block.instrs(), 0);
      block.terminate(
          new Terminator.Branch(
              Condition.EQ, result, zero, outside(exits.get(0)), outside(exits.get(1))),
          0);
    } else {
      List<Integer> keys = new ArrayList<>();
      List<Edge> targets = new ArrayList<>();
      for (int i = 1; i < exits.size(); i++) {
        keys.add(i);
        targets.add(outside(exits.get(i)));
      }
      block.terminate(new Terminator.Switch(result, keys, targets, outside(exits.get(0))), 0);
    }
  }

  // The part.

  private Function part(
      Taken taken,
      List<Value> inputs,
      List<Value> given,
      List<Value> framed,
      Value returned,
      Type result) {
    Map<Block, Block> inside = new HashMap<>();
    for (Block block : taken.blocks) {
      inside.put(block, new Block(block.id()));
    }
    Map<Edge, Block> ends = new HashMap<>();
    taken.exits.forEach(
        (edge, number) -> ends.put(edge, end(taken, edge, number, framed, returned)));
    for (Block block : taken.blocks) {
      Block copy = inside.get(block);
      if (block != taken.entry() || taken.isLoop) {
        copy.params().addAll(block.params());
      }
      copy.instrs().addAll(block.instrs());
      copy.terminate(
          block
              .terminator()
              .map(
                  v -> v,
                  e ->
                      takenBy[e.target().id()] == taken
                          ? new Edge(inside.get(e.target()), e.args())
                          : new Edge(ends.get(e), List.of())),
          block.terminatorLine());
    }
    Block entry = new Block(0);
    for (Value constant : taken.constants) {
      if (!isDefinedIn(taken, constant)) {
        entry.instrs().add(free(constant));
      }
    }
    List<Value> args = taken.isLoop ? List.copyOf(given) : List.of();
    entry.terminate(new Terminator.Jump(new Edge(inside.get(taken.entry()), args)), 0);
    return Canonical.of(function.method(), List.copyOf(inputs), result, entry);
  }

  /** What the part does where the region is left by an edge. */
  private Block end(Taken taken, Edge exit, int number, List<Value> framed, Value returned) {
    Block end = new Block(0);
    List<Block> sources = taken.sources.get(exit);
    List<Value> values = new ArrayList<>();
    for (Value output : framed) {
      values.add(known(output, sources, end));
    }
    Value value = null;
    if (taken.exits.size() > 1) {
      value = numbering.constant(end.instrs(), number);
    } else if (returned != null) {
      value = known(returned, sources, end);
    }
    Frame.write(values, tape, numbering, end.instrs());
    end.terminate(new Terminator.Return(value), 0);
    return end;
  }

  private Value known(Value output, List<Block> sources, Block end) {
    Block home = function.blocks().get(definedIn[output.id()]);
    for (Block source : sources) {
      if (home != source && !cfg.isKnown(output, home, source)) {
        return numbering.append(end.instrs(), zero(output.type()));
      }
    }
    return output;
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

  private static String descriptor(List<Value> inputs, Type result) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Value input : inputs) {
      descriptor.append(input.type().descriptor());
    }
    return descriptor.append(')').append(result.descriptor()).toString();
  }
}
