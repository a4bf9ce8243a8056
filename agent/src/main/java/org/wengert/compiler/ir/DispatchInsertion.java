package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * Rebuilds a function with one dispatch block for each group of blocks given. A value used outside
 * its block may lose dominance by that, so that all of those go through variables of the builder;
 * it removes again the block parameters that were not needed.
 */
final class DispatchInsertion {
  private final Function function;
  private final FunctionBuilder builder;
  private final Block[] copies;
  private final Dispatch[] dispatchOf;
  private final int[] definingBlock;
  private final Value[] copyOf;
  private final Variable[] variableOf;

  DispatchInsertion(Function function, List<List<Block>> groups) {
    this.function = function;
    this.builder = new FunctionBuilder(function.method(), function.result());
    this.copies = new Block[function.blocks().size()];
    this.dispatchOf = new Dispatch[copies.length];
    this.definingBlock = new int[function.valueCount()];
    this.copyOf = new Value[definingBlock.length];
    this.variableOf = new Variable[definingBlock.length];
    copyBlocksAndParams();
    for (List<Block> group : groups) {
      Dispatch dispatch = new Dispatch(group);
      for (Block entry : group) {
        dispatchOf[entry.id()] = dispatch;
      }
    }
    findValuesUsedElsewhere();
  }

  Function run() {
    for (Block block : function.blocks()) {
      copy(block);
    }
    return builder.finish();
  }

  private void copyBlocksAndParams() {
    for (Value input : function.inputs()) {
      copyOf[input.id()] = builder.addInput(input.type());
    }
    for (Block block : function.blocks()) {
      copies[block.id()] = block.id() == 0 ? builder.entry() : builder.newBlock();
      for (Value param : block.params()) {
        copyOf[param.id()] = builder.addParam(copies[block.id()], param.type());
        definingBlock[param.id()] = block.id();
      }
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          definingBlock[instr.result().id()] = block.id();
        }
      }
    }
  }

  private void findValuesUsedElsewhere() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        noteUses(instr.op().operands(), block);
      }
      noteUses(block.terminator().operands(), block);
      for (Edge edge : block.edges()) {
        noteUses(edge.args(), block);
      }
    }
  }

  /** The entry block dominates all others whatever the dispatch: its values and the inputs stay. */
  private void noteUses(List<Value> used, Block block) {
    for (Value value : used) {
      int id = value.id();
      if (definingBlock[id] != 0 && definingBlock[id] != block.id() && variableOf[id] == null) {
        variableOf[id] = builder.variable(value.type());
      }
    }
  }

  private void copy(Block block) {
    builder.position(copies[block.id()]);
    for (Value param : block.params()) {
      writeVariable(param);
    }
    for (Instr instr : block.instrs()) {
      builder.line(instr.line());
      Value result = builder.emit(instr.op().map(v -> read(v, block)));
      if (instr.result() != null) {
        copyOf[instr.result().id()] = result;
        writeVariable(instr.result());
      }
    }
    builder.line(block.terminatorLine());
    builder.end(block.terminator().map(v -> read(v, block), edge -> route(edge, block)));
  }

  private void writeVariable(Value value) {
    Variable variable = variableOf[value.id()];
    if (variable != null) {
      builder.write(variable, copyOf[value.id()]);
    }
  }

  private Value read(Value value, Block block) {
    Variable variable = variableOf[value.id()];
    return variable == null || definingBlock[value.id()] == block.id()
        ? copyOf[value.id()]
        : builder.read(variable);
  }

  private Edge route(Edge edge, Block source) {
    List<Value> args = new ArrayList<>(edge.args().size());
    for (Value arg : edge.args()) {
      args.add(read(arg, source));
    }
    Dispatch dispatch = dispatchOf[edge.target().id()];
    return dispatch == null
        ? new Edge(copies[edge.target().id()], List.copyOf(args))
        : dispatch.edgeTo(edge.target(), args);
  }

  /** A block with a selector and all parameters of its entries as parameters. */
  private final class Dispatch {
    private final List<Block> entries;
    private final Block block;

    Dispatch(List<Block> entries) {
      this.entries = entries;
      this.block = builder.newBlock();
      final Value selector = builder.addParam(block, Type.INT);
      List<Integer> keys = new ArrayList<>();
      List<Edge> targets = new ArrayList<>();
      for (Block entry : entries) {
        List<Value> params = new ArrayList<>();
        for (Value param : entry.params()) {
          params.add(builder.addParam(block, param.type()));
        }
        keys.add(keys.size());
        targets.add(new Edge(copies[entry.id()], List.copyOf(params)));
      }
      int last = keys.size() - 1;
      block.terminate(
          new Terminator.Switch(
              selector,
              List.copyOf(keys.subList(0, last)),
              List.copyOf(targets.subList(0, last)),
              targets.get(last)),
          0);
    }

    /** The parameters of the other entries get zeros, which nothing reads. */
    Edge edgeTo(Block entry, List<Value> args) {
      List<Value> all = new ArrayList<>();
      all.add(builder.constant(entries.indexOf(entry)));
      for (Block each : entries) {
        if (each == entry) {
          all.addAll(args);
        } else {
          for (Value param : each.params()) {
            all.add(builder.zero(param.type()));
          }
        }
      }
      return new Edge(block, List.copyOf(all));
    }
  }
}
