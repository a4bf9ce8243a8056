package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Loop;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * A loop that only its header leaves, when an int that each iteration moves by one has passed a
 * bound.
 *
 * @param counter the header's parameter that each iteration moves
 * @param goesOn how counter and bound compare as long as the loop goes on: LT or LE for a counter
 *     that rises, GT or GE for one that falls
 */
record CountedLoop(Loop loop, Value counter, Condition goesOn, Value bound) {

  /** Null if the loop is of another kind. */
  static CountedLoop of(Loop loop, Function function, Definitions definitions) {
    if (returning(loop) == null
        || !(loop.header().terminator() instanceof Terminator.Branch branch)
        || isLeftElsewhere(loop, function)) {
      return null;
    }
    boolean staysIfTrue = loop.contains(branch.ifTrue().target());
    if (staysIfTrue == loop.contains(branch.ifFalse().target())) {
      return null;
    }
    Condition goesOn = staysIfTrue ? branch.condition() : branch.condition().negate();
    CountedLoop counted = new CountedLoop(loop, branch.left(), goesOn, branch.right());
    CountedLoop swapped = new CountedLoop(loop, branch.right(), goesOn.swap(), branch.left());
    return counted.holds(function, definitions)
        ? counted
        : swapped.holds(function, definitions) ? swapped : null;
  }

  /** The only edge back to the header; null if there are several. */
  private static Edge returning(Loop loop) {
    Edge found = null;
    for (Block latch : loop.latches()) {
      for (Edge edge : latch.edges()) {
        if (edge.target() == loop.header()) {
          if (found != null) {
            return null;
          }
          found = edge;
        }
      }
    }
    return found;
  }

  /** What each iteration hands to the header's parameters of the next one. */
  List<Value> next() {
    return returning(loop).args();
  }

  private static boolean isLeftElsewhere(Loop loop, Function function) {
    for (Block block : function.blocks()) {
      if (block != loop.header() && loop.contains(block)) {
        for (Edge edge : block.edges()) {
          if (!loop.contains(edge.target())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  boolean rises() {
    return goesOn == Condition.LT || goesOn == Condition.LE;
  }

  /** Whether the bound belongs to the last iteration. */
  boolean isInclusive() {
    return goesOn == Condition.LE || goesOn == Condition.GE;
  }

  /** Where the header's parameters have the counter. */
  int position() {
    return loop.header().params().indexOf(counter);
  }

  private boolean holds(Function function, Definitions definitions) {
    if (!counter.type().equals(Type.INT)
        || goesOn == Condition.EQ
        || goesOn == Condition.NE
        || position() < 0
        || isComputedInside(bound, function)) {
      return false;
    }
    return definitions.of(next().get(position())) instanceof Op.Binary binary
        && binary.left() == counter
        && definitions.constant(binary.right()) instanceof Integer by
        && (binary.kind() == BinaryKind.IADD || binary.kind() == BinaryKind.ISUB)
        && (binary.kind() == BinaryKind.IADD ? by : -by) == (rises() ? 1 : -1);
  }

  private boolean isComputedInside(Value value, Function function) {
    for (Block block : function.blocks()) {
      if (loop.contains(block)) {
        if (block.params().contains(value)) {
          return true;
        }
        for (Instr instr : block.instrs()) {
          if (instr.result() == value) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
