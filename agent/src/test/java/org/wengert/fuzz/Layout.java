package org.wengert.fuzz;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Numbers the independents of a call: active floating-point scalars and the cells of active arrays,
 * each array once however often it is passed. The numbering depends on the sharing only, so that a
 * copy of the inputs has the same.
 */
final class Layout {
  private final int[] scalars;
  private final Map<Object, int[]> arrays = new IdentityHashMap<>();
  private int count;

  private Layout(int arguments) {
    this.scalars = new int[arguments];
  }

  static Layout of(Inputs inputs) {
    Layout layout = new Layout(inputs.arguments().length);
    for (int i = 0; i < inputs.arguments().length; i++) {
      layout.scalars[i] = -1;
      if (inputs.active()[i]) {
        layout.add(i, inputs.arguments()[i]);
      }
    }
    return layout;
  }

  private void add(int position, Object argument) {
    if (argument instanceof Double || argument instanceof Float) {
      scalars[position] = count++;
    } else if (argument instanceof double[] a) {
      array(a, a.length);
    } else if (argument instanceof float[] a) {
      array(a, a.length);
    } else if (argument instanceof Object[] rows) {
      for (Object row : rows) {
        add(position, row);
      }
    }
  }

  private void array(Object array, int length) {
    if (arrays.containsKey(array)) {
      return;
    }
    int[] cells = new int[length];
    for (int i = 0; i < length; i++) {
      cells[i] = count++;
    }
    arrays.put(array, cells);
  }

  /** Number of independents. */
  int count() {
    return count;
  }

  /** The independent that is this scalar argument, or -1. */
  int scalar(int position) {
    return scalars[position];
  }

  /** The independents in this array, or null if it has none. */
  int[] cells(Object array) {
    return arrays.get(array);
  }
}
