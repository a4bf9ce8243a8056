package org.wengert.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The static fields of some classes at one moment, to be put back and compared. */
public final class StaticState {

  private final Map<Field, Object> references = new LinkedHashMap<>();
  private final Map<Field, Object> contents = new LinkedHashMap<>();

  private StaticState() {}

  /** Captures all static fields of the classes, with the contents of their arrays. */
  public static StaticState capture(List<Class<?>> classes) {
    StaticState state = new StaticState();
    DeepCopy copy = new DeepCopy();
    for (Class<?> type : classes) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          field.setAccessible(true);
          Object value = get(field);
          state.references.put(field, value);
          state.contents.put(field, copy.of(value));
        }
      }
    }
    return state;
  }

  /** Puts back the fields and the contents of the arrays that they held. */
  public void restore() {
    references.forEach(
        (field, value) -> {
          if (!Modifier.isFinal(field.getModifiers())) {
            set(field, value);
          }
          refill(value, contents.get(field));
        });
  }

  /** The state as text; equal texts are bit-identical states. */
  public String text() {
    StringBuilder text = new StringBuilder();
    contents.forEach(
        (field, value) ->
            text.append(field.getName()).append('=').append(Bits.of(value)).append(' '));
    return text.toString();
  }

  private static void refill(Object target, Object source) {
    if (target instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        // A row that was replaced is put back as a copy: the corpus holds no other reference to it.
        Object saved = ((Object[]) source)[i];
        if (rows[i] == null || saved == null || length(rows[i]) != length(saved)) {
          rows[i] = new DeepCopy().of(saved);
        } else {
          refill(rows[i], saved);
        }
      }
    } else if (target != null && target.getClass().isArray()) {
      System.arraycopy(source, 0, target, 0, Array.getLength(target));
    }
  }

  private static int length(Object array) {
    return array.getClass().isArray() ? Array.getLength(array) : -1;
  }

  private static Object get(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static void set(Field field, Object value) {
    try {
      field.set(null, value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
