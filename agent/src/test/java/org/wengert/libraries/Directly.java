package org.wengert.libraries;

import java.lang.reflect.Method;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Engine;

/** Derivatives of static methods, asked for directly. */
public final class Directly {
  private static final Engine ENGINE = new DirectEngine();

  private Directly() {}

  public static Engine engine() {
    return ENGINE;
  }

  /** The whole harness, for code of libraries: their paths may cancel. */
  static void check(Case subject) {
    new DerivativeHarness(ENGINE).check(subject.cancelling(1000));
  }

  /** The derivatives of a scalar result by all arguments that are floating-point. */
  static Object[] gradient(Class<?> owner, String name, Object... args) {
    Method method = Case.methodNamed(owner, name);
    boolean[] active = new boolean[args.length];
    for (int i = 0; i < args.length; i++) {
      Class<?> leaf = method.getParameterTypes()[i];
      while (leaf.isArray()) {
        leaf = leaf.getComponentType();
      }
      active[i] = leaf == double.class;
    }
    try {
      Engine.Vjp found = ENGINE.vjp(method, args, active, 1.0, null);
      Object plain = method.invoke(null, args);
      if (!plain.equals(found.value())) {
        throw new AssertionError(name + " yields " + found.value() + " instead of " + plain);
      }
      return found.argAdjoints();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The derivative by one argument, which forward mode confirms. */
  static double partial(Class<?> owner, String name, int by, Object... args) {
    double reverse = (double) gradient(owner, name, args)[by];
    Object[] tangents = new Object[args.length];
    tangents[by] = 1.0;
    try {
      Object tangent = ENGINE.jvp(Case.methodNamed(owner, name), args, tangents).tangent();
      double forward = (double) tangent;
      if (Math.abs(forward - reverse) > 1e-12 * (Math.abs(forward) + Math.abs(reverse))) {
        throw new AssertionError(name + ": forward " + forward + ", reverse " + reverse);
      }
      return reverse;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
