package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Which operations may change or look at the elements of which arrays.
 *
 * <p>Arrays of different element kinds never overlap. Beyond that, the references that flow into
 * one another (over edges, casts and selections) form groups, and a group that consists of arrays
 * made in the function, never stored anywhere and never handed to a call, is private: no other
 * reference leads to its arrays, nothing outside sees them. All other groups may overlap. This asks
 * less of a function than {@code analyze.Memory} does, and holds for derived functions as for
 * primal ones.
 */
final class Clobbers {
  private final int[] parent;
  private final boolean[] shared;

  Clobbers(Function function) {
    this.parent = new int[function.valueCount()];
    this.shared = new boolean[parent.length];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    for (Value input : function.inputs()) {
      share(input);
    }
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        visit(instr);
      }
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          unite(edge.target().params().get(i), edge.args().get(i));
        }
      }
    }
  }

  private void visit(Instr instr) {
    Op op = instr.op();
    Value result = instr.result();
    if (op instanceof Op.CheckCast cast) {
      unite(result, cast.object());
    } else if (op instanceof Op.Select select) {
      unite(result, select.ifTrue());
      unite(result, select.ifFalse());
    } else if (op instanceof Op.Reserve reserve) {
      share(reserve.array());
      share(result);
    } else if (op instanceof Op.ArrayStore store) {
      share(store.value());
    } else if (op instanceof Op.ArrayLoad || op instanceof Op.SafeLoad) {
      share(result);
    } else if (!leavesReferencesAlone(op)) {
      for (Value operand : op.operands()) {
        share(operand);
      }
      if (result != null) {
        share(result);
      }
    }
  }

  /**
   * Whether the operation neither keeps a reference that it gets nor yields one known elsewhere.
   */
  private static boolean leavesReferencesAlone(Op op) {
    if (op instanceof Op.Invoke invoke) {
      ArrayMethod method = invoke.pure() ? null : ArrayMethod.of(invoke);
      // What Arrays.fill stores in an array of references is shared, for simplicity all of it.
      return method != null && method != ArrayMethod.FILL && method != ArrayMethod.FILL_RANGE;
    }
    return op instanceof Op.ArrayLength
        || op instanceof Op.NewArray
        || op instanceof Op.SafeAdd
        || op instanceof Op.InstanceOf
        || op instanceof Op.Const;
  }

  private void share(Value value) {
    if (value.type().isReference()) {
      shared[find(value.id())] = true;
    }
  }

  private void unite(Value a, Value b) {
    if (a.type().isReference() && !b.type().equals(Type.NULL)) {
      int x = find(a.id());
      int y = find(b.id());
      parent[y] = x;
      shared[x] |= shared[y];
    }
  }

  private int find(int id) {
    int at = id;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Whether only this function knows the array, under references of one group. */
  boolean isPrivate(Value array) {
    return array.id() < parent.length && !shared[find(array.id())];
  }

  /** Whether the two may be one array. */
  boolean mayOverlap(Value a, Value b) {
    if (a == b) {
      return true;
    }
    if (a.id() >= parent.length || b.id() >= parent.length) {
      return true;
    }
    int x = find(a.id());
    int y = find(b.id());
    return x == y || (shared[x] && shared[y] && mayOverlap(a.type(), b.type()));
  }

  /** Arrays of rows are told apart where their types end in different kinds of numbers. */
  private static boolean mayOverlap(Type a, Type b) {
    boolean numbers = endsInNumbers(a) && endsInNumbers(b);
    return !numbers || a.equals(b);
  }

  private static boolean endsInNumbers(Type type) {
    String d = type.descriptor();
    return d.charAt(0) == '[' && d.charAt(d.length() - 1) != ';';
  }

  /** Whether the operation may change an element of that kind in that array. */
  boolean mayWrite(Op op, Element element, Value array) {
    if (op instanceof Op.ArrayStore store) {
      return store.element() == element && mayOverlap(store.array(), array);
    } else if (op instanceof Op.SafeAdd add) {
      return element == Element.DOUBLE && mayOverlap(add.array(), array);
    } else if (op instanceof Op.Invoke invoke && !invoke.pure() && ArrayMethod.of(invoke) != null) {
      Value written = writtenBy(ArrayMethod.of(invoke), invoke);
      return written != null && mayOverlap(written, array);
    }
    return mayWriteAnything(op, element) && !isPrivate(array);
  }

  private static Value writtenBy(ArrayMethod method, Op.Invoke invoke) {
    switch (method) {
      case ARRAYCOPY:
        return invoke.args().get(2);
      case FILL, FILL_RANGE:
        return invoke.args().get(0);
      default:
        return null;
    }
  }

  /** Of operations that are no array accesses: whether all that is shared may change. */
  private static boolean mayWriteAnything(Op op, Element element) {
    if (op instanceof Op.Reserve
        || op instanceof Op.PutField
        || op instanceof Op.Held
        || op instanceof Op.Caught) {
      return false;
    } else if (op instanceof Op.GetField get) {
      // What others wrote becomes visible.
      return get.field().mutability() == FieldRef.Mutability.VOLATILE;
    } else if (op instanceof Op.CallRuntime call) {
      // Functions that only read may still enter the shadow of a row that they made.
      return Effect.has(call.function().effects(), Effect.WRITES)
          || (Effect.has(call.function().effects(), Effect.READS) && element == Element.REF);
    }
    return Effect.has(op.effects(), Effect.WRITES);
  }

  /** Whether the operation may look at an element of that kind in that array. */
  boolean mayRead(Op op, Element element, Value array) {
    if (op instanceof Op.ArrayLoad load) {
      return load.element() == element && mayOverlap(load.array(), array);
    } else if (op instanceof Op.SafeLoad load) {
      return load.element() == element && mayOverlap(load.array(), array);
    } else if (op instanceof Op.SafeAdd add) {
      return element == Element.DOUBLE && mayOverlap(add.array(), array);
    } else if (op instanceof Op.ArrayStore || op instanceof Op.Caught) {
      return false;
    } else if (op instanceof Op.Invoke invoke && !invoke.pure() && ArrayMethod.of(invoke) != null) {
      return true;
    }
    return op.effects() != Effect.NONE
        && (op.effects() & (Effect.READS | Effect.WRITES)) != 0
        && !isPrivate(array);
  }
}
