package org.wengert.compiler;

import static java.lang.invoke.MethodType.methodType;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.wengert.Derivatives;
import org.wengert.runtime.Bridge;
import org.wengert.testing.DirectEngine;

/** Implementations of interfaces by method handles. */
class ImplementTest {
  static {
    new DirectEngine();
  }

  private interface Everything {
    double mix(boolean z, byte b, char c, short s, int i, long j, float f, double d, String text);

    default String name() {
      return "default";
    }

    void fail();
  }

  static double mix(
      boolean z, byte b, char c, short s, int i, long j, float f, double d, String text) {
    return (z ? 1 : 0) + b + c + s + i + j + f + d + text.length();
  }

  static void fail() {
    throw new IllegalStateException("as the handle says");
  }

  static double square(double x) {
    return x * x;
  }

  private static MethodHandle handle(String name, java.lang.invoke.MethodType type)
      throws ReflectiveOperationException {
    return MethodHandles.lookup().findStatic(ImplementTest.class, name, type);
  }

  private static Everything everything() throws ReflectiveOperationException {
    var type =
        methodType(
            double.class,
            boolean.class,
            byte.class,
            char.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class,
            String.class);
    return (Everything)
        Bridge.implement(
            Everything.class,
            Map.of(
                "mix" + type.descriptorString(),
                handle("mix", type),
                "fail()V",
                handle("fail", methodType(void.class))));
  }

  @Test
  void argumentsOfEveryTypePass() throws Exception {
    double sum = everything().mix(true, (byte) 2, 'c', (short) 4, 5, 6L, 7f, 8.0, "nine");
    assertEquals(1 + 2 + 'c' + 4 + 5 + 6 + 7 + 8 + 4, sum);
  }

  @Test
  void defaultMethodsStay() throws Exception {
    assertEquals("default", everything().name());
  }

  @Test
  void exceptionsPassUnchanged() throws Exception {
    Everything object = everything();
    Exception e = assertThrows(IllegalStateException.class, object::fail);
    assertEquals("as the handle says", e.getMessage());
  }

  @Test
  void classIsHiddenInThePackageOfAPrivateInterface() throws Exception {
    Class<?> type = everything().getClass();
    assertSame(Everything.class.getNestHost(), type.getNestHost());
    assertEquals(Everything.class.getPackageName(), type.getPackageName());
    assertEquals(true, type.isHidden());
  }

  @Test
  void interfaceOfTheJdkIsImplemented() throws Exception {
    Object object =
        Bridge.implement(
            DoubleUnaryOperator.class,
            Map.of("applyAsDouble(D)D", handle("square", methodType(double.class, double.class))));
    assertEquals(81, ((DoubleUnaryOperator) object).andThen(x -> x * x).applyAsDouble(3));
  }

  interface Bound {
    double value(double x, double[] w);

    double gradient(double x, double[] w, double[] shadow, double[] scalars);
  }

  static double primal(double x, double[] w) {
    return x * w[0] * w[1];
  }

  @Test
  void derivativeIsBoundToAnInterfaceOfTheUser() {
    Bound bound = Derivatives.of(ImplementTest.class, "primal").bind(Bound.class);
    double[] w = {2, 5};
    double[] shadow = new double[2];
    double[] scalars = new double[1];
    assertEquals(30, bound.value(3, w));
    assertEquals(30, bound.gradient(3, w, shadow, scalars));
    assertArrayEquals(new double[] {15, 6}, shadow);
    assertEquals(10, scalars[0]);
  }
}
