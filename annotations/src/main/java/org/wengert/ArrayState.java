package org.wengert;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What arrays of numbers, of any rank, hold, to be brought back to it any number of times. Rows are
 * those that there were when this was made.
 */
final class ArrayState {
  private final List<Object> arrays = new ArrayList<>();

  /** Parallel to the arrays; null for numbers that have not been saved yet. */
  private final List<Object> contents = new ArrayList<>();

  /**
   * @param roots of which only arrays of numbers count
   */
  ArrayState(Object[] roots) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object root : roots) {
      if (root != null && isArrayOfNumbers(root.getClass())) {
        collect(root, seen);
      }
    }
  }

  private void collect(Object array, Set<Object> seen) {
    if (array == null || !seen.add(array)) {
      return;
    }
    arrays.add(array);
    contents.add(array instanceof Object[] rows ? rows.clone() : null);
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        collect(row, seen);
      }
    }
  }

  /** Of any rank, of any primitive type. */
  static boolean isArrayOfNumbers(Class<?> type) {
    Class<?> leaf = type;
    while (leaf.isArray()) {
      leaf = leaf.getComponentType();
    }
    return type.isArray() && leaf.isPrimitive();
  }

  /** What the arrays hold now. */
  void save() {
    for (int k = 0; k < arrays.size(); k++) {
      Object array = arrays.get(k);
      int length = Array.getLength(array);
      if (contents.get(k) == null) {
        contents.set(k, Array.newInstance(array.getClass().getComponentType(), length));
      }
      System.arraycopy(array, 0, contents.get(k), 0, length);
    }
  }

  /** Brings them back to it. */
  void restore() {
    for (int k = 0; k < arrays.size(); k++) {
      Object array = arrays.get(k);
      System.arraycopy(contents.get(k), 0, array, 0, Array.getLength(array));
    }
  }

  /** Whether arrays of arrays hold the rows that they held. */
  boolean hasItsRows() {
    for (int k = 0; k < arrays.size(); k++) {
      if (arrays.get(k) instanceof Object[] rows) {
        Object[] held = (Object[]) contents.get(k);
        for (int i = 0; i < rows.length; i++) {
          if (rows[i] != held[i]) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
