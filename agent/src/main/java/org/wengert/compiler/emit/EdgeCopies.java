package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * What has to move when an edge is taken: the arguments to the parameters' slots, all at once.
 * Copies whose destination nobody else reads go first; what remains are cycles, which go through
 * the operand stack; constants come last, since they read nothing.
 */
final class EdgeCopies {
  private final List<Value> destinations = new ArrayList<>();
  private final List<Value> sources = new ArrayList<>();
  private final List<Value> constantDestinations = new ArrayList<>();
  private final List<Op.Const> constants = new ArrayList<>();
  private final Slots slots;

  EdgeCopies(Edge edge, Demand demand, Slots slots) {
    this.slots = slots;
    List<Value> params = edge.target().params();
    for (int i = 0; i < params.size(); i++) {
      Value param = params.get(i);
      if (demand.uses(param) > 0) {
        Value arg = edge.args().get(i);
        Op.Const constant = demand.constant(arg);
        if (constant != null) {
          constantDestinations.add(param);
          constants.add(constant);
        } else if (slots.of(arg) != slots.of(param)) {
          destinations.add(param);
          sources.add(arg);
        }
      }
    }
  }

  /** Whether anything moves on an edge. */
  static boolean areNeeded(Edge edge, Demand demand, Slots slots) {
    List<Value> params = edge.target().params();
    for (int i = 0; i < params.size(); i++) {
      if (demand.uses(params.get(i)) > 0) {
        Value arg = edge.args().get(i);
        if (demand.constant(arg) != null || slots.of(arg) != slots.of(params.get(i))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Emits the copies; may be called once. */
  void emit(Code code) {
    while (emitOneThatNobodyReads(code)) {
      // Each copy may free the destination of another.
    }
    for (Value source : sources) {
      code.load(source.type(), slots.of(source));
    }
    for (int i = destinations.size() - 1; i >= 0; i--) {
      store(code, destinations.get(i));
    }
    for (int i = 0; i < constants.size(); i++) {
      code.constant(constants.get(i));
      store(code, constantDestinations.get(i));
    }
  }

  private boolean emitOneThatNobodyReads(Code code) {
    for (int i = 0; i < destinations.size(); i++) {
      if (!isReadByAnother(i)) {
        Value source = sources.remove(i);
        code.load(source.type(), slots.of(source));
        store(code, destinations.remove(i));
        return true;
      }
    }
    return false;
  }

  private boolean isReadByAnother(int i) {
    for (int j = 0; j < sources.size(); j++) {
      if (j != i && overlap(destinations.get(i), sources.get(j))) {
        return true;
      }
    }
    return false;
  }

  private boolean overlap(Value a, Value b) {
    int from = slots.of(a);
    int other = slots.of(b);
    Type type = a.type();
    return from < other + b.type().slots() && other < from + type.slots();
  }

  private void store(Code code, Value param) {
    code.store(param.type(), slots.of(param));
  }
}
