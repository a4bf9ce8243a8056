package org.wengert.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wengert.runtime.Bridge;

/** The runtime hands out methods themselves, for an API that has no access to them. */
@Tag("engine")
class PrimalEntryTest {
  private static final String DESCRIPTOR = "(DZC[D)D";

  private static double secret(double x, boolean negate, char c, double[] y) {
    if (y == null) {
      throw new IllegalStateException("no array");
    }
    return (negate ? -x : x) * c + y[0];
  }

  private static double many(
      double a, int n, double[] b, long c, float d, short e, byte f, boolean g) {
    return a + n * b[0] + c + d + e + f + (g ? 0.5 : 0);
  }

  private static MethodHandle entry(String name, String descriptor, String kind) {
    EngineUnderTest.engine();
    int parameters =
        MethodType.fromMethodDescriptorString(descriptor, PrimalEntryTest.class.getClassLoader())
            .parameterCount();
    String none = String.join("", Collections.nCopies(parameters, "-"));
    return Bridge.entry(PrimalEntryTest.class, name, descriptor, kind, none);
  }

  @Test
  void privateMethodIsCalled() throws Throwable {
    MethodHandle primal = entry("secret", DESCRIPTOR, "primal");
    assertEquals(DESCRIPTOR, primal.type().descriptorString());
    double value = (double) primal.invokeExact(2.0, true, 'a', new double[] {1});
    assertEquals(-193, value);
  }

  @Test
  void argumentsInAnArrayAreUnboxedAndTheResultIsBoxed() throws Throwable {
    MethodHandle primal = entry("secret", DESCRIPTOR, "primal-wide");
    Object value = (Object) primal.invokeExact(new Object[] {2.0, true, 'a', new double[] {1}});
    assertEquals(-193.0, value);
    Object[] all = {1.0, 2, new double[] {3}, 4L, 5f, (short) 6, (byte) 7, true};
    primal = entry("many", "(DI[DJFSBZ)D", "primal-wide");
    assertEquals(29.5, (Object) primal.invokeExact(all));
  }

  @Test
  void exceptionsOfTheMethodPass() {
    MethodHandle primal = entry("secret", DESCRIPTOR, "primal-wide");
    assertThrows(
        IllegalStateException.class, () -> primal.invoke(new Object[] {2.0, true, 'a', null}));
  }
}
