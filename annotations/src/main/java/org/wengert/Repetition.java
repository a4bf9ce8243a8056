package org.wengert;

import org.wengert.internal.RuntimeLink;

/**
 * Several runs of a method for one result, which must look like one: only where running again
 * cannot be noticed, and each time from the same contents of its arrays.
 */
final class Repetition {
  private final Object[] arguments;
  private Object saved;
  private boolean started;

  /**
   * @param arguments of the method, the captured ones too
   */
  Repetition(Object[] arguments) {
    this.arguments = arguments;
  }

  /** Why a method must not run again, as a clause; null if it may. */
  static String trouble(Primal primal) {
    return RuntimeLink.notRepeatable(primal.host, primal.name, primal.descriptor, primal.isStatic);
  }

  /** Why a method must not run again after other code has, on copies of its arguments. */
  static String troubleLater(Primal primal) {
    return RuntimeLink.notRepeatableLater(
        primal.host, primal.name, primal.descriptor, primal.isStatic);
  }

  /** Whether a value cannot change, or can be copied by {@link Elements#copy}. */
  static boolean canBeKept(Object value) {
    return value == null
        || value instanceof String
        || java.lang.invoke.MethodType.methodType(value.getClass())
            .unwrap()
            .returnType()
            .isPrimitive()
        || isArrayOfNumbers(value.getClass());
  }

  /**
   * Before each run.
   *
   * @param last whether no other follows: what it leaves in the arrays stays
   */
  void next(boolean last) {
    if (started) {
      RuntimeLink.restore(saved);
    } else if (!last) {
      saved = RuntimeLink.save(arraysOfNumbers(arguments));
    }
    started = true;
  }

  private static Object[] arraysOfNumbers(Object[] arguments) {
    Object[] arrays = new Object[arguments.length];
    for (int i = 0; i < arrays.length; i++) {
      boolean numbers = arguments[i] != null && isArrayOfNumbers(arguments[i].getClass());
      arrays[i] = numbers ? arguments[i] : null;
    }
    return arrays;
  }

  private static boolean isArrayOfNumbers(Class<?> type) {
    Class<?> leaf = type;
    while (leaf.isArray()) {
      leaf = leaf.getComponentType();
    }
    return type.isArray() && leaf.isPrimitive();
  }
}
