package org.wengert.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What derivative code asks of handles of variables, and of the values that they exchange. */
public final class Handles {
  /** By the class of arrays, the class of handles of their elements. */
  private static final ClassValue<Class<?>> OF_ELEMENTS =
      new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> array) {
          return MethodHandles.arrayElementVarHandle(array).getClass();
        }
      };

  private Handles() {}

  /**
   * Refuses a handle that does not stand for the elements of arrays of a class: its memory is not
   * what it takes.
   *
   * @throws Refusal if it is a view, or adapted
   */
  public static void requireElements(VarHandle handle, Class<?> array) {
    if (handle.getClass() != OF_ELEMENTS.get(array) || handle.coordinateTypes().get(0) != array) {
      String reason = "HANDLE_OF_UNKNOWN_MEMORY";
      throw new Refusal(reason, Refusal.text(Places.chain(), reason, handle.toString()));
    }
  }

  public static boolean same(Object a, Object b) {
    return a == b;
  }

  public static boolean same(int a, int b) {
    return a == b;
  }

  public static boolean same(long a, long b) {
    return a == b;
  }

  /** As a compare-and-exchange compares: by the bits. */
  public static boolean same(float a, float b) {
    return Float.floatToRawIntBits(a) == Float.floatToRawIntBits(b);
  }

  /** As a compare-and-exchange compares: by the bits. */
  public static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }
}
