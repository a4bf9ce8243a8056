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
 * Moves regions of a function into functions of their own. Edges that leave a region for the same
 * block are one exit. With one exit, the part returns one of the values that are used afterwards,
 * else the number of the exit; all other values go through the frame of the tape, nothing where an
 * exit does not know them.
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
    private final Map<Block, Exit> exits = new LinkedHashMap<>();
    private boolean isLoop;

    Taken(List<Block> blocks) {
      this.blocks = blocks;
    }

    Block entry() {
      return blocks.get(0);
    }
  }

  /** Where a region is left to. */
  private static final class Exit {
    private final Block target;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Block> sources = new ArrayList<>();

    Exit(Block target) {
      this.target = target;
    }

    /** Whether it depends on the edge what a parameter of the target becomes. */
    boolean varies(int position) {
      Value first = edges.get(0).args().get(position);
      return !Weights.isNull(target.params().get(position))
          && edges.stream().anyMatch(e -> e.args().get(position) != first);
    }

    /** The parameters of the target that are passed from the part. */
    List<Value> passed() {
      List<Value> passed = new ArrayList<>();
      for (int i = 0; i < target.params().size(); i++) {
        if (varies(i)) {
          passed.add(target.params().get(i));
        }
      }
      return passed;
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
      findExits(block);
    }
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

  private void findExits(Block block) {
    Taken taken = takenBy[block.id()];
    for (Edge edge : block.edges()) {
      if (taken != null && takenBy[edge.target().id()] == taken) {
        taken.isLoop |= edge.target() == taken.entry();
      } else if (taken != null) {
        Exit exit = taken.exits.computeIfAbsent(edge.target(), Exit::new);
        exit.edges.add(edge);
        exit.sources.add(block);
      }
    }
  }

  private void analyze(Block block) {
    Taken taken = takenBy[block.id()];
    for (Instr instr : block.instrs()) {
      use(instr.op().operands(), taken);
    }
    use(block.terminator().operands(), taken);
    for (Edge edge : block.edges()) {
      if (taken == null || takenBy[edge.target().id()] == taken) {
        use(edge.args(), taken);
        continue;
      }
      Exit exit = taken.exits.get(edge.target());
      for (int i = 0; i < edge.args().size(); i++) {
        // What is the same on all edges is an argument of the edge that leaves the call.
        use(edge.args().subList(i, i + 1), exit.varies(i) ? taken : null);
      }
    }
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
    List<Value> outputs = new ArrayList<>(taken.outputs);
    Type result = taken.exits.size() > 1 ? Type.INT : Type.VOID;
    if (taken.exits.size() == 1) {
      // What its parameters become is known after the call, like any other output.
      outputs.addAll(taken.exits.values().iterator().next().passed());
      result = outputs.isEmpty() ? result : outputs.get(0).type();
    }
    Function function = part(taken, inputs, given, outputs, result);
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
    if (taken.exits.size() == 1) {
      leaveByOne(taken, block, outputs, answer);
    } else {
      leaveByNumber(taken, block, outputs, answer);
    }
  }

  private void leaveByOne(Taken taken, Block block, List<Value> outputs, Value answer) {
    Exit exit = taken.exits.values().iterator().next();
    List<Value> received = new ArrayList<>();
    if (answer != null) {
      received.add(answer);
      List<Type> types = outputs.stream().skip(1).map(Value::type).toList();
      received.addAll(Frame.read(types, tape, numbering, block.instrs()));
    }
    for (int i = 0; i < taken.outputs.size(); i++) {
      renamed[outputs.get(i).id()] = received.get(i);
    }
    List<Value> passed = received.subList(taken.outputs.size(), received.size());
    block.terminate(new Terminator.Jump(leave(exit, passed)), 0);
  }

  /**
   * Exits share the places of the frame for what is passed to their targets. All are read before
   * anything else is called; of what type they are depends on the exit.
   */
  private void leaveByNumber(Taken taken, Block block, List<Value> outputs, Value answer) {
    List<Type> places = places(taken);
    List<Type> types = new ArrayList<>(outputs.stream().map(Value::type).toList());
    types.addAll(places);
    List<Value> received = Frame.read(types, tape, numbering, block.instrs());
    for (int i = 0; i < outputs.size(); i++) {
      renamed[outputs.get(i).id()] = received.get(i);
    }
    List<Value> shared = received.subList(outputs.size(), received.size());
    List<Edge> exits = new ArrayList<>();
    for (Exit exit : taken.exits.values()) {
      exits.add(leave(exit, places, shared));
    }
    if (exits.isEmpty()) {
      Value none = numbering.append(block.instrs(), new Op.Const(null, Type.NULL));
      block.terminate(new Terminator.Throw(none), 0);
    } else if (exits.size() == 2) {
      Value zero = numbering.constant(block.instrs(), 0);
      block.terminate(
          new Terminator.Branch(Condition.EQ, answer, zero, exits.get(0), exits.get(1)), 0);
    } else {
      List<Integer> keys = new ArrayList<>();
      for (int i = 1; i < exits.size(); i++) {
        keys.add(i);
      }
      List<Edge> targets = List.copyOf(exits.subList(1, exits.size()));
      block.terminate(new Terminator.Switch(answer, keys, targets, exits.get(0)), 0);
    }
  }

  /** Enough places of each kind for what any exit passes. */
  private static List<Type> places(Taken taken) {
    List<Type> places = new ArrayList<>();
    for (Exit exit : taken.exits.values()) {
      List<Type> free = new ArrayList<>(places);
      for (Value passed : exit.passed()) {
        Type place = Frame.placeOf(passed.type());
        if (!free.remove(place)) {
          places.add(place);
        }
      }
    }
    return places;
  }

  /** The edge to a block of its own, where what is passed gets its type, or to the target. */
  private Edge leave(Exit exit, List<Type> places, List<Value> shared) {
    List<Value> free = new ArrayList<>(shared);
    List<Value> passed = new ArrayList<>();
    Block block = new Block(0);
    for (Value param : exit.passed()) {
      Type place = Frame.placeOf(param.type());
      Value read = free.stream().filter(v -> v.type().equals(place)).findFirst().orElseThrow();
      free.remove(read);
      passed.add(Frame.typed(read, param.type(), numbering, block.instrs()));
    }
    Edge edge = leave(exit, passed);
    if (block.instrs().isEmpty()) {
      return edge;
    }
    block.terminate(new Terminator.Jump(edge), 0);
    return new Edge(block, List.of());
  }

  private Edge leave(Exit exit, List<Value> passed) {
    List<Value> args = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < exit.target.params().size(); i++) {
      args.add(exit.varies(i) ? passed.get(next++) : outside(exit.edges.get(0).args().get(i)));
    }
    return new Edge(copies[exit.target.id()], List.copyOf(args));
  }

  private boolean isDefinedIn(Taken taken, Value value) {
    int home = definedIn[value.id()];
    return home >= 0 && takenBy[home] == taken;
  }

  // The part.

  private Function part(
      Taken taken, List<Value> inputs, List<Value> given, List<Value> outputs, Type result) {
    Map<Block, Block> inside = new HashMap<>();
    for (Block block : taken.blocks) {
      inside.put(block, new Block(block.id()));
    }
    Map<Block, Block> ends = new HashMap<>();
    for (Exit exit : taken.exits.values()) {
      ends.put(exit.target, end(taken, exit, ends.size(), outputs));
    }
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
                          : toEnd(taken.exits.get(e.target()), e, ends)),
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

  private static Edge toEnd(Exit exit, Edge edge, Map<Block, Block> ends) {
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < edge.args().size(); i++) {
      if (exit.varies(i)) {
        args.add(edge.args().get(i));
      }
    }
    return new Edge(ends.get(exit.target), List.copyOf(args));
  }

  /**
   * What the part does where the region is left to a block. The caller reads all places of the
   * frame, whatever the exit; nobody uses what was there before, but references must be of the
   * right types.
   */
  private Block end(Taken taken, Exit exit, int number, List<Value> outputs) {
    Block end = new Block(0);
    List<Value> values = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (Value output : outputs.subList(0, taken.outputs.size())) {
      types.add(output.type());
      boolean known = isKnown(output, exit.sources);
      boolean isReturned = taken.exits.size() == 1 && values.isEmpty();
      boolean isWritten = known || isReturned || output.type().isReference();
      Value zero = known || !isWritten ? null : numbering.append(end.instrs(), zero(output.type()));
      values.add(known ? output : zero);
    }
    for (Value param : exit.passed()) {
      Value value = numbering.value(param.type());
      end.params().add(value);
      values.add(value);
      types.add(param.type());
    }
    Value result = null;
    if (taken.exits.size() > 1) {
      result = numbering.constant(end.instrs(), number);
      List<Type> free = places(taken);
      exit.passed().forEach(param -> free.remove(Frame.placeOf(param.type())));
      for (Type place : free) {
        values.add(null);
        types.add(place);
      }
    } else if (!values.isEmpty()) {
      result = values.remove(0);
      types.remove(0);
    }
    Frame.write(values, types, tape, numbering, end.instrs());
    end.terminate(new Terminator.Return(result), 0);
    return end;
  }

  private boolean isKnown(Value output, List<Block> sources) {
    Block home = function.blocks().get(definedIn[output.id()]);
    return sources.stream().allMatch(s -> home == s || cfg.isKnown(output, home, s));
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
