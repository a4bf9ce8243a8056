package org.wengert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.PlainCalls;
import org.wengert.internal.RuntimeLink;

/** One entry point of a primal, linked at first use, called with boxed arguments. */
final class Linked {
  private final Primal primal;
  private final String kind;
  private final String activity;

  /** (Object[]) Object: null until linked. */
  private volatile MethodHandle boxed;

  /** What {@link #handle} gave. */
  private volatile MethodHandle exact;

  Linked(Primal primal, String kind, boolean[] active) {
    this.primal = primal;
    this.activity = primal.activity(active);
    this.kind = Kinds.fitting(kind, primal.type, activity);
  }

  /** The handle itself, with the captured values bound. */
  MethodHandle handle() {
    MethodHandle linked = exact;
    if (linked == null) {
      linked = entry();
      if (!kind.equals(Kinds.REVERSE)) {
        linked = MethodHandles.insertArguments(linked, 0, primal.captured);
      }
      exact = linked;
    }
    return linked;
  }

  /** The handle itself; the captured values are its first arguments. */
  MethodHandle unbound() {
    return entry();
  }

  boolean isWide() {
    return kind.endsWith(Kinds.WIDE);
  }

  /**
   * Calls. Exceptions of the primal pass unchanged; refusals as {@link NotDifferentiableException}.
   *
   * @param arguments without the captured ones
   * @param extras what follows the shadows in the handle's type
   */
  Object call(Object[] arguments, Object[] shadows, Object... extras) {
    MethodHandle target = link();
    Object[] all = flat(primal.withCaptured(arguments), shadows, extras);
    try {
      return (Object) target.invokeExact(all);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /**
   * Arguments of calls, kept from one to the next.
   *
   * @param arguments without the captured ones
   */
  Call prepare(Object[] arguments, Object[] shadows, Object... extras) {
    return new Call(arguments.length, flat(primal.withCaptured(arguments), shadows, extras));
  }

  /** See {@link #prepare}. */
  final class Call {
    private final Object[] all;
    private final int count;
    private MethodHandle ofNumber;

    private Call(int count, Object[] all) {
      this.count = count;
      this.all = all;
    }

    void argument(int parameter, Object value) {
      Object[] arguments = isWide() ? (Object[]) all[0] : all;
      arguments[primal.captured.length + parameter] = value;
    }

    /** The k-th shadow, or tangent of a scalar. */
    void shadow(int k, Object value) {
      Object[] shadows = isWide() ? (Object[]) all[1] : all;
      shadows[isWide() ? k : primal.captured.length + count + k] = value;
    }

    Object run() {
      try {
        return (Object) link().invokeExact(all);
      } catch (Throwable t) {
        throw Entries.rethrow(t);
      }
    }

    /** Of a method that returns a number: without a box. */
    double runForNumber() {
      if (ofNumber == null) {
        ofNumber = isWide() ? null : spread(entry(), double.class);
      }
      try {
        return ofNumber == null
            ? ((Number) run()).doubleValue()
            : (double) ofNumber.invokeExact(all);
      } catch (Throwable t) {
        throw Entries.rethrow(t);
      }
    }
  }

  private MethodHandle link() {
    MethodHandle linked = boxed;
    if (linked == null) {
      linked = spread(entry(), Object.class);
      boxed = linked;
    }
    return linked;
  }

  private MethodHandle entry() {
    return kind.startsWith(Kinds.PRIMAL)
        ? PlainCalls.of(primal.host, primal.name, declared(), primal.isStatic, kind)
        : RuntimeLink.entry(primal.host, primal.name, primal.descriptor, kind, activity);
  }

  /** Without the receiver. */
  private MethodType declared() {
    return primal.isStatic ? primal.type : primal.type.dropParameterTypes(0, 1);
  }

  /** All parameters from one array: one adapter, where each more costs milliseconds to link. */
  private static MethodHandle spread(MethodHandle entry, Class<?> result) {
    int parameters = entry.type().parameterCount();
    return entry
        .asType(MethodType.genericMethodType(parameters).changeReturnType(result))
        .asSpreader(Object[].class, parameters);
  }

  /** The arguments as the entry point takes them: in wide form, arrays are passed as such. */
  private Object[] flat(Object[] arguments, Object[] shadows, Object[] extras) {
    List<Object> all = new ArrayList<>();
    if (isWide()) {
      all.add(arguments);
      if (!kind.startsWith(Kinds.PRIMAL)) {
        all.add(shadows);
      }
    } else {
      Collections.addAll(all, arguments);
      Collections.addAll(all, shadows);
    }
    Collections.addAll(all, extras);
    return all.toArray();
  }
}
