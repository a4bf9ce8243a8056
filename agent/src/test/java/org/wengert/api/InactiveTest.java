package org.wengert.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Gradient;
import org.wengert.Inactive;
import org.wengert.testing.DirectEngine;

/** Calls that run plain: of methods annotated {@code @Inactive}. */
class InactiveTest {
  static {
    new DirectEngine();
  }

  private static int calls;

  @Inactive
  static double scale(double x) {
    calls++;
    return 2 * x;
  }

  static double scaled(double x) {
    return x * scale(x);
  }

  /** Would be refused if anybody looked into it. */
  @Inactive
  static double bits(double x) {
    return Double.longBitsToDouble(Double.doubleToLongBits(x) >> 1 << 1);
  }

  static double masked(double x, double[] a) {
    return a[0] * bits(x * a[1]) + x;
  }

  @Inactive
  static double[] same(double[] a) {
    return a;
  }

  static double aliased(double x) {
    double[] own = {x, 1};
    double[] returned = same(own);
    returned[1] = x * x;
    return own[0] + own[1];
  }

  interface Constant {
    @Inactive
    static double of(double x) {
      return x + 1;
    }
  }

  static class Meter {
    private double last;

    @Inactive
    double read(double x) {
      last = x;
      return last + 1;
    }

    double twice(double x) {
      return x * read(x);
    }
  }

  static final class Loud extends Meter {
    @Override
    double read(double x) {
      return x * x;
    }
  }

  static double measured(Meter meter, double x) {
    return meter.twice(x);
  }

  static double caught(double x) {
    try {
      return x * scale(x);
    } catch (IllegalStateException e) {
      return 0;
    }
  }

  @Test
  void resultIsConstant() {
    calls = 0;
    Derivative scaled = Derivatives.of(InactiveTest.class, "scaled");
    assertEquals(6.0, scaled.gradient(3.0).of("x"));
    assertEquals(1, calls);
    assertEquals(6.0, scaled.jvp(new Object[] {3.0}, new Object[] {1.0}).tangent());
    assertEquals(2, calls);
    try (var vjp = scaled.vjp(3.0)) {
      assertEquals(6.0, vjp.pullback().apply(1.0).of("x"));
    }
    assertEquals(3, calls);
  }

  @Test
  void codeIsNotLookedInto() {
    double[] a = {5, 2};
    var g = Derivatives.of(InactiveTest.class, "masked").gradient(3.0, a);
    assertEquals(1.0, g.of("x"));
    assertArrayEquals(new double[] {6, 0}, (double[]) g.of("a"));
  }

  @Test
  void arrayThatComesBackIsTheSameMemory() {
    Derivative aliased = Derivatives.of(InactiveTest.class, "aliased");
    assertEquals(7.0, aliased.gradient(3.0).of("x"));
    assertEquals(7.0, aliased.jvp(new Object[] {3.0}, new Object[] {1.0}).tangent());
  }

  /** What the call names counts, then what runs. */
  @Test
  void callThatNamesAnInactiveMethodRunsPlainWhateverTheReceiver() {
    Derivative measured = Derivatives.of(InactiveTest.class, "measured");
    assertEquals(4.0, measured.gradient(new Meter(), 3.0).of("x"));
    assertEquals(9.0, measured.gradient(new Loud(), 3.0).of("x"));
    Derivative own = Derivatives.of(Loud.class, "read");
    assertEquals(6.0, own.gradient(new Loud(), 3.0).of("x"));
  }

  @Test
  void methodItselfHasAConstantResult() {
    Gradient g = Derivatives.of(Constant.class, "of").gradient(3.0);
    assertEquals(4.0, g.value());
    assertEquals(0.0, g.of("x"));
  }

  @Test
  void callInATryBlock() {
    assertEquals(6.0, Derivatives.of(InactiveTest.class, "caught").gradient(3.0).of("x"));
  }
}
