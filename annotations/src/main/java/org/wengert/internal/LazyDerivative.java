package org.wengert.internal;

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
  private final String descriptor;
  private volatile Derivative found;

  /**
   * Of a method that the host declares.
   *
   * @param descriptor as in the class file
   */
  public LazyDerivative(Class<?> host, String name, String descriptor) {
    this.host = host;
    this.name = name;
    this.descriptor = descriptor;
  }

  /** The derivative; fails as {@link Derivatives#of(Method)} does. */
  public Derivative get() {
    Derivative known = found;
    if (known == null) {
      Method method = Methods.find(host, name, descriptor);
      if (method == null) {
        throw new NoSuchMethodError(host.getName() + "." + name + descriptor);
      }
      known = Derivatives.of(method);
      found = known;
    }
    return known;
  }
}
