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
        all[i] = primal.parameters[i].isArray() ? shadows[array++] : (Object) scalars[scalar++];
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
      count += active[i] && !primal.parameters[i].isArray() ? 1 : 0;
    }
    return count;
  }

  /** Arguments (or what is parallel to them) of the active array parameters, in order. */
  static Object[] arrays(Primal primal, boolean[] active, Object[] parallel) {
    Object[] arrays = new Object[active.length];
    int count = 0;
    for (int i = 0; i < active.length; i++) {
      if (active[i] && primal.parameters[i].isArray()) {
        arrays[count++] = parallel[i];
      }
    }
    return java.util.Arrays.copyOf(arrays, count);
  }

  /** Those that are not null, in order. */
  static Object[] present(Object[] all) {
    Object[] present = new Object[all.length];
    int count = 0;
    for (Object one : all) {
      if (one != null) {
        present[count++] = one;
      }
    }
    return java.util.Arrays.copyOf(present, count);
  }
}
