package org.wengert.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Handles that call a method itself. Not for applications. */
public final class PlainCalls {
  private PlainCalls() {}

  /**
   * A handle of kind {@code primal}, or of its wide form, with the receiver first if the method has
   * one. Where this jar has no access to the method (a module that does not open its package), the
   * runtime is asked.
   */
  public static MethodHandle of(
      Class<?> host, String name, MethodType type, boolean isStatic, String kind) {
    try {
      Method method = host.getDeclaredMethod(name, type.parameterArray());
      method.setAccessible(true);
      return kind.endsWith(Kinds.WIDE)
          ? wide(method)
          : MethodHandles.lookup().unreflect(method).asFixedArity();
    } catch (InaccessibleObjectException notOpen) {
      String none = "-".repeat(type.parameterCount() + (isStatic ? 0 : 1));
      return RuntimeLink.entry(host, name, type.descriptorString(), kind, none);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(host.getName() + "." + name + type + " cannot be called", e);
    }
  }

  private static MethodHandle wide(Method method) throws ReflectiveOperationException {
    MethodType type = MethodType.methodType(Object.class, Method.class, Object[].class);
    return MethodHandles.lookup().findStatic(PlainCalls.class, "invoke", type).bindTo(method);
  }

  private static Object invoke(Method method, Object[] arguments) throws Throwable {
    try {
      return Modifier.isStatic(method.getModifiers())
          ? method.invoke(null, arguments)
          : method.invoke(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
