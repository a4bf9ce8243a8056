package org.wengert.compiler.lift;

import org.wengert.compiler.ir.MethodRef;

/**
 * What a method of a {@code VarHandle}, or of an updater of a field, does with the memory that it
 * accesses.
 *
 * @param operand what is added where the method's name says it; null where an argument does
 * @param yieldsNew whether an addition yields the sum, not what was there before
 */
record HandleMethod(Action action, Order order, Integer operand, boolean yieldsNew) {
  /** What is done; its order among accesses of other threads apart. */
  enum Action {
    GET,
    SET,
    COMPARE_AND_SET,
    EXCHANGE,
    SWAP,
    ADD,
    OR,
    AND,
    XOR;

    /** How many values the method takes. */
    int count() {
      return this == GET ? 0 : this == COMPARE_AND_SET || this == EXCHANGE ? 2 : 1;
    }

    boolean combines() {
      return ordinal() >= ADD.ordinal();
    }
  }

  /** Among accesses of other threads, for what only reads or only writes. */
  enum Order {
    PLAIN,
    OPAQUE,
    /** Acquire of what reads, release of what writes. */
    ONE_SIDED,
    VOLATILE
  }

  private static HandleMethod of(Action action, Order order) {
    return new HandleMethod(action, order, null, false);
  }

  private static HandleMethod adding(Integer operand, boolean yieldsNew) {
    return new HandleMethod(Action.ADD, Order.VOLATILE, operand, yieldsNew);
  }

  /** What a method does; null if that is not known. */
  static HandleMethod of(MethodRef method) {
    return method.owner().equals(HandleFields.VAR_HANDLE)
        ? ofHandle(method.name())
        : ofUpdater(method.name());
  }

  /** How many values the method takes. */
  int values() {
    return operand == null ? action.count() : 0;
  }

  private static HandleMethod ofHandle(String method) {
    switch (method) {
      case "get":
        return of(Action.GET, Order.PLAIN);
      case "getOpaque":
        return of(Action.GET, Order.OPAQUE);
      case "getAcquire":
        return of(Action.GET, Order.ONE_SIDED);
      case "getVolatile":
        return of(Action.GET, Order.VOLATILE);
      case "set":
        return of(Action.SET, Order.PLAIN);
      case "setOpaque":
        return of(Action.SET, Order.OPAQUE);
      case "setRelease":
        return of(Action.SET, Order.ONE_SIDED);
      case "setVolatile":
        return of(Action.SET, Order.VOLATILE);
      default:
        Action update = update(method);
        return update == null ? null : of(update, Order.VOLATILE);
    }
  }

  private static Action update(String method) {
    if (method.startsWith("compareAndSet") || method.startsWith("weakCompareAndSet")) {
      return Action.COMPARE_AND_SET;
    } else if (method.startsWith("compareAndExchange")) {
      return Action.EXCHANGE;
    } else if (method.startsWith("getAndSet")) {
      return Action.SWAP;
    } else if (method.startsWith("getAndAdd")) {
      return Action.ADD;
    } else if (method.startsWith("getAndBitwiseOr")) {
      return Action.OR;
    } else if (method.startsWith("getAndBitwiseAnd")) {
      return Action.AND;
    }
    return method.startsWith("getAndBitwiseXor") ? Action.XOR : null;
  }

  private static HandleMethod ofUpdater(String method) {
    switch (method) {
      case "get":
        return of(Action.GET, Order.VOLATILE);
      case "set":
        return of(Action.SET, Order.VOLATILE);
      case "lazySet":
        return of(Action.SET, Order.ONE_SIDED);
      case "compareAndSet", "weakCompareAndSet":
        return of(Action.COMPARE_AND_SET, Order.VOLATILE);
      case "getAndSet":
        return of(Action.SWAP, Order.VOLATILE);
      case "getAndAdd":
        return adding(null, false);
      case "addAndGet":
        return adding(null, true);
      case "getAndIncrement":
        return adding(1, false);
      case "incrementAndGet":
        return adding(1, true);
      case "getAndDecrement":
        return adding(-1, false);
      case "decrementAndGet":
        return adding(-1, true);
      default:
        return null;
    }
  }
}
