package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Value;

/**
 * Leads edges past blocks that only jump on, turns branches whose edges are equal into jumps, and
 * joins a block with its only predecessor where that has no other successor. Where nothing can
 * throw, a try is a jump.
 *
 * <p>A block that only jumps to the header of a loop stays if several edges lead to it: loops with
 * one entry and one latch are easier to reverse.
 */
public final class SimplifyControlFlow {
  private final Function source;
  private final Editor editor;
  private final int[] incoming;
  private final boolean[] isHeader;

  private SimplifyControlFlow(Function function) {
    this.source = function;
    this.editor = new Editor(function);
    this.incoming = new int[function.blocks().size()];
    this.isHeader = new boolean[incoming.length];
  }

  public static Function run(Function function) {
    return new SimplifyControlFlow(function).run();
  }

  private Function run() {
    List<Block> blocks = editor.blocks();
    countEdges(blocks);
    Safety safety = new Safety(new Definitions(source));
    for (Block block : blocks) {
      if (block.terminator() instanceof Terminator.Try attempt && !mayThrow(block, safety)) {
        block.terminate(new Terminator.Jump(attempt.normal()), block.terminatorLine());
        editor.markChanged();
      }
      redirect(block);
      if (block.terminator() instanceof Terminator.Branch branch
          && Edges.same(branch.ifTrue(), branch.ifFalse())) {
        block.terminate(new Terminator.Jump(branch.ifTrue()), block.terminatorLine());
        editor.markChanged();
      }
    }
    // Edges from blocks that were led past must not count as predecessors.
    if (editor.isChanged()) {
      return run(editor.finish());
    }
    for (Block block : blocks) {
      if (block.terminator() != null) {
        absorbSuccessors(block);
      }
    }
    return editor.finish();
  }

  private static boolean mayThrow(Block block, Safety safety) {
    Instr last = block.protectedInstr();
    return last != null && safety.mayThrow(last.op());
  }

  private void countEdges(List<Block> blocks) {
    for (Block block : blocks) {
      for (Edge edge : block.edges()) {
        incoming[edge.target().id()]++;
        isHeader[edge.target().id()] |= edge.target().id() <= block.id();
      }
    }
  }

  private void redirect(Block block) {
    for (Edge edge : block.edges()) {
      if (past(edge) != edge) {
        List<Edge> edges = new ArrayList<>();
        for (Edge each : block.edges()) {
          edges.add(past(each));
        }
        block.redirect(edges);
        editor.markChanged();
        return;
      }
    }
  }

  /** Where an edge leads in the end; the edge itself if that is a loop that does nothing. */
  private Edge past(Edge edge) {
    Edge end = edge;
    for (int steps = 0; isPassage(end.target()); steps++) {
      if (steps > incoming.length) {
        return edge;
      }
      end = ((Terminator.Jump) end.target().terminator()).target();
    }
    return end;
  }

  private boolean isPassage(Block block) {
    if (!block.instrs().isEmpty()
        || !block.params().isEmpty()
        || !(block.terminator() instanceof Terminator.Jump jump)) {
      return false;
    }
    Block target = jump.target().target();
    return target != block && (incoming[block.id()] == 1 || !isHeader[target.id()]);
  }

  private void absorbSuccessors(Block block) {
    while (block.terminator() instanceof Terminator.Jump jump) {
      Block next = jump.target().target();
      if (incoming[next.id()] != 1 || next == block) {
        return;
      }
      List<Value> params = next.params();
      for (int i = 0; i < params.size(); i++) {
        editor.replace(params.get(i), jump.target().args().get(i));
      }
      block.instrs().addAll(next.instrs());
      block.terminate(next.terminator(), next.terminatorLine());
      next.terminate(null, 0);
      editor.markChanged();
    }
  }
}
