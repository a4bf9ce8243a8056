package org.wengert.testing;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Where the floating-point numbers of a tuple of values are, in one order: what turns arguments,
 * tangents and adjoints of any shape into flat vectors and back. An array that occurs twice in the
 * tuple has its components once.
 */
public final class Layout {

  /** One component: position in the tuple, then an index for each rank. */
  private record Slot(int position, int[] path, boolean isFloat) {}

  private final Object[] template;
  private final boolean[] included;
  private final String[] names;
  private final List<Slot> slots = new ArrayList<>();

  private Layout(Object[] template, boolean[] included, String[] names) {
    this.template = template;
    this.included = included;
    this.names = names;
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < template.length; i++) {
      if (included[i]) {
        collect(i, new int[0], template[i], seen);
      }
    }
  }

  /** The layout of the included values; the tuple is kept as the template of shadows. */
  public static Layout of(Object[] values, boolean[] included, String[] names) {
    return new Layout(values, included, names);
  }

  /** Whether values of this type, or their elements at the last rank, are float or double. */
  public static boolean isFloating(Class<?> type) {
    Class<?> leaf = type;
    while (leaf.isArray()) {
      leaf = leaf.getComponentType();
    }
    return leaf == double.class
        || leaf == float.class
        || leaf == Double.class
        || leaf == Float.class;
  }

  private void collect(int position, int[] path, Object value, Set<Object> seen) {
    if (value == null || !isFloating(value.getClass())) {
      return;
    }
    if (!value.getClass().isArray()) {
      slots.add(new Slot(position, path, value instanceof Float));
      return;
    }
    if (!seen.add(value)) {
      return;
    }
    for (int i = 0; i < Array.getLength(value); i++) {
      int[] deeper = Arrays.copyOf(path, path.length + 1);
      deeper[path.length] = i;
      if (value instanceof Object[] rows) {
        collect(position, deeper, rows[i], seen);
      } else {
        slots.add(new Slot(position, deeper, value instanceof float[]));
      }
    }
  }

  /** The number of components. */
  public int size() {
    return slots.size();
  }

  /** The name of a component in messages, such as {@code x[3]}. */
  public String name(int slot) {
    Slot s = slots.get(slot);
    StringBuilder name = new StringBuilder(names[s.position]);
    for (int index : s.path) {
      name.append('[').append(index).append(']');
    }
    return name.toString();
  }

  /** Whether the component is a float in the primal. */
  public boolean isFloat(int slot) {
    return slots.get(slot).isFloat;
  }

  /**
   * The components of a tuple of values or of shadows.
   *
   * @throws AssertionError if the tuple lacks a component, with its name
   */
  public double[] read(Object[] tuple) {
    double[] flat = new double[size()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = readSlot(tuple, i);
    }
    return flat;
  }

  private double readSlot(Object[] tuple, int slot) {
    Slot s = slots.get(slot);
    Object value = tuple == null ? null : tuple[s.position];
    for (int index : s.path) {
      if (value == null || !value.getClass().isArray() || Array.getLength(value) <= index) {
        throw new AssertionError("there is no component " + name(slot) + " in " + Bits.of(tuple));
      }
      value = Array.get(value, index);
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError("component " + name(slot) + " is " + value);
  }

  /** Replaces one component of a tuple of values or shadows, rounding it where it is a float. */
  public void write(Object[] tuple, int slot, double value) {
    Slot s = slots.get(slot);
    if (s.path.length == 0) {
      tuple[s.position] = tuple[s.position] instanceof Float ? (Object) (float) value : value;
      return;
    }
    Object array = tuple[s.position];
    for (int i = 0; i < s.path.length - 1; i++) {
      array = ((Object[]) array)[s.path[i]];
    }
    int last = s.path[s.path.length - 1];
    if (array instanceof float[] floats) {
      floats[last] = (float) value;
    } else {
      ((double[]) array)[last] = value;
    }
  }

  /**
   * Shadows of the tuple as {@link Engine} describes them, holding the given components; {@code
   * null} for what is not included.
   */
  public Object[] shadows(double[] flat) {
    IdentityHashMap<Object, Object> made = new IdentityHashMap<>();
    Object[] tuple = new Object[template.length];
    for (int i = 0; i < tuple.length; i++) {
      tuple[i] = included[i] ? zero(template[i], made) : null;
    }
    for (int i = 0; i < flat.length; i++) {
      write(tuple, i, flat[i]);
    }
    return tuple;
  }

  private static Object zero(Object value, IdentityHashMap<Object, Object> made) {
    if (value == null || !isFloating(value.getClass())) {
      return null;
    }
    if (!value.getClass().isArray()) {
      return 0.0;
    }
    Object known = made.get(value);
    if (known != null) {
      return known;
    }
    int length = Array.getLength(value);
    if (!(value instanceof Object[] rows)) {
      double[] leaf = new double[length];
      made.put(value, leaf);
      return leaf;
    }
    Object[] shadow = new Object[length];
    made.put(value, shadow);
    for (int i = 0; i < length; i++) {
      shadow[i] = zero(rows[i], made);
    }
    return shadow;
  }
}
