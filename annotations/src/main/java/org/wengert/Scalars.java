package org.wengert;

import java.lang.invoke.MethodType;
import java.util.List;

/** Conversions of single arguments, as a reflective call makes them: unboxing, then widening. */
final class Scalars {
  /** Number types in the order of widening; char widens to int and beyond. */
  private static final List<Class<?>> WIDENING =
      List.of(byte.class, short.class, int.class, long.class, float.class, double.class);

  private Scalars() {}

  static boolean accepts(Class<?> parameter, Object given) {
    if (!parameter.isPrimitive()) {
      return given == null || parameter.isInstance(given);
    }
    if (given == null) {
      return false;
    }
    Class<?> from = MethodType.methodType(given.getClass()).unwrap().returnType();
    return from == parameter || widens(from, parameter);
  }

  private static boolean widens(Class<?> from, Class<?> to) {
    int rank = from == char.class ? 1 : WIDENING.indexOf(from);
    return rank >= 0 && WIDENING.indexOf(to) > rank;
  }

  /** The argument as the parameter takes it, which must {@linkplain #accepts accept} it. */
  static Object convert(Class<?> parameter, Object given) {
    if (!parameter.isPrimitive() || parameter == boolean.class || parameter == char.class) {
      return given;
    }
    if (given instanceof Character c) {
      return widen(parameter, (int) c);
    }
    return widen(parameter, (Number) given);
  }

  private static Object widen(Class<?> to, Number number) {
    if (to == double.class) {
      return number.doubleValue();
    } else if (to == float.class) {
      return number.floatValue();
    } else if (to == long.class) {
      return number.longValue();
    } else if (to == int.class) {
      return number.intValue();
    }
    return to == short.class ? (Object) number.shortValue() : (Object) number.byteValue();
  }
}
