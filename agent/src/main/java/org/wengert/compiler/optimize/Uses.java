package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Value;

/** How often values are used. */
final class Uses {
  private Uses() {}

  /** By value id; arguments of edges count. */
  static int[] count(Function function) {
    int[] uses = new int[function.valueCount()];
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        add(instr.op().operands(), uses);
      }
      add(block.terminator().operands(), uses);
      for (Edge edge : block.edges()) {
        add(edge.args(), uses);
      }
    }
    return uses;
  }

  private static void add(List<Value> values, int[] uses) {
    for (Value value : values) {
      uses[value.id()]++;
    }
  }
}
