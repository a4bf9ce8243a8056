package org.wengert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The numbers among the independents in one order: of what is parallel to the parameters. */
final class Flat {
  /** A number: a scalar's position among the parameters, or its array in the shadows and index. */
  private record Slot(int parameter, int[] path, String name) {}

  private final List<Slot> slots = new ArrayList<>();

  /**
   * @param parallel to the parameters: shadows of arrays; scalars may be anything
   */
  Flat(Primal primal, Object[] parallel) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < parallel.length; i++) {
      if (primal.independent[i]) {
        if (primal.parameters[i].isPrimitive()) {
          slots.add(new Slot(i, new int[0], primal.names[i]));
        } else {
          collect(i, new int[0], primal.names[i], parallel[i], seen);
        }
      }
    }
  }

  private void collect(int parameter, int[] path, String name, Object shadow, Set<Object> seen) {
    if (shadow == null || !seen.add(shadow)) {
      return;
    }
    int length = java.lang.reflect.Array.getLength(shadow);
    for (int i = 0; i < length; i++) {
      int[] deeper = java.util.Arrays.copyOf(path, path.length + 1);
      deeper[path.length] = i;
      String element = name + "[" + i + "]";
      if (shadow instanceof Object[] rows) {
        collect(parameter, deeper, element, rows[i], seen);
      } else {
        slots.add(new Slot(parameter, deeper, element));
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

  /** Sets a number. */
  void set(Object[] parallel, int index, double number) {
    Slot slot = slots.get(index);
    if (slot.path.length == 0) {
      parallel[slot.parameter] = number;
    } else {
      array(parallel, slot)[last(slot)] = number;
    }
  }

  /** All numbers. */
  double[] read(Object[] parallel) {
    double[] all = new double[slots.size()];
    for (int i = 0; i < all.length; i++) {
      Slot slot = slots.get(i);
      all[i] =
          slot.path.length == 0
              ? (double) parallel[slot.parameter]
              : array(parallel, slot)[last(slot)];
    }
    return all;
  }

  private static int last(Slot slot) {
    return slot.path[slot.path.length - 1];
  }

  private static double[] array(Object[] parallel, Slot slot) {
    Object array = parallel[slot.parameter];
    for (int i = 0; i < slot.path.length - 1; i++) {
      array = ((Object[]) array)[slot.path[i]];
    }
    return (double[]) array;
  }
}
