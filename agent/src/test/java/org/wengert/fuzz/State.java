package org.wengert.fuzz;

import java.lang.reflect.Array;
import java.util.Objects;

/** What a call left behind. The arrays are the live ones. */
record State(Object result, Throwable thrown, Object[] arguments, Object[] fields) {

  /** What differs, or null: results, arrays and fields bit by bit (any NaN equals any other). */
  String difference(State other) {
    if (thrown != null || other.thrown != null) {
      String difference = thrownDifference(other);
      return difference != null ? difference : memoryDifference(other);
    }
    if (!same(result, other.result)) {
      return "result " + text(result) + " against " + text(other.result);
    }
    for (int i = 0; i < arguments.length; i++) {
      boolean array = result != null && result.getClass().isArray();
      if (array && (result == arguments[i]) != (other.result == other.arguments[i])) {
        return "the result is argument " + i + " on one side only";
      }
    }
    return memoryDifference(other);
  }

  private String memoryDifference(State other) {
    String difference = difference("argument", arguments, other.arguments);
    return difference != null ? difference : difference("static field", fields, other.fields);
  }

  private static String difference(String what, Object[] one, Object[] two) {
    for (int i = 0; i < one.length; i++) {
      if (!same(one[i], two[i])) {
        return what + " " + i + " at exit " + text(one[i]) + " against " + text(two[i]);
      }
    }
    return null;
  }

  private String thrownDifference(State other) {
    Class<?> one = thrown == null ? null : thrown.getClass();
    Class<?> two = other.thrown == null ? null : other.thrown.getClass();
    return name(one).equals(name(two)) ? null : "thrown " + thrown + " against " + other.thrown;
  }

  /** Simple, since the reference has a {@link Trouble} of its own. */
  private static String name(Class<?> type) {
    return type == null ? "" : type.getSimpleName();
  }

  /** Equal bit by bit; arrays by contents. */
  static boolean same(Object one, Object two) {
    if (one == null || two == null || !one.getClass().isArray() || !two.getClass().isArray()) {
      return Objects.equals(one, two);
    }
    int length = Array.getLength(one);
    if (length != Array.getLength(two)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!same(Array.get(one, i), Array.get(two, i))) {
        return false;
      }
    }
    return true;
  }

  static String text(Object value) {
    return value == null ? "null" : Printer.constant(value);
  }
}
