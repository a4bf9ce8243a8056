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

  private final Clobbers clobbers;
  private final Definitions definitions;
  private final Map<Place, Value> known;

  private ArrayContents(Clobbers clobbers, Definitions definitions, Map<Place, Value> known) {
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

  Value get(Place place) {
    return known.get(place);
  }

  void put(Place place, Value value) {
    if (!place.array().type().isArray()) {
      return; // null
    }
    if (known.size() >= LIMIT) {
      known.clear();
    }
    known.put(place, value);
  }

  /** Forgets what an element written may have overwritten. */
  void store(Op.ArrayStore store) {
    for (Iterator<Place> it = known.keySet().iterator(); it.hasNext(); ) {
      Place place = it.next();
      if (clobbers.mayWrite(store, elementOf(place), place.array())
          && !definitions.differ(place.index(), store.index())) {
        it.remove();
      }
    }
  }

  /** Forgets what an operation that is no store may have changed. */
  void execute(Op op) {
    if (known.isEmpty() || (op.effects() & (Effect.READS | Effect.WRITES)) == 0) {
      return;
    }
    for (Iterator<Place> it = known.keySet().iterator(); it.hasNext(); ) {
      Place place = it.next();
      if (clobbers.mayWrite(op, elementOf(place), place.array())) {
        it.remove();
      }
    }
  }

  /** An array of one static type holds elements of one kind. */
  private static Element elementOf(Place place) {
    return Element.ofDescriptor(place.array().type().elementDescriptor());
  }
}
