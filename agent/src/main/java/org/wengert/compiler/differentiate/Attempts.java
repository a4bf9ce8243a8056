package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Terminator;

/** Instructions whose exceptions are caught. */
final class Attempts {
  private Attempts() {}

  /**
   * The same function, where after each try that ends well comes a block of its own: there
   * transforms write what follows the attempted operation.
   */
  static Function setApart(Function function) {
    if (!hasTry(function)) {
      return function;
    }
    Map<Block, Block> copies = new HashMap<>();
    for (Block block : function.blocks()) {
      Block copy = new Block(block.id());
      copy.params().addAll(block.params());
      copy.instrs().addAll(block.instrs());
      copies.put(block, copy);
    }
    for (Block block : function.blocks()) {
      List<Edge> edges = new ArrayList<>();
      for (Edge edge : block.edges()) {
        edges.add(new Edge(copies.get(edge.target()), edge.args()));
      }
      Block copy = copies.get(block);
      copy.terminate(block.terminator().withEdges(edges), block.terminatorLine());
      if (copy.terminator() instanceof Terminator.Try attempt) {
        Block after = new Block(-1);
        after.terminate(new Terminator.Jump(attempt.normal()), block.terminatorLine());
        copy.terminate(
            new Terminator.Try(new Edge(after, List.of()), attempt.exceptional()),
            block.terminatorLine());
      }
    }
    return Canonical.of(
        function.method(), function.inputs(), function.result(), copies.get(function.entry()));
  }

  private static boolean hasTry(Function function) {
    for (Block block : function.blocks()) {
      if (block.terminator() instanceof Terminator.Try) {
        return true;
      }
    }
    return false;
  }

  /** Where what follows an attempted operation is written; null if the block attempts nothing. */
  static Block after(Block block) {
    return block.terminator() instanceof Terminator.Try attempt ? attempt.normal().target() : null;
  }
}
