package org.wengert;

import org.wengert.internal.Shadows;

/** Between "in the order of the active parameters" and "parallel to the parameters". */
final class Parallel {
  private Parallel() {}

  /** Scalars' derivatives as {@code Double}, arrays' as their shadows, null where not active. */
  static Object[] of(Primal primal, boolean[] active, double[] scalars, Object[] shadows) {
    Object[] all = new Object[active.length];
    int scalar = 0;
    int array = 0;
    for (int i = 0; i < all.length; i++) {
      if (active[i]) {
        all[i] = primal.parameters[i].isPrimitive() ? (Object) scalars[scalar++] : shadows[array++];
      }
    }
    return all;
  }

  /** A derivative carried in double, as the type of its argument. */
  static Object asArgument(Class<?> parameter, Object raw) {
    return parameter.isArray()
        ? Shadows.asType(parameter, raw)
        : Shadows.scalar(parameter, (double) raw);
  }

  /** How many active parameters are scalars. */
  static int scalars(Primal primal, boolean[] active) {
    int count = 0;
    for (int i = 0; i < active.length; i++) {
      count += active[i] && primal.parameters[i].isPrimitive() ? 1 : 0;
    }
    return count;
  }

  /** Those of {@link #of} that are numbers, in the order of the active scalars. */
  static double[] numbers(Primal primal, boolean[] active, Object[] parallel) {
    double[] numbers = new double[scalars(primal, active)];
    int count = 0;
    for (int i = 0; i < active.length; i++) {
      if (active[i] && primal.parameters[i].isPrimitive()) {
        numbers[count++] = (double) parallel[i];
      }
    }
    return numbers;
  }

  /** Arguments (or what is parallel to them) of the active reference parameters, in order. */
  static Object[] arrays(Primal primal, boolean[] active, Object[] parallel) {
    Object[] arrays = new Object[active.length];
    int count = 0;
    for (int i = 0; i < active.length; i++) {
      if (active[i] && !primal.parameters[i].isPrimitive()) {
        arrays[count++] = parallel[i];
      }
    }
    return java.util.Arrays.copyOf(arrays, count);
  }

  /** Those of the active parameters, in order. */
  static Object[] active(boolean[] active, Object[] all) {
    Object[] chosen = new Object[all.length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (active[i]) {
        chosen[count++] = all[i];
      }
    }
    return java.util.Arrays.copyOf(chosen, count);
  }
}
