package org.wengert.runtime;

import java.util.Arrays;

/**
 * Binds the arrays that an entry point got to the shadows that came with them, so that memory
 * reached in two ways has one shadow. Called by generated entry points only.
 */
public final class Arguments {
  private Arguments() {}

  /**
   * Enters an active array, and its rows, with the caller's shadow. An array that has been entered
   * before keeps its first shadow; the caller's is brought up to date by {@link #settle}.
   *
   * @return the shadow to use
   */
  public static Object bind(Tape tape, Object array, Object shadow) {
    if (array == null) {
      return shadow;
    }
    if (shadow == null) {
      throw new IllegalArgumentException("no shadow was given for an active array argument");
    }
    Object known = tape.knownShadow(array);
    if (known != null) {
      if (known != shadow) {
        tape.noteShared(shadow, known);
      }
      return known;
    }
    checkLength(array, shadow);
    tape.enterShadow(array, shadow);
    if (array instanceof Object[] rows) {
      bindRows(tape, rows, (Object[]) shadow);
    }
    return shadow;
  }

  /**
   * As {@link #bind}, for methods that may store other rows in an array of arrays: the caller's
   * shadow keeps the rows that it has on entry, and the method works on a copy.
   */
  public static Object bindCopy(Tape tape, Object array, Object shadow) {
    Object known = array == null ? null : tape.knownShadow(array);
    if (known != null || !(shadow instanceof Object[] rows)) {
      return bind(tape, array, shadow);
    }
    Object[] copy = rows.clone();
    if (array instanceof Object[] primalRows) {
      for (int i = 0; i < copy.length; i++) {
        if (primalRows[i] != null && tape.knownShadow(primalRows[i]) == null) {
          copy[i] = bindCopy(tape, primalRows[i], copy[i]);
        }
      }
    }
    return bind(tape, array, copy);
  }

  /**
   * Enters an active argument whose static type is no array of numbers. What the arguments reach
   * has been entered before if the API was told to look; the shadow of a box is never entered.
   */
  public static Object bindObject(Tape tape, Object reference, Object shadow) {
    if (reference == null || Mirrors.isBox(reference)) {
      return shadow;
    }
    Object known = tape.knownShadow(reference);
    boolean isArray = reference.getClass().isArray();
    if (known != null) {
      if (known != shadow && shadow != null && isArray) {
        tape.noteShared(shadow, known);
      }
      return known;
    }
    if (shadow == null) {
      return Shadows.shadowOf(tape, reference);
    }
    if (isArray) {
      return bind(tape, reference, shadow);
    }
    tape.enterShadow(reference, shadow);
    return shadow;
  }

  private static void bindRows(Tape tape, Object[] rows, Object[] shadows) {
    for (int i = 0; i < rows.length; i++) {
      Object row = rows[i];
      if (row != null) {
        Object known = tape.knownShadow(row);
        if (known == null && row.getClass().isArray()) {
          bind(tape, row, shadows[i]);
        } else if (known == null) {
          shadows[i] = bindObject(tape, row, shadows[i]);
        } else if (known != shadows[i]) {
          shadows[i] = known;
        }
      }
    }
  }

  /** As {@link #bind}, for tangents: arrays that are one must not move in two directions. */
  public static Object bindTangent(Tape tape, Object array, Object tangent) {
    if (array == null) {
      return tangent;
    }
    Object known = tape.knownShadow(array);
    if (known != null && known != tangent && !sameTangent(known, tangent)) {
      throw twoDirections();
    }
    if (array instanceof Object[] rows && known == null && tangent != null) {
      checkLength(array, tangent);
      checkRows(tape, rows, (Object[]) tangent);
    }
    return bind(tape, array, tangent);
  }

  private static void checkRows(Tape tape, Object[] rows, Object[] tangents) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != null) {
        Object known = tape.knownShadow(rows[i]);
        if (known != null && known != tangents[i] && !sameTangent(known, tangents[i])) {
          throw twoDirections();
        }
      }
    }
  }

  private static boolean sameTangent(Object a, Object b) {
    if (a instanceof double[] x && b instanceof double[] y) {
      return Arrays.equals(x, y);
    }
    return a instanceof Object[] x && b instanceof Object[] y && Arrays.deepEquals(x, y);
  }

  private static IllegalArgumentException twoDirections() {
    return new IllegalArgumentException(
        "two arguments are the same array but were given different tangents: one array moves in"
            + " one direction; pass equal tangents, or copies of the array");
  }

  private static void checkLength(Object array, Object shadow) {
    int expected = java.lang.reflect.Array.getLength(array);
    int given = java.lang.reflect.Array.getLength(shadow);
    if (expected != given) {
      throw new IllegalArgumentException(
          "the shadow of an array of length "
              + expected
              + " has length "
              + given
              + ": both must be equally long");
    }
  }

  /**
   * Enters an array that is no independent; it must share no memory with those that are.
   *
   * @param method as diagnostics name it
   */
  public static void bindInactive(Tape tape, Object array, String method, String parameter) {
    if (array == null) {
      return;
    }
    requireUnknown(tape, array, method, parameter);
    tape.enterInactive(array, parameter);
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        bindInactive(tape, row, method, parameter);
      }
    }
  }

  /**
   * Refuses an array that is known as an independent.
   *
   * @param method as diagnostics name it; null for what runs now
   */
  static void requireUnknown(Tape tape, Object array, String method, String parameter) {
    if (tape.knownShadow(array) != null) {
      String reason = "INACTIVE_ARGUMENT_IS_ACTIVE";
      String where = method == null ? Places.chain() : method;
      throw new Refusal(reason, Refusal.text(where, reason, parameter));
    }
  }

  /** Hands over the shadow of the array that a variant returned; one of zeros if it has none. */
  public static void publishResult(Tape tape, Object result, Object[] target) {
    if (target != null) {
      Object shadow = tape.shadowOut;
      if (shadow == null && result != null) {
        shadow = tape.knownShadow(result);
      }
      target[0] = shadow == null && result != null ? Shadows.shadowLike(result) : shadow;
      complete(tape, result, target[0]);
    }
  }

  /** Hands over the shadow of what an argument holds on exit, where the caller has room for it. */
  public static void publishExit(
      Tape tape, Object array, Object shadow, Object[] target, int index) {
    if (target != null && index < target.length) {
      complete(tape, array, shadow);
      target[index] = shadow;
    }
  }

  /** Gives every row a shadow: within a call, none means that it was not needed yet. */
  private static void complete(Tape tape, Object result, Object shadow) {
    if (!(result instanceof Object[] rows)
        || !(shadow instanceof Object[] shadows)
        || !rows.getClass().getComponentType().isArray()) {
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != null) {
        if (shadows[i] == null) {
          Object known = tape.knownShadow(rows[i]);
          shadows[i] = known != null ? known : Shadows.shadowLike(rows[i]);
        }
        complete(tape, rows[i], shadows[i]);
      }
    }
  }

  /** Notes the object that a variant returned, for a caller that wants to look into it. */
  public static void noteResult(Tape tape, Object result) {
    tape.noteResult(result);
  }

  static Refusal inactiveIsReached(String parameter) {
    String reason = "INACTIVE_ARGUMENT_IS_REACHED";
    return new Refusal(reason, Refusal.text(Places.chain(), reason, parameter));
  }

  /** Ends a call that keeps nothing on the tape. */
  public static void finish(Tape tape) {
    tape.settleShared();
    tape.end();
  }

  /** Ends a reverse sweep: brings shadows of arguments that were the same array up to date. */
  public static void settle(Tape tape) {
    tape.settleShared();
    tape.endReverse();
  }
}
