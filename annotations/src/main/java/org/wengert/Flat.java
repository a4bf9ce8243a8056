package org.wengert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The numbers that some roots, numbers and arrays, hold, in one order: the roots in theirs, arrays
 * element by element, and an array that occurs twice once. Numbers are set in, and read from, what
 * is parallel to the roots.
 */
final class Flat {
  /** A number: a root that is one, or the way from a root to an element. */
  private record Slot(int root, int[] path, String name) {}

  static final Double ZERO = 0.0;
  private static final Double ONE = 1.0;

  private final List<Slot> slots = new ArrayList<>();

  /**
   * @param chosen which roots count
   * @param names of the roots
   * @param roots numbers, arrays or null
   */
  Flat(boolean[] chosen, String[] names, Object[] roots) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < roots.length; i++) {
      if (chosen[i]) {
        if (roots[i] instanceof Number) {
          slots.add(new Slot(i, new int[0], names[i]));
        } else {
          collect(i, new int[0], names[i], roots[i], seen);
        }
      }
    }
  }

  private void collect(int root, int[] path, String name, Object array, Set<Object> seen) {
    if (array == null || !seen.add(array)) {
      return;
    }
    int length = java.lang.reflect.Array.getLength(array);
    for (int i = 0; i < length; i++) {
      int[] deeper = java.util.Arrays.copyOf(path, path.length + 1);
      deeper[path.length] = i;
      String element = name + "[" + i + "]";
      if (array instanceof Object[] rows) {
        collect(root, deeper, element, rows[i], seen);
      } else {
        slots.add(new Slot(root, deeper, element));
      }
    }
  }

  int size() {
    return slots.size();
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Slot slot : slots) {
      names.add(slot.name);
    }
    return List.copyOf(names);
  }

  /** Sets a number in what is parallel to the roots: numbers, and shadows of arrays. */
  void set(Object[] parallel, int index, double number) {
    Slot slot = slots.get(index);
    if (slot.path.length == 0) {
      parallel[slot.root] = boxed(number);
    } else {
      array(parallel, slot)[last(slot)] = number;
    }
  }

  /** Seeds need no new boxes. */
  private static Double boxed(double number) {
    if (Double.doubleToRawLongBits(number) == 0) {
      return ZERO;
    }
    return number == 1 ? ONE : (Double) number;
  }

  /** The root that a number is itself; -1 if it is in an array. */
  int scalarRoot(int index) {
    Slot slot = slots.get(index);
    return slot.path.length == 0 ? slot.root : -1;
  }

  /** A number; zero where there is no shadow. */
  double get(Object[] parallel, int index) {
    Slot slot = slots.get(index);
    if (slot.path.length == 0) {
      return parallel[slot.root] == null ? 0 : (double) parallel[slot.root];
    }
    double[] numbers = array(parallel, slot);
    return numbers == null ? 0 : numbers[last(slot)];
  }

  private static int last(Slot slot) {
    return slot.path[slot.path.length - 1];
  }

  private static double[] array(Object[] parallel, Slot slot) {
    Object array = parallel[slot.root];
    for (int i = 0; array != null && i < slot.path.length - 1; i++) {
      array = ((Object[]) array)[slot.path[i]];
    }
    return (double[]) array;
  }
}
