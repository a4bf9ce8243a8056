package org.wengert;

import org.wengert.internal.RuntimeLink;

/**
 * Several runs of a method for one result, which must look like one: only where running again
 * cannot be noticed, and each time from the same contents of its arrays.
 */
final class Repetition {
  private final ArrayState arrays;
  private boolean started;

  /**
   * @param arguments of the method, the captured ones too
   */
  Repetition(Object[] arguments) {
    this.arrays = new ArrayState(arguments);
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
        || ArrayState.isArrayOfNumbers(value.getClass());
  }

  /**
   * Before each run.
   *
   * @param last whether no other follows: what it leaves in the arrays stays
   */
  void next(boolean last) {
    if (started) {
      arrays.restore();
    } else if (!last) {
      arrays.save();
    }
    started = true;
  }

  /** For another result, from what the arrays hold by then. */
  void startAgain() {
    started = false;
  }

  /** Whether arrays of arrays hold the rows that they held when this was made. */
  boolean hasItsRows() {
    return arrays.hasItsRows();
  }
}
