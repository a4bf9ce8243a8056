package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * A stand-in for the runtime, with the same contract: derivatives by central differences of the
 * method itself, exact to rounding for the quadratic functions of these tests. A method whose name
 * starts with "refused" is refused.
 */
public final class Bridge {
  public static final int ABI_VERSION = 4;

  /** Tapes made so far: tests see that calls reuse theirs. */
  public static int tapes;

  private Bridge() {}

  public static boolean isActive() {
    return true;
  }

  public static MethodHandle entry(
      Class<?> host, String name, String descriptor, String kind, String activity)
      throws Throwable {
    if (name.startsWith("refused")) {
      throw new Refusal("NATIVE_METHOD", host.getName() + "." + name + ": calls a native method");
    }
    MethodType type = MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
    Method method = host.getDeclaredMethod(name, type.parameterArray());
    method.setAccessible(true);
    return new DifferenceEntry(method, kind, activity).handle();
  }

  public static Object newTape() {
    tapes++;
    return new DifferenceTape();
  }

  public static long tapeBytes(Object tape) {
    return ((DifferenceTape) tape).bytes;
  }

  public static long tapeCapacity(Object tape) {
    return ((DifferenceTape) tape).capacity;
  }

  public static Object[] implementation(Object function) throws Throwable {
    Method replace;
    try {
      replace = function.getClass().getDeclaredMethod("writeReplace");
    } catch (NoSuchMethodException e) {
      throw new Refusal("UNKNOWN_FUNCTION", "it is not known what implements the function");
    }
    replace.setAccessible(true);
    SerializedLambda lambda = (SerializedLambda) replace.invoke(function);
    Object[] captured = new Object[lambda.getCapturedArgCount()];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = lambda.getCapturedArg(i);
    }
    Class<?> host =
        Class.forName(
            lambda.getImplClass().replace('/', '.'), false, function.getClass().getClassLoader());
    return new Object[] {
      host, lambda.getImplMethodName(), lambda.getImplMethodSignature(), captured
    };
  }

  public static Object implement(Class<?> type, Map<String, MethodHandle> methods) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          MethodType exact =
              MethodType.methodType(method.getReturnType(), method.getParameterTypes());
          MethodHandle handle = methods.get(method.getName() + exact.descriptorString());
          if (!handle.type().equals(exact)) {
            throw new AssertionError(handle.type() + " for " + method);
          }
          return handle.invokeWithArguments(arguments == null ? new Object[0] : arguments);
        });
  }

  /** As if the class file had debug tables for methods called "debugged" only. */
  public static String[] parameterNames(Class<?> host, String name, String descriptor) {
    return name.equals("debugged") ? new String[] {"fromTable"} : null;
  }

  static MethodHandle collect(MethodHandle of, MethodType type) {
    return of.asCollector(Object[].class, type.parameterCount()).asType(type);
  }
}
