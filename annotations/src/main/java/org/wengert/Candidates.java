package org.wengert;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds a class's method by name, or by name and parameter types, and says what there is if not.
 */
final class Candidates {
  private static final int LISTED = 20;

  private Candidates() {}

  static Method find(Class<?> host, String wanted) {
    String key = wanted.replace(" ", "");
    List<Method> found =
        methods(host).stream()
            .filter(m -> m.getName().equals(key) || simple(m).replace(" ", "").equals(key))
            .toList();
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
              + list(found)
              + "; say which, for instance Derivatives.of("
              + host.getSimpleName()
              + ".class, \""
              + simple(found.get(0))
              + "\")");
    }
    return found.get(0);
  }

  /** Declared methods that a person wrote, in a stable order. */
  private static List<Method> methods(Class<?> host) {
    return Arrays.stream(host.getDeclaredMethods())
        .filter(m -> !m.isSynthetic())
        .sorted(Comparator.comparing(Candidates::simple))
        .toList();
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
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  static String signature(Method method) {
    return method.getDeclaringClass().getName() + "." + simple(method);
  }
}
