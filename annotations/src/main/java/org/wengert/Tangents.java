package org.wengert;

import java.lang.reflect.Array;
import java.util.IdentityHashMap;
import java.util.Map;
import org.wengert.internal.Shadows;

/** Checks a direction and copies it into shadows. */
final class Tangents {
  private final Primal primal;

  /** From arrays of the arguments, at any depth, to their tangents' shadows. */
  private final Map<Object, Object> shadows = new IdentityHashMap<>();

  /** What the arguments reach; null if no objects are involved. */
  private final Reached entry;

  private final Reached.Writer writer;

  /** By parameter, of which shape arrays of numbers were on entry; null if they still are. */
  private final Object[] shapes;

  Tangents(Primal primal, Reached entry) {
    this(primal, entry, null);
  }

  Tangents(Primal primal, Reached entry, Object[] shapes) {
    this.primal = primal;
    this.shapes = shapes;
    this.entry = entry;
    this.writer = entry == null ? null : entry.new Writer("tangent", true);
  }

  /**
   * Shadows parallel to the parameters: Double, or arrays over double; null where there is none. An
   * {@code @Inactive} array that has a shadow because it is a dependent gets zeros.
   */
  Object[] of(Object[] arguments, Object[] tangents) {
    if (tangents == null || tangents.length != arguments.length) {
      throw new IllegalArgumentException(
          primal
              + " takes "
              + arguments.length
              + " arguments, but "
              + (tangents == null ? "null tangents" : tangents.length + " tangents")
              + " were given: pass one an argument, null for what is no independent");
    }
    if (entry != null) {
      return amongObjects(arguments, tangents);
    }
    Object[] direction = new Object[arguments.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = of(i, arguments[i], tangents[i]);
    }
    for (int i = 0; i < direction.length; i++) {
      if (primal.shadowed[i] && !primal.independent[i]) {
        direction[i] = Shadows.like(arguments[i], shadows);
      }
    }
    return direction;
  }

  /** The shadows of what the arguments reach, and zeros, as a direction. */
  Object[] still(Object[] arguments) {
    Object[] direction = new Object[arguments.length];
    int root = 0;
    for (int i = 0; i < direction.length; i++) {
      if (primal.shadowed[i]) {
        direction[i] = primal.parameters[i].isPrimitive() ? (Object) 0.0 : entry.shadow(root++);
      }
    }
    return direction;
  }

  /** Writes into the shadows of what the arguments reach. */
  private Object[] amongObjects(Object[] arguments, Object[] tangents) {
    Object[] direction = new Object[arguments.length];
    int root = 0;
    for (int i = 0; i < direction.length; i++) {
      requireNoneIfInactive(i, tangents[i]);
      if (primal.parameters[i].isPrimitive()) {
        direction[i] = of(i, arguments[i], tangents[i]);
      } else if (primal.shadowed[i]) {
        direction[i] = entry.shadows(root++, 1)[0];
        if (primal.independent[i] && Shadows.isFloatingArray(primal.parameters[i])) {
          Shadows.requireShape("tangent", primal.names[i], shape(i, arguments[i]), tangents[i]);
          writer.writeNumbers(primal.names[i], arguments[i], tangents[i]);
        } else {
          writer.write(primal.names[i], arguments[i], direction[i], tangents[i]);
        }
      }
    }
    return direction;
  }

  private Object shape(int parameter, Object argument) {
    return shapes == null ? argument : shapes[parameter];
  }

  private void requireNoneIfInactive(int i, Object tangent) {
    if (!primal.independent[i] && tangent != null) {
      throw new IllegalArgumentException(
          "a tangent is given for parameter "
              + primal.label(i)
              + " of "
              + primal
              + ", which is no independent: pass null");
    }
  }

  private Object of(int i, Object argument, Object tangent) {
    requireNoneIfInactive(i, tangent);
    if (!primal.independent[i]) {
      return null;
    }
    if (primal.parameters[i].isArray()) {
      Shadows.requireShape("tangent", primal.names[i], argument, tangent);
      return copy(primal.names[i], argument, tangent);
    }
    if (!(tangent instanceof Number number)) {
      throw new IllegalArgumentException(
          "tangent of "
              + primal.names[i]
              + " is "
              + Shadows.describe(tangent)
              + ", but "
              + primal.names[i]
              + " is "
              + primal.parameters[i]
              + ": pass a number");
    }
    return number.doubleValue();
  }

  private Object copy(String name, Object argument, Object tangent) {
    if (argument == null) {
      return null;
    }
    Object known = shadows.get(argument);
    if (known != null) {
      requireEqual(name, known, tangent);
      return known;
    }
    if (!(argument instanceof Object[] rows)) {
      Object numbers = Shadows.doubles(tangent);
      shadows.put(argument, numbers);
      return numbers;
    }
    Class<?> element = Shadows.typedShadow(argument.getClass()).getComponentType();
    Object[] shadow = (Object[]) Array.newInstance(element, rows.length);
    shadows.put(argument, shadow);
    for (int i = 0; i < rows.length; i++) {
      shadow[i] = copy(name, rows[i], ((Object[]) tangent)[i]);
    }
    return shadow;
  }

  /** The same array is one independent: it moves in one direction. */
  private void requireEqual(String name, Object known, Object tangent) {
    for (int i = 0; i < Array.getLength(known); i++) {
      if (known instanceof Object[] rows) {
        if (rows[i] != null) {
          requireEqual(name, rows[i], ((Object[]) tangent)[i]);
        }
      } else if (Double.compare(Array.getDouble(known, i), Array.getDouble(tangent, i)) != 0) {
        throw new IllegalArgumentException(
            "one array occurs twice among the arguments of "
                + primal
                + " (the second time in "
                + name
                + ") with two different tangents: it moves in one direction, pass equal"
                + " tangents");
      }
    }
  }
}
