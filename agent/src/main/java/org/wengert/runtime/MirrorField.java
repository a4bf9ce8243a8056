package org.wengert.runtime;

import java.lang.invoke.MethodHandle;

/**
 * A field of an object that has a place in the object's shadow.
 *
 * @param owner the class that declares it
 * @param type its declared type
 * @param index among the doubles of the shadow if the type is double or float, else in the shadow
 * @param getter {@code (Object) Object}
 * @param setter {@code (Object, Object) void}
 */
public record MirrorField(
    Class<?> owner,
    String name,
    Class<?> type,
    int index,
    MethodHandle getter,
    MethodHandle setter) {
  boolean isFloating() {
    return type == double.class || type == float.class;
  }

  Object get(Object object) {
    try {
      return (Object) getter.invokeExact(object);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  void set(Object object, Object value) {
    try {
      setter.invokeExact(object, value);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
