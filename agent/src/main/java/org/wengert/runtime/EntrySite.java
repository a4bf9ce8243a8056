package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.Function;

/**
 * An entry point of a method that subclasses may override: the class of the receiver selects, at
 * each call, the entry point of the method that a plain call would run. The first class seen is
 * compared with, in code that the JIT inlines; others are looked up in a table.
 */
public final class EntrySite extends MutableCallSite {
  private static final MethodHandle IS_OF;
  private static final MethodHandle CHOOSE;
  private static final MethodHandle OF_TAPE;

  static {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      IS_OF =
          lookup.findStatic(
              DispatchSite.class,
              "isOf",
              MethodType.methodType(boolean.class, Class.class, Object.class));
      CHOOSE =
          lookup.findVirtual(
              EntrySite.class, "choose", MethodType.methodType(MethodHandle.class, Object.class));
      OF_TAPE =
          lookup.findStatic(
              EntrySite.class, "recorded", MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MethodHandle receiver;
  private final MethodHandle general;
  private boolean met;
  private final ClassValue<MethodHandle> targets;

  private EntrySite(MethodType type, Function<Class<?>, MethodHandle> entries) {
    super(type);
    this.receiver = receiver(type);
    this.targets =
        new ClassValue<>() {
          @Override
          protected MethodHandle computeValue(Class<?> of) {
            return entries.apply(of).asType(type);
          }
        };
    this.general =
        MethodHandles.foldArguments(
            MethodHandles.exactInvoker(type),
            MethodHandles.filterReturnValue(receiver, CHOOSE.bindTo(this)));
    setTarget(general);
  }

  /**
   * A handle that selects.
   *
   * @param type of an entry point, with the receiver first, or arguments in an array; or without
   *     receiver, a tape last: then the recorded call's counts
   * @param entries from the class of a receiver to its entry point
   */
  public static MethodHandle handle(MethodType type, Function<Class<?>, MethodHandle> entries) {
    return new EntrySite(type, entries).dynamicInvoker();
  }

  /** From an entry point's arguments to the receiver. */
  private static MethodHandle receiver(MethodType type) {
    Class<?> first = type.parameterType(0);
    if (first.isPrimitive()) {
      int last = type.parameterCount() - 1;
      return MethodHandles.dropArguments(OF_TAPE, 0, type.parameterList().subList(0, last));
    }
    MethodHandle found =
        first == Object[].class
            ? MethodHandles.insertArguments(MethodHandles.arrayElementGetter(Object[].class), 1, 0)
            : MethodHandles.identity(Object.class)
                .asType(MethodType.methodType(Object.class, first));
    return MethodHandles.dropArguments(
        found, 1, type.parameterList().subList(1, type.parameterCount()));
  }

  private static Object recorded(Object tape) {
    return ((Tape) tape).receiver;
  }

  private MethodHandle choose(Object of) {
    if (of == null) {
      throw new NullPointerException("the receiver is null");
    }
    MethodHandle target = targets.get(of.getClass());
    synchronized (this) {
      if (!met && isHeldAnyway(of.getClass())) {
        met = true;
        MethodHandle test = MethodHandles.filterReturnValue(receiver, IS_OF.bindTo(of.getClass()));
        setTarget(MethodHandles.guardWithTest(test, target, general));
      }
    }
    return target;
  }

  /** Whether naming the class here keeps no class loader alive: it is that of the method. */
  private boolean isHeldAnyway(Class<?> of) {
    Class<?> declared = type().parameterType(0);
    return of.getClassLoader() == null || of.getClassLoader() == declared.getClassLoader();
  }
}
