package org.wengert.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wengert.Adjoints;
import org.wengert.Derivative;
import org.wengert.Derivatives;

/** Asks as applications do: what the API does around the entry points is tested, too. */
public final class ApiEngine implements Engine {
  private final Map<Object, Derivative> known = new ConcurrentHashMap<>();

  public ApiEngine() {
    new DirectEngine(); // Installs the compiler.
  }

  private record Asked(Method method, String independents) {}

  private Derivative derivative(Method method, boolean[] active) {
    StringBuilder letters = new StringBuilder();
    int[] positions = new int[active.length];
    int count = 0;
    for (int i = 0; i < active.length; i++) {
      letters.append(active[i] ? 'A' : '-');
      if (active[i]) {
        positions[count++] = i;
      }
    }
    int[] independents = Arrays.copyOf(positions, count);
    return known.computeIfAbsent(
        new Asked(method, letters.toString()),
        asked -> Derivatives.of(method).withRespectTo(independents));
  }

  @Override
  public Engine.Jvp jvp(Method method, Object[] args, Object[] tangents) throws Throwable {
    boolean[] active = new boolean[args.length];
    Object[] direction = new Object[args.length];
    Map<Object, Object> seen = new IdentityHashMap<>();
    for (int i = 0; i < args.length; i++) {
      active[i] = tangents[i] != null;
      direction[i] = typed(method.getParameterTypes()[i], tangents[i], seen);
    }
    org.wengert.Jvp jvp = derivative(method, active).jvp(args, direction);
    for (int i = 0; i < args.length; i++) {
      if (active[i] && method.getParameterTypes()[i].isArray()) {
        copy(jvp.exitTangent(i), tangents[i]);
      }
    }
    boolean carries = Layout.isFloating(method.getReturnType());
    return new Engine.Jvp(jvp.value(), carries ? wide(jvp.tangent()) : null);
  }

  @Override
  public Engine.Vjp vjp(
      Method method, Object[] args, boolean[] active, Object seed, Object[] exitAdjoints)
      throws Throwable {
    boolean[] shadowed = active.clone();
    Object[] exits = new Object[args.length];
    boolean any = false;
    Map<Object, Object> seen = new IdentityHashMap<>();
    Set<Object> given = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < args.length; i++) {
      if (exitAdjoints != null
          && exitAdjoints[i] != null
          && method.getParameterTypes()[i].isArray()) {
        // The API adds up what is given for one array, the harness gives it everywhere.
        boolean first = seen.put(args[i], args[i]) == null;
        Class<?> type = method.getParameterTypes()[i];
        exits[i] =
            first ? typed(type, once(exitAdjoints[i], given), new IdentityHashMap<>()) : null;
        shadowed[i] = true;
        any = true;
      }
    }
    Object resultSeed = typed(method.getReturnType(), seed, new IdentityHashMap<>());
    try (org.wengert.Vjp vjp = derivative(method, shadowed).vjp(args)) {
      boolean plain = !any && Layout.isFloating(method.getReturnType());
      Adjoints adjoints =
          plain ? vjp.pullback().apply(resultSeed) : vjp.pullback().applyAtExit(resultSeed, exits);
      return new Engine.Vjp(vjp.value(), read(method, adjoints, active));
    }
  }

  @Override
  public Engine.Vjp gradient(Method method, Object[] args, boolean[] active) throws Throwable {
    org.wengert.Gradient gradient = derivative(method, active).gradient(args);
    Object value =
        method.getReturnType() == float.class
            ? (Object) (float) gradient.value()
            : (Object) gradient.value();
    return new Engine.Vjp(value, read(method, gradient, active));
  }

  private static Object[] read(Method method, Adjoints adjoints, boolean[] active) {
    Object[] all = new Object[active.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = active[i] ? wide(adjoints.of(i)) : null;
    }
    return all;
  }

  /** Numbers of the API are of the parameter's type. */
  private static Object wide(Object found) {
    return found instanceof Number number ? (Object) number.doubleValue() : found;
  }

  /** A shadow as the API takes it: {@code double[][]} for an {@code Object[]} of rows. */
  private static Object typed(Class<?> type, Object shadow, Map<Object, Object> seen) {
    if (!(shadow instanceof Object[] rows) || !type.isArray()) {
      return shadow;
    }
    Object known = seen.get(shadow);
    if (known != null) {
      return known;
    }
    Class<?> element = type.getComponentType();
    Object[] made = (Object[]) Array.newInstance(doubles(element), rows.length);
    seen.put(shadow, made);
    for (int i = 0; i < rows.length; i++) {
      made[i] = typed(element, rows[i], seen);
    }
    return made;
  }

  /** The same with zeros where a row was given before. */
  private static Object once(Object seed, Set<Object> given) {
    if (seed instanceof double[] numbers) {
      return given.add(numbers) ? numbers : new double[numbers.length];
    } else if (seed instanceof Object[] rows) {
      Object[] copy = rows.clone();
      for (int i = 0; i < rows.length; i++) {
        copy[i] = once(rows[i], given);
      }
      return copy;
    }
    return seed;
  }

  private static Class<?> doubles(Class<?> type) {
    return type.isArray() ? doubles(type.getComponentType()).arrayType() : double.class;
  }

  private static void copy(Object from, Object to) {
    if (from instanceof double[] numbers) {
      System.arraycopy(numbers, 0, to, 0, numbers.length);
    } else if (from instanceof Object[] rows) {
      Object[] target = (Object[]) to;
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] == null
            || target[i] == null
            || Array.getLength(rows[i]) != Array.getLength(target[i])) {
          target[i] = rows[i];
        } else {
          copy(rows[i], target[i]);
        }
      }
    }
  }
}
