package org.wengert.fuzz;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Arguments of one call of {@code entry}; arrays may be the same object, at any depth.
 *
 * @param arguments boxes, and Java arrays
 * @param active which arguments are independents; the same for all that share an array
 */
record Inputs(Object[] arguments, boolean[] active) {

  /** Fresh arrays with the same contents and the same sharing. */
  Inputs copy() {
    return new Inputs((Object[]) deepCopy(arguments), active);
  }

  /** A copy of a box, an array or nested arrays, that keeps which parts are the same object. */
  static Object deepCopy(Object value) {
    return copy(value, new IdentityHashMap<>());
  }

  private static Object copy(Object value, Map<Object, Object> copies) {
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    Object known = copies.get(value);
    if (known != null) {
      return known;
    }
    Object copy = cloneOf(value);
    copies.put(value, copy);
    if (copy instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = copy(rows[i], copies);
      }
    }
    return copy;
  }

  /** A shallow copy of an array; anything else itself. */
  static Object cloneOf(Object value) {
    if (value instanceof double[] a) {
      return a.clone();
    }
    if (value instanceof float[] a) {
      return a.clone();
    }
    if (value instanceof int[] a) {
      return a.clone();
    }
    if (value instanceof Object[] a) {
      return a.clone();
    }
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    int length = java.lang.reflect.Array.getLength(value);
    Object copy = java.lang.reflect.Array.newInstance(value.getClass().getComponentType(), length);
    System.arraycopy(value, 0, copy, 0, length);
    return copy;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < arguments.length; i++) {
      text.append(i == 0 ? "" : ", ").append(Printer.constant(arguments[i]));
      for (int j = 0; j < i; j++) {
        if (arguments[i] != null
            && arguments[i].getClass().isArray()
            && arguments[i] == arguments[j]) {
          text.append(" (same array as argument ").append(j).append(")");
        }
      }
    }
    return "(" + text + ") active " + Arrays.toString(active);
  }
}
