package org.wengert.testing;

import java.lang.reflect.Array;

/**
 * Values as text that shows every bit: two values are bit-identical (NaN payloads aside) exactly if
 * their texts are equal.
 */
public final class Bits {

  private Bits() {}

  /** The text of a value: a boxed primitive, {@code null}, or an array of any rank. */
  public static String of(Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, Object value) {
    if (value == null) {
      text.append("null");
    } else if (value instanceof Double d) {
      text.append(d).append(':').append(Long.toHexString(Double.doubleToLongBits(d)));
    } else if (value instanceof Float f) {
      text.append(f).append("f:").append(Integer.toHexString(Float.floatToIntBits(f)));
    } else if (value.getClass().isArray()) {
      appendArray(text, value);
    } else {
      // The identity of an object differs from one JVM to the next.
      text.append(value.getClass() == Object.class ? "an object" : value);
    }
  }

  private static void appendArray(StringBuilder text, Object array) {
    text.append('[');
    for (int i = 0; i < Array.getLength(array); i++) {
      text.append(i == 0 ? "" : ", ");
      append(text, Array.get(array, i));
    }
    text.append(']');
  }
}
