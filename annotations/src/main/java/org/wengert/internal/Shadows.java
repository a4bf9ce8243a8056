package org.wengert.internal;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Shadows of floating-point values and arrays, seen from the API: how they are made, cleared,
 * checked and turned into what a caller gets. Derivatives of {@code float} are carried in {@code
 * double} and rounded here, once. Not for applications; generated companions use it.
 */
public final class Shadows {
  private Shadows() {}

  /** Whether {@code type} is double, float, or an array (of any rank) of these. */
  public static boolean isFloating(Class<?> type) {
    Class<?> base = base(type);
    return base == double.class || base == float.class;
  }

  /** Whether {@code type} is a floating-point array. */
  public static boolean isFloatingArray(Class<?> type) {
    return type.isArray() && isFloating(type);
  }

  private static Class<?> base(Class<?> type) {
    return type.isArray() ? base(type.getComponentType()) : type;
  }

  /** Whether {@code type} is Double or Float. */
  public static boolean isBox(Class<?> type) {
    return type == Double.class || type == Float.class;
  }

  /** Library classes that no arithmetic reads a floating-point number from. */
  private static final Set<Class<?>> HOLD_NOTHING =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          Class.class,
          StringBuilder.class,
          StringBuffer.class,
          Void.class,
          void.class);

  /** Whether what has this static type can be, or lead to, a floating-point number. */
  public static boolean canHold(Class<?> type) {
    Class<?> base = base(type);
    return isFloating(base) || (!base.isPrimitive() && !HOLD_NOTHING.contains(base));
  }

  /** Shadow type in entry points: double, double[], Object[] for other arrays, else Object. */
  public static Class<?> shadowType(Class<?> type) {
    if (!type.isArray()) {
      return type.isPrimitive() ? double.class : Object.class;
    }
    Class<?> component = type.getComponentType();
    return component.isPrimitive() ? double[].class : Object[].class;
  }

  /** Shadow type that callers see: like {@code type}, over double. */
  public static Class<?> typedShadow(Class<?> type) {
    return type.isArray() ? typedShadow(type.getComponentType()).arrayType() : double.class;
  }

  /** A zero shadow of an array's shape, over double; null for null. */
  public static Object like(Object array) {
    return like(array, new IdentityHashMap<>());
  }

  /** As {@link #like(Object)}; an array in {@code seen} has the shadow it has there. */
  public static Object like(Object array, Map<Object, Object> seen) {
    if (array == null) {
      return null;
    }
    Object known = seen.get(array);
    if (known != null) {
      return known;
    }
    Object shadow = zeros(array);
    seen.put(array, shadow);
    if (array instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        ((Object[]) shadow)[i] = like(rows[i], seen);
      }
    }
    return shadow;
  }

  private static Object zeros(Object array) {
    if (array instanceof double[] numbers) {
      return new double[numbers.length];
    }
    Class<?> type = typedShadow(array.getClass());
    return Array.newInstance(type.getComponentType(), Array.getLength(array));
  }

  /**
   * Zero shadows of several arrays; arrays that are the same, at any depth, share theirs.
   *
   * @param names the arrays' names, separated by commas, for the message
   * @throws IllegalArgumentException if an array is null
   */
  public static Object[] likeAll(String names, Object... arrays) {
    Map<Object, Object> seen = new IdentityHashMap<>();
    Object[] shadows = new Object[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      if (arrays[i] == null) {
        requireArray(names.split(",")[i], null);
      }
      shadows[i] = like(arrays[i], seen);
    }
    return shadows;
  }

  /** Refuses a null array. */
  public static void requireArray(String name, Object array) {
    if (array == null) {
      throw new IllegalArgumentException(
          "argument " + name + " is null: pass an array, or mark the parameter @Inactive");
    }
  }

  /** Fills a shadow with zeros, at any depth. */
  public static void clear(Object shadow) {
    if (shadow instanceof double[] numbers) {
      Arrays.fill(numbers, 0);
    } else if (shadow instanceof Object[] rows) {
      for (Object row : rows) {
        clear(row);
      }
    }
  }

  /**
   * Adds a seed of checked shape. Where the shadow was never made (null), nothing that was recorded
   * reaches it, and the seed has no effect.
   */
  public static void add(Object shadow, Object seed) {
    if (shadow == null || seed == null) {
      return;
    }
    if (shadow instanceof double[] sums) {
      addNumbers(sums, seed);
    } else {
      Object[] rows = (Object[]) shadow;
      for (int i = 0; i < rows.length; i++) {
        add(rows[i], Array.get(seed, i));
      }
    }
  }

  private static void addNumbers(double[] sums, Object seed) {
    if (seed instanceof double[] numbers) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += numbers[i];
      }
    } else {
      float[] numbers = (float[]) seed;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += numbers[i];
      }
    }
  }

  /** A copy of an array of numbers, over double. */
  public static double[] doubles(Object array) {
    if (array instanceof double[] numbers) {
      return numbers.clone();
    }
    float[] numbers = (float[]) array;
    double[] copy = new double[numbers.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = numbers[i];
    }
    return copy;
  }

  /** Copies a shadow into another of the same shape. */
  public static void copy(Object from, Object to) {
    if (from instanceof double[] numbers) {
      System.arraycopy(numbers, 0, (double[]) to, 0, numbers.length);
    } else if (from instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        copy(rows[i], ((Object[]) to)[i]);
      }
    }
  }

  /**
   * What the caller gets: a new array of {@code like}'s type and shape with the shadow's numbers,
   * zero where there is no shadow. Rows that are the same in {@code like} are the same in the
   * result.
   */
  public static Object toTypeOf(Object like, Object shadow) {
    return toTypeOf(like, shadow, new IdentityHashMap<>());
  }

  private static Object toTypeOf(Object like, Object shadow, Map<Object, Object> seen) {
    if (like == null) {
      return null;
    }
    Object known = seen.get(like);
    if (known != null) {
      return known;
    }
    int length = Array.getLength(like);
    Object result = Array.newInstance(like.getClass().getComponentType(), length);
    seen.put(like, result);
    if (shadow != null) {
      requireLength(length, Array.getLength(shadow));
    }
    if (like instanceof Object[] rows) {
      for (int i = 0; i < length; i++) {
        Object row = shadow == null ? null : ((Object[]) shadow)[i];
        ((Object[]) result)[i] = toTypeOf(rows[i], row, seen);
      }
    } else if (shadow != null) {
      fill(result, (double[]) shadow);
    }
    return result;
  }

  /**
   * A complete shadow as a caller's array type: the shadow itself if it has that type already, else
   * a new array. Rows that are the same stay the same.
   */
  public static Object asType(Class<?> type, Object shadow) {
    return asType(type, shadow, new IdentityHashMap<>());
  }

  private static Object asType(Class<?> type, Object shadow, Map<Object, Object> seen) {
    if (type.isInstance(shadow)) {
      return shadow;
    }
    Object known = shadow == null ? null : seen.get(shadow);
    if (shadow == null || known != null) {
      return known;
    }
    Object result = Array.newInstance(type.getComponentType(), Array.getLength(shadow));
    seen.put(shadow, result);
    if (shadow instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        ((Object[]) result)[i] = asType(type.getComponentType(), rows[i], seen);
      }
    } else {
      fill(result, (double[]) shadow);
    }
    return result;
  }

  /** A deep copy of shadows, in which what was the same array still is. */
  public static Object duplicate(Object shadow) {
    return duplicate(shadow, new IdentityHashMap<>());
  }

  private static Object duplicate(Object shadow, Map<Object, Object> seen) {
    Object known = shadow == null ? null : seen.get(shadow);
    if (shadow == null || known != null) {
      return known;
    }
    if (shadow instanceof double[] numbers) {
      double[] copy = numbers.clone();
      seen.put(shadow, copy);
      return copy;
    }
    Object[] copy = ((Object[]) shadow).clone();
    seen.put(shadow, copy);
    for (int i = 0; i < copy.length; i++) {
      copy[i] = duplicate(copy[i], seen);
    }
    return copy;
  }

  private static void requireLength(int expected, int found) {
    if (expected != found) {
      throw new IllegalStateException(
          "an array's shape changed under its derivative: " + found + " became " + expected);
    }
  }

  private static void fill(Object result, double[] numbers) {
    if (result instanceof float[] rounded) {
      for (int i = 0; i < numbers.length; i++) {
        rounded[i] = (float) numbers[i];
      }
    } else {
      System.arraycopy(numbers, 0, result, 0, numbers.length);
    }
  }

  /** A floating-point scalar of the given type, rounded if that is float. */
  public static Object scalar(Class<?> type, double number) {
    return type == float.class ? (Object) (float) number : (Object) number;
  }

  /** {@code double[3]}, {@code float[2][]}, {@code null}, or the type's name: for messages. */
  public static String describe(Object value) {
    if (value == null) {
      return "null";
    }
    if (!value.getClass().isArray()) {
      return value.getClass().getSimpleName();
    }
    String type = value.getClass().getSimpleName();
    int bracket = type.indexOf('[');
    return type.substring(0, bracket + 1) + Array.getLength(value) + type.substring(bracket + 1);
  }

  /**
   * Refuses what does not have an array's shape, at any depth. Elements may be double or float.
   *
   * @param role what is checked: "tangent", "seed", "buffer"
   * @param name whose it is
   */
  public static void requireShape(String role, String name, Object array, Object given) {
    if (array == null && given == null) {
      return;
    }
    if (array == null || given == null || !sameKind(array, given)) {
      throw badShape(role, name, array, given);
    }
    if (array instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        Object row = ((Object[]) given)[i];
        if (rows[i] != null || row != null) {
          if (rows[i] == null || row == null || !sameKind(rows[i], row)) {
            throw badShape(role, name + "[" + i + "]", rows[i], row);
          }
          requireRow(role, name, i, rows[i], row);
        }
      }
    }
  }

  /**
   * Names grow only where there are deeper rows, so that the check of a matrix allocates nothing.
   */
  private static void requireRow(String role, String name, int i, Object row, Object given) {
    if (row instanceof Object[]) {
      requireShape(role, name + "[" + i + "]", row, given);
    }
  }

  private static boolean sameKind(Object array, Object given) {
    if (array instanceof Object[] rows) {
      return given instanceof Object[] others && rows.length == others.length;
    }
    return (given instanceof double[] || given instanceof float[])
        && Array.getLength(array) == Array.getLength(given);
  }

  private static IllegalArgumentException badShape(
      String role, String name, Object array, Object given) {
    return new IllegalArgumentException(
        role
            + " of "
            + name
            + " is "
            + describe(given)
            + ", but "
            + name
            + " is "
            + describe(array)
            + ": pass a "
            + role
            + " of the same shape");
  }
}
