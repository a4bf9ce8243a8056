package org.wengert;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Single floating-point numbers inside a list of arguments. */
final class Elements {
  private Elements() {}

  /** Where a number is: a parameter, and indices into its array. */
  record Path(int parameter, String name, int... indices) {
    Path then(int index) {
      int[] longer = Arrays.copyOf(indices, indices.length + 1);
      longer[indices.length] = index;
      return new Path(parameter, name + "[" + index + "]", longer);
    }
  }

  /** All components of the independents, in order. */
  static List<Path> paths(Primal primal, Object[] arguments) {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (primal.independent[i]) {
        addPaths(paths, new Path(i, primal.names[i]), arguments[i]);
      }
    }
    return paths;
  }

  private static void addPaths(List<Path> paths, Path path, Object value) {
    if (value == null) {
      return;
    }
    if (!value.getClass().isArray()) {
      paths.add(path);
      return;
    }
    for (int i = 0; i < Array.getLength(value); i++) {
      addPaths(paths, path.then(i), Array.get(value, i));
    }
  }

  static double get(Object[] values, Path path) {
    Object value = values[path.parameter()];
    for (int index : path.indices()) {
      value = Array.get(value, index);
    }
    return ((Number) value).doubleValue();
  }

  static boolean isFloat(Primal primal, Path path) {
    Class<?> type = primal.parameters[path.parameter()];
    while (type.isArray()) {
      type = type.getComponentType();
    }
    return type == float.class;
  }

  static void set(Object[] values, Path path, double number) {
    int last = path.indices().length - 1;
    if (last < 0) {
      boolean isFloat = values[path.parameter()] instanceof Float;
      values[path.parameter()] = isFloat ? (Object) (float) number : (Object) number;
      return;
    }
    Object array = values[path.parameter()];
    for (int k = 0; k < last; k++) {
      array = Array.get(array, path.indices()[k]);
    }
    if (array instanceof float[] numbers) {
      numbers[path.indices()[last]] = (float) number;
    } else {
      ((double[]) array)[path.indices()[last]] = number;
    }
  }

  /** A copy of the arguments with one number replaced. */
  static Object[] moved(Object[] arguments, Path path, double number) {
    Object[] copy = copy(arguments);
    set(copy, path, number);
    return copy;
  }

  /** Copies arrays at any depth; what was the same array still is. Other objects are shared. */
  static Object[] copy(Object[] arguments) {
    Map<Object, Object> seen = new IdentityHashMap<>();
    Object[] copy = new Object[arguments.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy(arguments[i], seen);
    }
    return copy;
  }

  private static Object copy(Object value, Map<Object, Object> seen) {
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    Object known = seen.get(value);
    if (known != null) {
      return known;
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    seen.put(value, copy);
    if (value instanceof Object[] rows) {
      for (int i = 0; i < length; i++) {
        ((Object[]) copy)[i] = copy(rows[i], seen);
      }
    } else {
      System.arraycopy(value, 0, copy, 0, length);
    }
    return copy;
  }
}
