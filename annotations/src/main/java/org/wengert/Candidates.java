package org.wengert;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds a class's method by name, or by name and parameter types, and says what there is if not.
 *
 * <p>On the way to an answer there are no streams and no lambdas: the first ones in a JVM cost
 * milliseconds, and time to the first derivative counts. Messages may use them.
 */
final class Candidates {
  private static final int LISTED = 20;

  private Candidates() {}

  static Method find(Class<?> host, String wanted) {
    String key = wanted.replace(" ", "");
    List<Method> found = named(host, key);
    for (Class<?> c = host.getSuperclass(); found.isEmpty() && c != null; c = c.getSuperclass()) {
      found = named(c, key);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          host.getName()
              + " declares no method "
              + wanted
              + "; it declares "
              + list(methods(host)));
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          host.getName()
              + " declares "
              + found.size()
              + " methods named "
              + wanted
              + ": "
              + list(sorted(found))
              + "; say which, for instance Derivatives.of("
              + host.getSimpleName()
              + ".class, \""
              + simple(sorted(found).get(0))
              + "\")");
    }
    return found.get(0);
  }

  private static List<Method> named(Class<?> host, String key) {
    List<Method> found = new ArrayList<>();
    for (Method method : host.getDeclaredMethods()) {
      if (!method.isSynthetic() && isMeant(method, key)) {
        found.add(method);
      }
    }
    return found;
  }

  /** Declared methods that a person wrote, in a stable order. */
  private static List<Method> methods(Class<?> host) {
    List<Method> methods = new ArrayList<>();
    for (Method method : host.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        methods.add(method);
      }
    }
    return sorted(methods);
  }

  /** The name alone, or with parameter types; the first alone is cheap to try. */
  private static boolean isMeant(Method method, String key) {
    return method.getName().equals(key)
        || (key.startsWith(method.getName()) && simple(method).replace(" ", "").equals(key));
  }

  private static List<Method> sorted(List<Method> methods) {
    return methods.stream().sorted(Comparator.comparing(Candidates::simple)).toList();
  }

  private static String list(List<Method> methods) {
    if (methods.isEmpty()) {
      return "none";
    }
    String shown =
        methods.stream().limit(LISTED).map(Candidates::simple).collect(Collectors.joining(", "));
    return methods.size() > LISTED ? shown + " and " + (methods.size() - LISTED) + " more" : shown;
  }

  /** {@code price(double, double[])}. */
  private static String simple(Method method) {
    return method.getName() + "(" + simpleNames(method.getParameterTypes()) + ")";
  }

  /** {@code double, double[]}. */
  static String simpleNames(Class<?>[] types) {
    StringBuilder names = new StringBuilder();
    for (Class<?> type : types) {
      names.append(names.length() == 0 ? "" : ", ").append(type.getSimpleName());
    }
    return names.toString();
  }

  static String signature(Method method) {
    return method.getDeclaringClass().getName() + "." + simple(method);
  }
}
