package org.wengert;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.Shadows;

/**
 * What arguments or results reach at one moment, and the derivatives of all numbers in it: reads
 * these for the caller, and writes the caller's directions and seeds.
 */
final class Reached {
  /** The runtime's snapshot; null where nothing was reached. */
  final Object snapshot;

  Reached(Object snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * On entry to a call, with zeros.
   *
   * @param active which parameters count
   */
  static Reached onEntry(Primal primal, boolean[] active, Object[] arguments) {
    Object[] roots = Parallel.arrays(primal, active, arguments);
    return new Reached(RuntimeLink.snapshot(roots, names(primal, active)));
  }

  /** Names of the active reference parameters. */
  static String[] names(Primal primal, boolean[] active) {
    Object[] names = Parallel.arrays(primal, active, primal.names);
    return java.util.Arrays.copyOf(names, names.length, String[].class);
  }

  /** Shadows of the first roots, from {@code from} on. */
  Object[] shadows(int from, int count) {
    Object[] shadows = new Object[count];
    for (int k = 0; k < count; k++) {
      shadows[k] = RuntimeLink.rootShadow(snapshot, from + k);
    }
    return shadows;
  }

  /** The shadow of a root. */
  Object shadow(int root) {
    return RuntimeLink.rootShadow(snapshot, root);
  }

  /** With numbers of its own. */
  Reached copy() {
    return new Reached(RuntimeLink.copySnapshot(snapshot));
  }

  /** A view of an object that was reached. */
  ObjectDerivative at(Object object, String whose) {
    if (object == null) {
      throw new IllegalArgumentException("the object is null: pass one that was reached");
    }
    if (object.getClass().isArray() || Shadows.isBox(object.getClass())) {
      throw new IllegalArgumentException(
          Shadows.describe(object)
              + " has no fields: ask for the argument, or for the field that holds it");
    }
    if (snapshot == null || RuntimeLink.look(snapshot, object) == null) {
      throw new IllegalArgumentException(
          "the object of "
              + object.getClass().getName()
              + " is not reached by "
              + whose
              + ", or holds no floating-point number: pass an object that an independent leads to"
              + " (withRespectTo(...) makes objects independents)");
    }
    return new ObjectDerivative(this, object);
  }

  /**
   * What the caller gets for something that was held.
   *
   * @param shadow null means zero
   */
  Object derivative(Object held, Object shadow) {
    if (held == null) {
      return null;
    } else if (Shadows.isBox(held.getClass())) {
      double number = shadow == null ? 0 : ((double[]) shadow)[0];
      return Shadows.scalar(held instanceof Float ? float.class : double.class, number);
    } else if (held.getClass().isArray()) {
      return ofArray(held, new IdentityHashMap<>());
    } else if (held instanceof List<?>) {
      return ofList(held);
    } else if (held instanceof Map<?, ?>) {
      return ofMap(held);
    }
    return RuntimeLink.look(snapshot, held) == null ? null : new ObjectDerivative(this, held);
  }

  private Object ofArray(Object array, Map<Object, Object> seen) {
    Object known = seen.get(array);
    if (known != null) {
      return known;
    }
    Object[] look = RuntimeLink.look(snapshot, array);
    int length = Array.getLength(array);
    if (!(array instanceof Object[])) {
      if (!Shadows.isFloating(array.getClass())) {
        return null;
      }
      Object made = Array.newInstance(array.getClass().getComponentType(), length);
      if (look != null && look[0] != null) {
        double[] numbers = (double[]) look[0];
        for (int i = 0; i < length; i++) {
          Array.set(made, i, Shadows.scalar(array.getClass().getComponentType(), numbers[i]));
        }
      }
      seen.put(array, made);
      return made;
    }
    if (!Shadows.canHold(array.getClass())) {
      return null;
    }
    Class<?> component = array.getClass().getComponentType();
    boolean typed = Shadows.isFloating(component) || Shadows.isBox(component);
    Object[] made = (Object[]) Array.newInstance(typed ? component : Object.class, length);
    seen.put(array, made);
    Object[] held = look == null ? (Object[]) array : (Object[]) look[2];
    for (int i = 0; i < length; i++) {
      made[i] =
          held[i] != null && held[i].getClass().isArray()
              ? ofArray(held[i], seen)
              : derivative(held[i], look == null ? null : ((Object[]) look[3])[i]);
    }
    return made;
  }

  private List<Object> ofList(Object list) {
    Object[] found = elements(list);
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < ((Object[]) found[0]).length; i++) {
      made.add(derivative(((Object[]) found[0])[i], ((Object[]) found[1])[i]));
    }
    return Collections.unmodifiableList(made);
  }

