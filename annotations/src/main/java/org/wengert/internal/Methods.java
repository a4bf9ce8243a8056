package org.wengert.internal;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;

/** Methods as class files name them. Not for applications. */
public final class Methods {
  private Methods() {}

  /**
   * The method that a class declares under a name and descriptor; null if there is none.
   *
   * @param descriptor as in the class file
   */
  public static Method find(Class<?> host, String name, String descriptor) {
    MethodType type = MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
    for (Method method : host.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && method.getReturnType() == type.returnType()
          && type.parameterList().equals(List.of(method.getParameterTypes()))) {
        return method;
      }
    }
    return null;
  }
}
