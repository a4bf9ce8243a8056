package org.wengert.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Inactive;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Logged;

/** Where the whole result depends on no independent any more, a warning says so, once. */
class ConstantResultTest {
  static {
    new DirectEngine();
  }

  static double cast(double rate, double[] a, @Inactive int n) {
    return (int) (rate * a[0]) * n;
  }

  static double compared(double x) {
    return x > 1 ? 2 : 3;
  }

  private static double rounded(double x) {
    return Math.floor(x) + (long) x;
  }

  static double byHelper(double x) {
    return 2 * rounded(x);
  }

  @Inactive
  static double plain(double x) {
    return x;
  }

  static double partly(double x) {
    return (int) x + 1e-3 * x;
  }

  static double atZero(double x) {
    return x * 0;
  }

  static int count(double[] a) {
    a[0] *= 2;
    return 1;
  }

  static double writes(double[] a) {
    a[0] *= 2;
    return 1;
  }

  static double[] constants(double x) {
    return new double[] {(int) x};
  }

  static double throwing(double x) {
    throw new IllegalStateException();
  }

  static double unless(double x) {
    if (x > 5) {
      return x;
    }
    return 1;
  }

  @Test
  void castOfAllIsToldOnceForAllModes() throws Exception {
    Derivative cast = Derivatives.of(ConstantResultTest.class, "cast");
    double[] a = {2};
    List<String> warnings =
        Logged.during(
            () -> {
              assertEquals(0.0, cast.gradient(3.0, a, 2).of("rate"));
              assertEquals(0.0, cast.gradient(3.0, a, 2).of("rate"));
              Object[] tangents = {1.0, new double[1], null};
              assertEquals(0.0, cast.jvp(new Object[] {3.0, a, 2}, tangents).tangent());
              cast.vjp(3.0, a, 2).close();
            });
    assertEquals(
        List.of(
            "what org.wengert.api.ConstantResultTest.cast(D[DI)D (ConstantResultTest.java) returns"
                + " depends on none of its independents (rate, a): all derivatives are zero. Casts"
                + " to integers, comparisons, bits of numbers and calls of inactive methods end a"
                + " dependence"),
        warnings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compared", "byHelper", "plain", "constants"})
  void toldOf(String name) throws Exception {
    Derivative derivative = Derivatives.of(ConstantResultTest.class, name);
    assertEquals(1, Logged.during(() -> derivative.vjp(3.5).close()).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"partly", "atZero", "unless"})
  void notToldWhereSomethingMayDepend(String name) throws Exception {
    Derivative derivative = Derivatives.of(ConstantResultTest.class, name);
    assertEquals(List.of(), Logged.during(() -> derivative.gradient(3.5)));
  }

  @Test
  void notToldOfMethodsThatWriteUnlessTheResultIsAskedFor() throws Exception {
    Derivative count = Derivatives.of(ConstantResultTest.class, "count");
    Derivative writes = Derivatives.of(ConstantResultTest.class, "writes");
    double[] a = {1};
    assertEquals(
        List.of(),
        Logged.during(
            () -> {
              count.vjp(a).close();
              writes.vjp(a).close();
            }));
    assertEquals(1, Logged.during(() -> writes.gradient(a)).size());
  }

  @Test
  void notToldWhereNothingIsReturned() throws Exception {
    Derivative throwing = Derivatives.of(ConstantResultTest.class, "throwing");
    assertEquals(
        List.of(),
        Logged.during(
            () -> {
              try {
                throwing.gradient(1.0);
              } catch (IllegalStateException e) {
                // As the plain call.
              }
            }));
  }
}
