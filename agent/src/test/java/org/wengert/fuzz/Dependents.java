package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The scalars that a call yields: the result or its elements, and the elements of active array
 * arguments at exit, each array once. Pairs what the reference computed with the entry of a shadow
 * that has the same shape.
 */
final class Dependents {
  /** A dependent and the entry of the shadow at its place. */
  record Entry(String where, Dual value, double shadow) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Dependents() {}

  /**
   * All dependents with their shadows.
   *
   * @param once whether an array that is met again is left out, as weights in a sum must be
   * @param result shadow of the result, or null
   * @param arguments shadows of the arguments; where null, the argument is left out
   */
  static List<Entry> pair(Outcome outcome, boolean once, Object result, Object[] arguments) {
    Dependents dependents = new Dependents();
    dependents.add("result", outcome.result(), result, once);
    dependents.seen.clear();
    for (int i = 0; i < arguments.length; i++) {
      if (!(outcome.arguments()[i] instanceof Dual)) {
        dependents.add("argument " + i, outcome.arguments()[i], arguments[i], once);
      }
    }
    return dependents.entries;
  }

  private void add(String where, Object value, Object shadow, boolean once) {
    if (shadow == null) {
      return;
    }
    if (value instanceof Dual d) {
      entries.add(new Entry(where, d, Shadows.scalar(shadow)));
    } else if (value instanceof Cells cells && (seen.add(cells) || !once)) {
      for (int i = 0; i < cells.at.length; i++) {
        entries.add(new Entry(where + "[" + i + "]", cells.at[i], Shadows.at(shadow, i)));
      }
    } else if (value instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        add(where + "[" + i + "]", rows[i], Shadows.row(shadow, i), once);
      }
    }
  }
}
