package org.wengert.compiler.optimize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Value;

/**
 * Removes what nobody uses: operations that neither write nor throw, and block parameters, also
 * those that only feed themselves around a loop. What may throw or write stays.
 */
public final class DeadCode {
  private final Function function;
  private final Editor editor;
  private final Safety safety;
  private final boolean[] live;
  private final Instr[] definitions;
  private final ArrayDeque<Value> pending = new ArrayDeque<>();

  private DeadCode(Function function) {
    this.function = function;
    this.editor = new Editor(function);
    this.safety = new Safety(new Definitions(function));
    this.live = new boolean[function.valueCount()];
    this.definitions = new Instr[function.valueCount()];
  }

  public static Function run(Function function) {
    return new DeadCode(function).run();
  }

  private Function run() {
    List<List<Value>>[] sources = argumentsOfParams();
    int[] positions = new int[function.valueCount()];
    Block[] paramOf = new Block[function.valueCount()];
    for (Block block : editor.blocks()) {
      for (int i = 0; i < block.params().size(); i++) {
        paramOf[block.params().get(i).id()] = block;
        positions[block.params().get(i).id()] = i;
      }
      markRoots(block);
    }
    while (!pending.isEmpty()) {
      Value value = pending.remove();
      Instr definition = definitions[value.id()];
      if (definition != null) {
        markAll(definition.op().operands());
      } else if (paramOf[value.id()] != null) {
        for (List<Value> args : sources[paramOf[value.id()].id()]) {
          mark(args.get(positions[value.id()]));
        }
      }
    }
    for (Block block : editor.blocks()) {
      sweep(block);
    }
    dropDeadParams();
    return editor.finish();
  }

  @SuppressWarnings("unchecked")
  private List<List<Value>>[] argumentsOfParams() {
    List<List<Value>>[] sources = new List[editor.blocks().size()];
    for (Block block : editor.blocks()) {
      sources[block.id()] = new ArrayList<>();
    }
    for (Block block : editor.blocks()) {
      for (Edge edge : block.edges()) {
        sources[edge.target().id()].add(edge.args());
      }
    }
    return sources;
  }

  private void markRoots(Block block) {
    for (Instr instr : block.instrs()) {
      if (instr.result() != null) {
        definitions[instr.result().id()] = instr;
      }
      if (!safety.isRemovable(instr.op())) {
        markAll(instr.op().operands());
      }
    }
    markAll(block.terminator().operands());
  }

  private void markAll(List<Value> values) {
    for (Value value : values) {
      mark(value);
    }
  }

  private void mark(Value value) {
    if (!live[value.id()]) {
      live[value.id()] = true;
      pending.add(value);
    }
  }

  private void sweep(Block block) {
    Instr attempted = block.protectedInstr();
    for (Iterator<Instr> it = block.instrs().iterator(); it.hasNext(); ) {
      Instr instr = it.next();
      boolean used = instr.result() != null && live[instr.result().id()];
      if (!used && safety.isRemovable(instr.op())) {
        it.remove();
        editor.markChanged();
        editor.settleTry(block, attempted, instr != attempted);
      }
    }
  }

  private void dropDeadParams() {
    for (Block block : editor.blocks()) {
      List<Edge> edges = new ArrayList<>();
      for (Edge edge : block.edges()) {
        edges.add(withoutDeadParams(edge));
      }
      block.redirect(edges);
    }
    for (Block block : editor.blocks()) {
      for (Iterator<Value> it = block.params().iterator(); it.hasNext(); ) {
        if (!live[it.next().id()]) {
          it.remove();
          editor.markChanged();
        }
      }
    }
  }

  private Edge withoutDeadParams(Edge edge) {
    List<Value> params = edge.target().params();
    List<Value> args = new ArrayList<>(params.size());
    for (int i = 0; i < params.size(); i++) {
      if (live[params.get(i).id()]) {
        args.add(edge.args().get(i));
      }
    }
    return new Edge(edge.target(), List.copyOf(args));
  }
}
