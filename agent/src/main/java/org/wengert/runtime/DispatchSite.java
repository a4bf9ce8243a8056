package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * A call of a variant that depends on the receiver's class. The first classes seen are compared one
 * after the other, in code that the JIT inlines; beyond these a table is asked. Implementations
 * that are loaded later are found when their first object comes by.
 */
final class DispatchSite extends MutableCallSite {
  private static final int MOST_COMPARED = 4;
  private static final MethodHandle IS_OF;
  private static final MethodHandle MEET;
  private static final MethodHandle LOOK_UP;

  static {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      IS_OF =
          lookup.findStatic(
              DispatchSite.class,
              "isOf",
              MethodType.methodType(boolean.class, Class.class, Object.class));
      MEET =
          lookup.findVirtual(
              DispatchSite.class, "meet", MethodType.methodType(MethodHandle.class, Object.class));
      LOOK_UP =
          lookup.findVirtual(
              DispatchSite.class,
              "lookUp",
              MethodType.methodType(MethodHandle.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Class<?> caller;
  private final Class<?> owner;
  private final String method;
  private final String descriptor;
  private final String variant;
  private int compared;

  /** Weak in its classes: a table that outlives a receiver's loader does not hold it. */
  private final ClassValue<MethodHandle> targets =
      new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> receiver) {
          MethodHandle target =
              Linker.compiler().select(caller, owner, method, descriptor, variant, receiver);
          if (target.type().parameterCount() < type().parameterCount()) {
            // A reverse sweep: its receiver only says which one.
            target = MethodHandles.dropArguments(target, 0, Object.class);
          }
          return target.asType(type());
        }
      };

  DispatchSite(
      MethodType type,
      Class<?> caller,
      Class<?> owner,
      String method,
      String descriptor,
      String variant) {
    super(type);
    this.caller = caller;
    this.owner = owner;
    this.method = method;
    this.descriptor = descriptor;
    this.variant = variant;
    setTarget(through(MEET));
  }

  /** Calls what a method of this site yields for the receiver. */
  private MethodHandle through(MethodHandle choice) {
    MethodHandle chosen = choice.bindTo(this);
    chosen = chosen.asType(chosen.type().changeParameterType(0, type().parameterType(0)));
    return MethodHandles.foldArguments(MethodHandles.exactInvoker(type()), chosen);
  }

  static boolean isOf(Class<?> type, Object receiver) {
    return receiver != null && receiver.getClass() == type;
  }

  private MethodHandle lookUp(Object receiver) {
    if (receiver == null) {
      throw new NullPointerException();
    }
    return targets.get(receiver.getClass());
  }

  /** The target for a receiver of a class that is not compared with yet. */
  private MethodHandle meet(Object receiver) {
    MethodHandle target = lookUp(receiver);
    synchronized (this) {
      Class<?> type = receiver.getClass();
      if (compared < MOST_COMPARED && mayHold(type)) {
        compared++;
        MethodHandle test = IS_OF.bindTo(type);
        test = test.asType(test.type().changeParameterType(0, type().parameterType(0)));
        setTarget(MethodHandles.guardWithTest(test, target, getTarget()));
      } else {
        setTarget(through(LOOK_UP));
        compared = MOST_COMPARED;
      }
    }
    return target;
  }

  /** Whether the caller's loader sees the class anyway, so that naming it here keeps no loader. */
  private boolean mayHold(Class<?> type) {
    ClassLoader of = type.getClassLoader();
    for (ClassLoader l = caller.getClassLoader(); l != null; l = l.getParent()) {
      if (l == of) {
        return true;
      }
    }
    return of == null;
  }
}
