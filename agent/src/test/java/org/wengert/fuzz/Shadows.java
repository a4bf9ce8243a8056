package org.wengert.fuzz;

import java.lang.reflect.Array;
import java.util.IdentityHashMap;
import java.util.Map;

/** Builds and reads shadows in the representation that the engine's interface describes. */
final class Shadows {
  private final Map<Object, Object> known = new IdentityHashMap<>();
  private final Chance chance;

  /** Shadows filled with random entries; the same array gets the same shadow. */
  Shadows(Chance chance) {
    this.chance = chance;
  }

  /** Shadow of a value; null for what carries no derivative. */
  Object of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return entry();
    }
    boolean array = value instanceof double[] || value instanceof float[];
    if (!array && !(value instanceof Object[])) {
      return null;
    }
    Object shadow = known.get(value);
    if (shadow == null) {
      shadow = value instanceof Object[] rows ? rows(rows) : cells(Array.getLength(value));
      known.put(value, shadow);
    }
    return shadow;
  }

  private Object[] rows(Object[] rows) {
    Object[] shadow = new Object[rows.length];
    for (int i = 0; i < rows.length; i++) {
      shadow[i] = of(rows[i]);
    }
    return shadow;
  }

  private double[] cells(int length) {
    double[] shadow = new double[length];
    for (int i = 0; i < length; i++) {
      shadow[i] = entry();
    }
    return shadow;
  }

  /** Zero now and then: strong zeros and pruning show there. */
  private double entry() {
    return chance.of(0.1) ? 0 : chance.uniform(-1, 1);
  }

  /** The entry of a scalar's shadow. */
  static double scalar(Object shadow) {
    return ((Number) shadow).doubleValue();
  }

  /** Entry {@code i} of an array's shadow, or of row {@code row} of a matrix's. */
  static double at(Object shadow, int i) {
    return ((double[]) shadow)[i];
  }

  /** Row of a matrix's shadow. */
  static Object row(Object shadow, int row) {
    return ((Object[]) shadow)[row];
  }
}
