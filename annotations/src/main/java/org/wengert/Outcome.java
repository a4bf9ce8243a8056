package org.wengert;

import org.wengert.internal.Shadows;

/**
 * The numbers that come out of a method, the dependents: its result if that is a number or an array
 * of numbers, else what its arrays hold on exit.
 */
final class Outcome {
  private static final int RESULT = 0;

  private final Primal primal;
  private final Object[] shapes;
  final Flat flat;

  /** Of the arrays on exit. */
  private final ArrayState rows;

  /**
   * @param value what the method returned
   * @param arguments what it got, after the call
   */
  Outcome(Primal primal, Object value, Object[] arguments) {
    this.primal = primal;
    boolean[] chosen = new boolean[arguments.length + 1];
    String[] names = new String[arguments.length + 1];
    this.shapes = new Object[arguments.length + 1];
    chosen[RESULT] = primal.hasFloatingResult();
    names[RESULT] = "result";
    shapes[RESULT] = chosen[RESULT] ? value : null;
    for (int i = 0; i < arguments.length; i++) {
      chosen[i + 1] = !chosen[RESULT] && isExit(primal, i);
      names[i + 1] = primal.names[i];
      shapes[i + 1] = chosen[i + 1] ? arguments[i] : null;
    }
    this.flat = new Flat(chosen, names, shapes);
    this.rows = new ArrayState(shapes);
  }

  /**
   * Whether the same numbers come out of another call with the same arguments.
   *
   * @param value what it returned, if that is no number
   */
  boolean fits(Object value) {
    if (primal.hasScalarResult()) {
      return true;
    } else if (primal.hasArrayResult()) {
      Object shape = shapes[RESULT];
      return shape != null
          && value != null
          && !(value instanceof Object[])
          && java.lang.reflect.Array.getLength(shape) == java.lang.reflect.Array.getLength(value);
    }
    return rows.hasItsRows();
  }

  private static boolean isExit(Primal primal, int parameter) {
    return primal.shadowed[parameter] && primal.parameters[parameter].isArray();
  }

  /** How many there are, as far as the arguments tell; -1 if only the result does. */
  static int countBefore(Primal primal, Object[] arguments) {
    if (primal.hasScalarResult()) {
      return 1;
    }
    return primal.hasArrayResult() ? -1 : new Outcome(primal, null, arguments).flat.size();
  }

  /** What is parallel to the dependents' roots. */
  static Object[] parallel(Object result, Object[] exits) {
    Object[] all = new Object[exits.length + 1];
    all[RESULT] = result;
    System.arraycopy(exits, 0, all, 1, exits.length);
    return all;
  }

  /** Zeros, parallel to the dependents' roots. */
  Object[] zeros() {
    Object[] zeros = new Object[shapes.length];
    java.util.Map<Object, Object> seen = new java.util.IdentityHashMap<>();
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] =
          i == RESULT && primal.hasScalarResult() ? (Object) 0.0 : Shadows.like(shapes[i], seen);
    }
    return zeros;
  }

  /**
   * Zeros for adjoints, parallel to the dependents' roots. An array that occurs twice is one
   * dependent, and has a seed where it occurs first: seeds of both would add up.
   */
  Object[] seeds() {
    Object[] seeds = new Object[shapes.length];
    java.util.Set<Object> seen =
        java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = i == RESULT && primal.hasScalarResult() ? (Object) 0.0 : once(shapes[i], seen);
    }
    return seeds;
  }

  private static Object once(Object array, java.util.Set<Object> seen) {
    if (array == null || !seen.add(array)) {
      return null;
    }
    int length = java.lang.reflect.Array.getLength(array);
    if (!(array instanceof Object[] rows)) {
      return new double[length];
    }
    Object[] seeds = new Object[length];
    for (int i = 0; i < length; i++) {
      seeds[i] = once(rows[i], seen);
    }
    return seeds;
  }

  static Object result(Object[] parallel) {
    return parallel[RESULT];
  }

  static Object[] exits(Object[] parallel) {
    return java.util.Arrays.copyOfRange(parallel, 1, parallel.length);
  }
}
