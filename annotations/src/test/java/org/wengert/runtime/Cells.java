package org.wengert.runtime;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The active numbers of a call: each active scalar, and each element of each active array once,
 * however often the array occurs.
 */
final class Cells {
  /** Row arrays (of double or float) in order of first occurrence, then scalars' positions. */
  final List<Object> rows = new ArrayList<>();

  final List<Integer> scalars = new ArrayList<>();

  /** Shadow rows parallel to {@link #rows}: several if one array was given several shadows. */
  final List<List<double[]>> shadows = new ArrayList<>();

  static Cells of(Object[] arguments, String activity, Object[] arrayShadows) {
    Cells cells = new Cells();
    Map<Object, Integer> seen = new IdentityHashMap<>();
    int array = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (activity.charAt(i) == 'A') {
        if (arguments[i] instanceof Number) {
          cells.scalars.add(i);
        } else {
          Object shadow = arrayShadows == null ? null : arrayShadows[array++];
          cells.addRows(arguments[i], shadow, seen);
        }
      }
    }
    return cells;
  }

  private void addRows(Object array, Object shadow, Map<Object, Integer> seen) {
    if (array instanceof Object[] deeper) {
      for (int i = 0; i < deeper.length; i++) {
        addRows(deeper[i], shadow == null ? null : ((Object[]) shadow)[i], seen);
      }
    } else if (array != null) {
      Integer known = seen.putIfAbsent(array, rows.size());
      if (known == null) {
        rows.add(array);
        shadows.add(new ArrayList<>());
      }
      List<double[]> mine = shadows.get(known == null ? rows.size() - 1 : known);
      if (shadow != null && mine.stream().noneMatch(s -> s == shadow)) {
        mine.add((double[]) shadow);
      }
    }
  }

  int count() {
    return rowCells() + scalars.size();
  }

  int rowCells() {
    return rows.stream().mapToInt(Array::getLength).sum();
  }

  /** Values of all row cells. */
  double[] values() {
    double[] values = new double[rowCells()];
    int at = 0;
    for (Object row : rows) {
      for (int i = 0; i < Array.getLength(row); i++) {
        values[at++] = Array.getDouble(row, i);
      }
    }
    return values;
  }

  void move(Object[] arguments, int cell, double by) {
    int at = cell;
    for (Object row : rows) {
      if (at < Array.getLength(row)) {
        double moved = Array.getDouble(row, at) + by;
        if (row instanceof float[] floats) {
          floats[at] = (float) moved;
        } else {
          ((double[]) row)[at] = moved;
        }
        return;
      }
      at -= Array.getLength(row);
    }
    int parameter = scalars.get(at);
    double moved = ((Number) arguments[parameter]).doubleValue() + by;
    boolean isFloat = arguments[parameter] instanceof Float;
    arguments[parameter] = isFloat ? (Object) (float) moved : (Object) moved;
  }

  double[] shadowValues() {
    double[] values = new double[rowCells()];
    int at = 0;
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < Array.getLength(rows.get(r)); i++) {
        values[at++] = shadows.get(r).get(0)[i];
      }
    }
    return values;
  }

  void setShadows(double[] values) {
    int at = 0;
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < Array.getLength(rows.get(r)); i++, at++) {
        for (double[] shadow : shadows.get(r)) {
          shadow[i] = values[at];
        }
      }
    }
  }

  /** A copy of arguments in which what was the same array still is. */
  static Object[] copy(Object[] arguments) {
    Map<Object, Object> seen = new IdentityHashMap<>();
    Object[] copy = new Object[arguments.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy(arguments[i], seen);
    }
    return copy;
  }

  private static Object copy(Object value, Map<Object, Object> seen) {
    if (value == null || !value.getClass().isArray() || seen.containsKey(value)) {
      return value == null ? null : seen.getOrDefault(value, value);
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    seen.put(value, copy);
    for (int i = 0; i < length; i++) {
      Array.set(copy, i, copy(Array.get(value, i), seen));
    }
    return copy;
  }

  /** All numbers of a result, in order. */
  static void flatten(Object result, List<Double> into) {
    if (result instanceof Double || result instanceof Float) {
      into.add(((Number) result).doubleValue());
    } else if (result != null && result.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(result); i++) {
        flatten(Array.get(result, i), into);
      }
    }
  }
}
