package org.wengert;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Which method of an ordinary object implements a functional interface. */
final class Implementation {
  private Implementation() {}

  /** The method that a call of the interface's method runs, seen through bridges. */
  static Method find(Object function, String name, Class<?> argument) {
    Method best = null;
    for (Class<?> type = function.getClass(); type != null; type = type.getSuperclass()) {
      best = better(best, type, name, argument);
    }
    for (Class<?> type = function.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> implemented : type.getInterfaces()) {
        best = inInterface(best, implemented, name, argument);
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "no method "
              + name
              + "("
              + argument.getSimpleName()
              + ") with a body is found in "
              + function.getClass().getName()
              + " or above: name the method, Derivatives.of(class, name)");
    }
    return best;
  }

  private static Method inInterface(Method best, Class<?> type, String name, Class<?> argument) {
    Method found = better(best, type, name, argument);
    for (Class<?> above : type.getInterfaces()) {
      found = inInterface(found, above, name, argument);
    }
    return found;
  }

  /** A method of the exact type is better than one of a supertype, which may be its bridge. */
  private static Method better(Method best, Class<?> type, String name, Class<?> argument) {
    Method found = best;
    for (Method method : type.getDeclaredMethods()) {
      int modifiers = method.getModifiers();
      if (method.getName().equals(name)
          && !Modifier.isStatic(modifiers)
          && !Modifier.isAbstract(modifiers)
          && method.getParameterCount() == 1
          && method.getReturnType() == double.class
          && method.getParameterTypes()[0].isAssignableFrom(argument)
          && (found == null
              || (found.getParameterTypes()[0] != argument
                  && method.getParameterTypes()[0] == argument))) {
        found = method;
      }
    }
    return found;
  }
}
