package org.wengert.fuzz;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * All that can be reached from a reference, as text: the same text for an object of a compiled
 * program and for the {@link Thing} that the reference has in its place, if contents agree bit by
 * bit and the same objects are reached by the same ways.
 */
final class Graph {
  private final Map<Object, Integer> seen = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private Graph() {}

  static String text(Object value) {
    Graph graph = new Graph();
    graph.add(value);
    return graph.text.toString();
  }

  private void add(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof Dual d) {
      text.append(d.boxed());
    } else if (isFunction(value)) {
      text.append("function");
    } else if (seen.containsKey(value)) {
      text.append('#').append(seen.get(value));
    } else {
      seen.put(value, seen.size());
      addObject(value);
    }
  }

  private static boolean isFunction(Object value) {
    return value instanceof Closure
        || value instanceof DoubleUnaryOperator
        || value instanceof Function
        || value.getClass().isHidden();
  }

  private void addObject(Object value) {
    if (value instanceof Thing thing) {
      addFields(thing.type.name(), new TreeMap<>(thing.fields));
    } else if (value instanceof Cells cells) {
      addAll(cells.at);
    } else if (value.getClass().isArray()) {
      addAll(value);
    } else if (value instanceof Collection<?> all) {
      addAll(all.toArray());
    } else if (value instanceof Map<?, ?> map) {
      addAll(map.keySet().toArray());
      addAll(map.values().toArray());
    } else {
      addFields(value.getClass().getSimpleName(), fields(value));
    }
  }

  private void addAll(Object array) {
    text.append('[');
    for (int i = 0; i < Array.getLength(array); i++) {
      text.append(i == 0 ? "" : ", ");
      add(Array.get(array, i));
    }
    text.append(']');
  }

  private void addFields(String type, Map<String, Object> fields) {
    text.append(type).append('{');
    fields.forEach(
        (name, content) -> {
          text.append(' ').append(name).append('=');
          add(content);
        });
    text.append('}');
  }

  private static Map<String, Object> fields(Object value) {
    Map<String, Object> fields = new TreeMap<>();
    for (Class<?> c = value.getClass(); c != Object.class; c = c.getSuperclass()) {
      for (Field f : c.getDeclaredFields()) {
        if (!Modifier.isStatic(f.getModifiers())) {
          f.setAccessible(true);
          fields.put(f.getName(), content(f, value));
        }
      }
    }
    return fields;
  }

  private static Object content(Field f, Object value) {
    try {
      return f.get(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