  private Map<Object, Object> ofMap(Object map) {
    Object[] found = entries(map);
    Map<Object, Object> made = new LinkedHashMap<>();
    for (int i = 0; i < ((Object[]) found[0]).length; i++) {
      made.put(
          ((Object[]) found[0])[i], derivative(((Object[]) found[1])[i], ((Object[]) found[2])[i]));
    }
    return Collections.unmodifiableMap(made);
  }

  private Object[] elements(Object list) {
    Object[] found = RuntimeLink.elements(snapshot, list);
    if (found == null) {
      throw unknownCollection(list);
    }
    return found;
  }

  private Object[] entries(Object map) {
    Object[] found = RuntimeLink.entries(snapshot, map);
    if (found == null) {
      throw unknownCollection(map);
    }
    return found;
  }

  private static IllegalArgumentException unknownCollection(Object collection) {
    return new IllegalArgumentException(
        "where an object of "
            + collection.getClass().getName()
            + " keeps its elements is not known: ask for its fields, at(object).get(field), or pass"
            + " an ArrayList or a HashMap");
  }

  /** Writes numbers of a caller into the shadows. */
  final class Writer {
    private final String role;

    /** Tangents move memory in one direction; seeds of one piece of memory add up. */
    private final boolean once;

    private final Map<Object, double[]> written = new IdentityHashMap<>();

    /**
     * @param role "tangent" or "seed", for messages
     */
    Writer(String role, boolean once) {
      this.role = role;
      this.once = once;
    }

    /**
     * @param name of what holds it, for messages
     * @param given null means zero
     */
    void write(String name, Object held, Object shadow, Object given) {
      if (given == null) {
        return;
      }
      if (held == null) {
        throw bad(name, null, given, "null");
      } else if (Shadows.isBox(held.getClass())) {
        put((double[]) shadow, 0, number(name, held, given), 1, name);
      } else if (held.getClass().isArray() && Shadows.isFloating(held.getClass())) {
        Shadows.requireShape(role, name, held, given);
        writeNumbers(name, held, given);
      } else if (held instanceof Object[]) {
        writeAll(name, RuntimeLink.look(snapshot, held), 2, listOf(name, held, given));
      } else if (held instanceof List<?>) {
        writeAll(name, elements(held), 0, listOf(name, held, given));
      } else if (held instanceof Map<?, ?>) {
        writeMap(name, held, given);
      } else {
        writeObject(name, held, given);
      }
    }

    /** Of an array of numbers and what is given for it, of its shape. */
    void writeNumbers(String name, Object array, Object given) {
      Object[] look = RuntimeLink.look(snapshot, array);
      if (look == null) {
        return;
      }
      if (array instanceof Object[]) {
        Object[] rows = (Object[]) look[2];
        for (int i = 0; i < rows.length; i++) {
          if (rows[i] != null) {
            writeNumbers(name + "[" + i + "]", rows[i], ((Object[]) given)[i]);
          }
        }
        return;
      }
      for (int i = 0; i < Array.getLength(array); i++) {
        put((double[]) look[0], i, Array.getDouble(given, i), Array.getLength(array), name);
      }
    }

