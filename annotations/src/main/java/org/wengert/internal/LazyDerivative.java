package org.wengert.internal;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.wengert.Derivative;
import org.wengert.Derivatives;

/**
 * A method's {@link Derivative}, found when it is first asked for: a companion that was called
 * before an agent was attached works afterwards. Not for applications; generated companions use it.
 */
public final class LazyDerivative {
  private final Class<?> host;
  private final String name;
  private final MethodType type;
  private volatile Derivative found;

  /**
   * Of a method that the host declares.
   *
   * @param descriptor as in the class file
   */
  public LazyDerivative(Class<?> host, String name, String descriptor) {
    this.host = host;
    this.name = name;
    this.type = MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
  }

  /** The derivative; fails as {@link Derivatives#of(Method)} does. */
  public Derivative get() {
    Derivative known = found;
    if (known == null) {
      known = Derivatives.of(method());
      found = known;
    }
    return known;
  }

  private Method method() {
    for (Method method : host.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && method.getReturnType() == type.returnType()
          && type.parameterList().equals(java.util.List.of(method.getParameterTypes()))) {
        return method;
      }
    }
    throw new NoSuchMethodError(host.getName() + "." + name + type);
  }
}
