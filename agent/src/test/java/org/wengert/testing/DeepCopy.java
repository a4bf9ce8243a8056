package org.wengert.testing;

import java.lang.reflect.Array;
import java.util.IdentityHashMap;

/** Copies of argument tuples: arrays of any rank are copied, and what was one array stays one. */
final class DeepCopy {

  private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();

  /** A copy of the tuple in which arrays that were the same array are the same copy. */
  static Object[] tuple(Object[] values) {
    DeepCopy copy = new DeepCopy();
    Object[] result = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = copy.of(values[i]);
    }
    return result;
  }

  /** A copy of the value; calls on one object share their copies. */
  Object of(Object value) {
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    Object known = copies.get(value);
    if (known != null) {
      return known;
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    copies.put(value, copy);
    if (value instanceof Object[] elements) {
      for (int i = 0; i < length; i++) {
        ((Object[]) copy)[i] = of(elements[i]);
      }
    } else {
      System.arraycopy(value, 0, copy, 0, length);
    }
    return copy;
  }
}