    private void writeAll(String name, Object[] found, int at, List<?> given) {
      if (found == null) {
        return;
      }
      Object[] held = (Object[]) found[at];
      Object[] shadows = (Object[]) found[at + 1];
      if (held.length != given.size()) {
        throw new IllegalArgumentException(
            role
                + " of "
                + name
                + " has "
                + given.size()
                + " elements, but "
                + name
                + " has "
                + held.length
                + ": pass a "
                + role
                + " of the same size");
      }
      for (int i = 0; i < held.length; i++) {
        write(name + "[" + i + "]", held[i], shadows[i], given.get(i));
      }
    }

    private List<?> listOf(String name, Object held, Object given) {
      if (given instanceof List<?> list) {
        return list;
      } else if (given instanceof Object[] array) {
        return java.util.Arrays.asList(array);
      }
      throw bad(name, held, given, "a list or an array of objects");
    }

    private void writeMap(String name, Object held, Object given) {
      if (!(given instanceof Map<?, ?> map)) {
        throw bad(name, held, given, "a map");
      }
      Object[] found = entries(held);
      List<Object> keys = java.util.Arrays.asList((Object[]) found[0]);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        int i = keys.indexOf(entry.getKey());
        if (i < 0) {
          throw new IllegalArgumentException(
              role
                  + " of "
                  + name
                  + " has the key "
                  + entry.getKey()
                  + ", which "
                  + name
                  + " has not: pass keys of "
                  + name);
        }
        write(
            name + "[" + entry.getKey() + "]",
            ((Object[]) found[1])[i],
            ((Object[]) found[2])[i],
            entry.getValue());
      }
    }

    private void writeObject(String name, Object held, Object given) {
      if (!(given instanceof ObjectSeed seed)) {
        throw bad(name, held, given, "ObjectSeed.of(the object)");
      }
      if (seed.object() != held) {
        throw new IllegalArgumentException(
            role
                + " of "
                + name
                + " is for another object than the one that "
                + name
                + " holds: pass ObjectSeed.of(that object)");
      }
      Object[] look = RuntimeLink.look(snapshot, held);
      if (look == null) {
        return;
      }
      int[] indices = (int[]) look[1];
      for (Map.Entry<Integer, Object> entry : seed.values().entrySet()) {
        int i = entry.getKey();
        String field = name + "." + seed.nameOf(i);
        if (indices[i] >= 0) {
          int size = look[0] == null ? 0 : ((double[]) look[0]).length;
          put((double[]) look[0], indices[i], number(field, 0.0, entry.getValue()), size, field);
        } else {
          write(field, ((Object[]) look[2])[i], ((Object[]) look[3])[i], entry.getValue());
        }
      }
    }

    /** Null cells: nothing that was recorded reaches them, so the number has no effect. */
    private void put(double[] cells, int index, double number, int size, String name) {
      if (cells == null) {
        return;
      }
      if (!once) {
        cells[index] += number;
        return;
      }
      double[] before = written.get(cells);
      if (before == null) {
        before = new double[size];
        java.util.Arrays.fill(before, Double.NaN);
        written.put(cells, before);
      }
      boolean first = Double.isNaN(before[index]);
      if (!first && Double.compare(before[index], number) != 0) {
        throw new IllegalArgumentException(
            "one piece of memory is reached twice by the arguments (the second time in "
                + name
                + ") with two different tangents: it moves in one direction, pass equal tangents");
      }
      before[index] = number;
      cells[index] = number;
    }

    private double number(String name, Object held, Object given) {
      if (given instanceof Number number) {
        return number.doubleValue();
      }
      throw bad(name, held, given, "a number");
    }

    private IllegalArgumentException bad(String name, Object held, Object given, String wanted) {
      return new IllegalArgumentException(
          role
              + " of "
              + name
              + " is "
              + Shadows.describe(given)
              + ", but "
              + name
              + " is "
              + Shadows.describe(held)
              + ": pass "
              + wanted);
    }
  }
}
