package org.wengert.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wengert.testing.Case;
import org.wengert.testing.Engine;
import org.wengert.testing.EngineUnderTest;

/** Locks of the program are free after a derivative call, however it ends. */
@Tag("engine")
class LocksTest {
  private static final Object LOCK = new Object();
  private static int handlers;

  static native double elsewhere(double x);

  /** What ends the derivative call comes out of another class, where it is linked late. */
  static final class Late {
    private Late() {}

    static double call(double x) {
      return x > 0 ? elsewhere(x) : x;
    }
  }

  public static double refusedInBlock(double x) {
    try {
      synchronized (LOCK) {
        return Late.call(x) * x;
      }
    } catch (Throwable e) {
      handlers++;
      return 1;
    } finally {
      handlers++;
    }
  }

  public static synchronized double refusedInMethod(double x) {
    return Late.call(x) * x;
  }

  private static Engine.Vjp vjp(Class<?> owner, String name, Object... arguments) throws Throwable {
    Method method = Case.methodNamed(owner, name);
    boolean[] active = new boolean[arguments.length];
    for (int i = 0; i < active.length; i++) {
      active[i] = !(arguments[i] instanceof Integer);
    }
    return EngineUnderTest.engine().vjp(method, arguments, active, 1.0, new Object[active.length]);
  }

  @Test
  void locksAreFreeAfterExceptions() throws Throwable {
    vjp(Exceptions.class, "synchronizedBlock", new double[] {1, 2}, 1.5, 7);
    vjp(Exceptions.class, "synchronizedMethod", new double[] {1, 2}, 1.5, 7);
    vjp(Exceptions.class, "synchronizedInLoop", new double[] {0.1, 0.2}, 0.5);
    assertFalse(Thread.holdsLock(Exceptions.LOCK));
    assertFalse(Thread.holdsLock(Exceptions.class));
  }

  @Test
  void refusalPassesHandlersAndFreesLocks() {
    handlers = 0;
    assertThrows(Throwable.class, () -> vjp(LocksTest.class, "refusedInBlock", 1.5));
    assertThrows(Throwable.class, () -> vjp(LocksTest.class, "refusedInMethod", 1.5));
    assertEquals(0, handlers);
    assertFalse(Thread.holdsLock(LOCK));
    assertFalse(Thread.holdsLock(LocksTest.class));
  }
}
