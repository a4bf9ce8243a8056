package org.wengert.compiler.optimize;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/** Which values the elements of arrays are known to hold at a point of the function. */
final class ArrayContents {
  private static final int LIMIT = 256;

  /** An element of an array, by the values that name them. */
  record Cell(Element element, Value array, Value index) {}

  private final Clobbers clobbers;
  private final Definitions definitions;
  private final Map<Cell, Value> known;

  private ArrayContents(Clobbers clobbers, Definitions definitions, Map<Cell, Value> known) {
    this.clobbers = clobbers;
    this.definitions = definitions;
    this.known = known;
  }

  /** Nothing is known. */
  ArrayContents(Clobbers clobbers, Definitions definitions) {
    this(clobbers, definitions, new HashMap<>());
  }

  ArrayContents copy() {
    return new ArrayContents(clobbers, definitions, new HashMap<>(known));
  }

  Value get(Cell cell) {
    return known.get(cell);
  }

  void put(Cell cell, Value value) {
    if (known.size() >= LIMIT) {
      known.clear();
    }
    known.put(cell, value);
  }

  /** Forgets what an element written may have overwritten. */
  void store(Op.ArrayStore store) {
    for (Iterator<Cell> it = known.keySet().iterator(); it.hasNext(); ) {
      Cell cell = it.next();
      if (clobbers.mayWrite(store, cell.element(), cell.array())
          && !definitions.differ(cell.index(), store.index())) {
        it.remove();
      }
    }
  }

  /** Forgets what an operation that is no store may have changed. */
  void execute(Op op) {
    if (known.isEmpty() || (op.effects() & (Effect.READS | Effect.WRITES)) == 0) {
      return;
    }
    for (Iterator<Cell> it = known.keySet().iterator(); it.hasNext(); ) {
      Cell cell = it.next();
      if (clobbers.mayWrite(op, cell.element(), cell.array())) {
        it.remove();
      }
    }
  }
}
