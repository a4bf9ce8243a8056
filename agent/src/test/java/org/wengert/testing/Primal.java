package org.wengert.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/** The plain method, run on copies of arguments from one and the same static state. */
final class Primal {

  /** What a plain call did: result or exception, arguments afterwards, static fields afterwards. */
  record Run(Object value, Throwable thrown, Object[] args, String statics) {

    /** All that a derivative call has to leave as the plain one, as comparable text. */
    String text() {
      return effects(value, args, statics);
    }
  }

  private final Method method;
  private final List<Class<?>> classes;
  private final StaticState initial;

  Primal(Method method, List<Class<?>> classes) {
    this.method = method;
    this.classes = classes;
    this.initial = StaticState.capture(classes);
  }

  Method method() {
    return method;
  }

  boolean hasStatics() {
    return !classes.isEmpty();
  }

  /** Runs the method on a copy of the arguments; static fields are put back afterwards. */
  Run run(Object[] args) {
    Object[] copy = DeepCopy.tuple(args);
    initial.restore();
    try {
      Object value = invoke(copy);
      return new Run(value, null, copy, statics());
    } catch (Throwable thrown) {
      return new Run(null, thrown, copy, statics());
    } finally {
      initial.restore();
    }
  }

  /** Runs the method on these very arguments, leaving static fields as it leaves them. */
  Object invoke(Object[] args) throws Throwable {
    try {
      return method.invoke(null, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The static fields now, as text. */
  String statics() {
    return StaticState.capture(classes).text();
  }

  /** Puts the static fields back to what they were when this was made. */
  void restore() {
    initial.restore();
  }

  static String effects(Object value, Object[] args, String statics) {
    return "value " + Bits.of(value) + "\n  arrays " + Bits.of(args) + "\n  statics " + statics;
  }
}
