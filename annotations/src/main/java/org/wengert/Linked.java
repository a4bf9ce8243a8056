package org.wengert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.PlainCalls;
import org.wengert.internal.RuntimeLink;

/** One entry point of a primal, linked at first use, called with boxed arguments. */
final class Linked {
  private final Primal primal;
  private final String kind;
  private final String activity;

  /** (Object[] arguments, Object[] shadows, Object[] extras) Object: null until linked. */
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
    Object[] all = primal.withCaptured(arguments);
    try {
      return (Object) target.invokeExact(all, shadows, extras);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  private MethodHandle link() {
    MethodHandle linked = boxed;
    if (linked == null) {
      linked = spread(entry());
      boxed = linked;
    }
    return linked;
  }

  private MethodHandle entry() {
    return kind.startsWith(Kinds.PRIMAL)
        ? PlainCalls.of(primal.host, primal.name, primal.type, kind)
        : RuntimeLink.entry(primal.host, primal.name, primal.descriptor, kind, activity);
  }

  /** Three arrays for the three groups of parameters; spread from the last group on. */
  private MethodHandle spread(MethodHandle entry) {
    boolean primalKind = kind.startsWith(Kinds.PRIMAL);
    int arguments = isWide() ? 1 : primal.type.parameterCount();
    int total = entry.type().parameterCount();
    int extras = primalKind ? 0 : total - arguments - shadowParameters(total - arguments);
    MethodHandle three = entry.asSpreader(Object[].class, extras);
    if (isWide()) {
      three = primalKind ? MethodHandles.dropArguments(three, 1, Object[].class) : three;
    } else {
      three = three.asSpreader(arguments, Object[].class, total - arguments - extras);
      three = generic(three, arguments).asSpreader(0, Object[].class, arguments);
    }
    return three.asType(
        MethodType.methodType(Object.class, Object[].class, Object[].class, Object[].class));
  }

  /**
   * With Object for the leading parameters. Spreading at position 0 would do that itself, but JDK
   * 17 then forgets the parameters behind (MethodType.asSpreaderType).
   */
  private static MethodHandle generic(MethodHandle handle, int leading) {
    MethodType type = handle.type();
    for (int i = 0; i < leading; i++) {
      type = type.changeParameterType(i, Object.class);
    }
    return handle.asType(type);
  }

  private int shadowParameters(int afterArguments) {
    if (isWide()) {
      return 1;
    }
    int extras = kind.equals(Kinds.JVP) ? 3 : 2;
    return afterArguments - extras;
  }
}
