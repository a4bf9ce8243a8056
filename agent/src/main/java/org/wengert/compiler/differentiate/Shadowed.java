package org.wengert.compiler.differentiate;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.analyze.Memory;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Value;

/**
 * A primal function to which the computation of all shadow references has been added: what both
 * transforms start from. Its inputs are the primal's, then one shadow for each active array
 * parameter, then the tape.
 *
 * @param function primal operations unchanged and in order; tape and shadows beside them
 * @param primalInputs how many of the inputs are the primal's
 * @param tape the input that is the tape
 * @param shadows for each reference that has one, its shadow
 * @param active floating-point values that carry derivatives, by id
 * @param classes alias class of each primal reference, and of the shadows of these
 * @param fresh shadows of doubles for what the function itself allocates
 * @param ofDirection references that have been added, by id: tape, shadows, and what leads to them
 * @param facts about the classes of objects
 */
record Shadowed(
    Function function,
    int primalInputs,
    Value tape,
    Map<Value, Value> shadows,
    BitSet active,
    Map<Value, Memory.Node> classes,
    Set<Value> fresh,
    BitSet ofDirection,
    ClassFacts facts) {

  boolean isActive(Value value) {
    return active.get(value.id());
  }

  /** Whether a value is no value of the primal: each direction of forward mode has its own. */
  boolean isOfDirection(Value value) {
    return ofDirection.get(value.id());
  }

  /** Whether an operation has been added and is about shadows. */
  boolean isOfDirection(Instr instr) {
    if (instr.result() != null && isOfDirection(instr.result())) {
      return true;
    }
    for (Value operand : instr.op().operands()) {
      if (isOfDirection(operand)) {
        return true;
      }
    }
    return false;
  }

  Value shadow(Value reference) {
    return shadows.get(reference);
  }

  boolean carries(Value value) {
    return isActive(value) || shadows.containsKey(value);
  }

  List<Value> shadowInputs() {
    return function.inputs().subList(primalInputs, function.inputs().size() - 1);
  }
}
