package org.wengert.nested;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Jvp;
import org.wengert.NotDifferentiableException;
import org.wengert.VectorGradient;
import org.wengert.testing.DirectEngine;

/** Derivatives that are taken in code that is differentiated, in forward mode outside. */
class NestedDerivativesTest {
  private static final double TOLERANCE = 1e-13;

  private static double scale = 2;
  private static int runs;

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  private static double derivative(DoubleUnaryOperator f, double x) {
    return Derivatives.derivative(f).applyAsDouble(x);
  }

  /** The classical case of perturbation confusion: d/dx x (d/dy (x + y)) at 1 is 1, not 2. */
  @Test
  void perturbationsAreNotConfused() {
    assertEquals(1, derivative(x -> x * derivative(y -> x + y, 1), 1));
    assertEquals(1, reverse(x -> x * derivative(y -> x + y, 1), 1));
    assertEquals(2.6, derivative(x -> x * derivative(y -> x * y, 4), 1.3), TOLERANCE);
  }

  /** d/dx d/dy sin(x y²) at y = x. */
  @Test
  void capturedNumbersAndThePointMove() {
    double x = 0.7;
    double found = derivative(v -> derivative(y -> Math.sin(v * y * y), v), x);
    // g(v) = 2 v² cos(v³)
    assertEquals(
        4 * x * Math.cos(x * x * x) - 6 * x * x * x * x * Math.sin(x * x * x), found, 1e-12);
  }

  private static double energy(double w, double[] p) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.exp(w * p[i]) * helper(w, i) * p[(i + 1) % p.length];
    }
    return sum;
  }

  private static double helper(double w, int i) {
    return i == 0 ? w * w : Math.sin(w + i);
  }

  /** Forward over reverse: the gradient in an array, with a captured number that moves. */
  @Test
  void gradientsInside() {
    DoubleUnaryOperator f =
        w -> {
          double[] p = {w * w, 0.3, w};
          VectorGradient gradient = Derivatives.gradient(q -> energy(w, q));
          double[] g = gradient.apply(p);
          return g[0] * 2 + g[1] * w + g[2] * g[2] + p[0];
        };
    check(f, 0.8);
  }

  /** What is captured: arrays, objects, statics that move. */
  @Test
  void capturedMemory() {
    DoubleUnaryOperator f =
        w -> {
          double[] weights = {w, w * w};
          double[][] rows = {{1, w}, {w * w * w, 2}};
          double factor = 3 * w;
          ToDoubleFunction<double[]> inner =
              q -> {
                double sum = 0;
                for (int i = 0; i < 2; i++) {
                  double[] scratch = {weights[i], rows[i][0] * q[1]};
                  sum += scratch[0] * q[0] * q[0] * scratch[1] + rows[i][1] * q[1] * factor;
                }
                return sum;
              };
          double[] g = Derivatives.gradient(inner).apply(new double[] {w, 1.5});
          return g[0] * g[1];
        };
    check(f, 1.1);
  }

  /** The captured array is the very point. */
  @Test
  void onePieceOfMemoryInTwoRoles() {
    DoubleUnaryOperator f =
        w -> {
          double[] p = {w, w * w};
          double[] g = Derivatives.gradient(q -> q[0] * q[1] * q[1]).apply(p);
          p[0] = g[1] * p[1];
          double[] h = Derivatives.gradient(q -> q[0] * q[0] * q[1]).apply(p);
          return h[0] * h[1];
        };
    check(f, 0.9);
  }

  /** Newton's method on the derivative, as long as it takes. */
  @Test
  void insideLoopsThatDependOnTheResult() {
    DoubleUnaryOperator f =
        w -> {
          DoubleUnaryOperator slope = Derivatives.derivative(y -> (y * y - w) * (y * y - w));
          double y = 1.5;
          for (int i = 0; i < 200 && Math.abs(slope.applyAsDouble(y)) > 1e-13; i++) {
            y -= 0.05 * slope.applyAsDouble(y);
          }
          return y;
        };
    // The minimum is at sqrt(w).
    assertEquals(0.5 / Math.sqrt(2.3), derivative(f, 2.3), 1e-6);
    assertEquals(0.5 / Math.sqrt(2.3), reverse(f, 2.3), 1e-6);
  }

  private static class Quiet {
    double k;

    Quiet(double k) {
      this.k = k;
    }

    double energy(double t) {
      return k * t * t;
    }
  }

  private static final class Noisy extends Quiet {
    Noisy(double k) {
      super(k);
    }

    @Override
    double energy(double t) {
      runs++;
      return k * t * t * t;
    }
  }

  private interface Shape {
    double area(double s);
  }

  private record Square(double k) implements Shape {
    @Override
    public double area(double s) {
      return k * s * s * s;
    }
  }

  /** Objects, and functions made elsewhere. */
  @Test
  void objectsInside() {
    DoubleUnaryOperator f =
        w -> {
          Shape shape = new Square(w * w);
          DoubleUnaryOperator d = Derivatives.derivative(shape::area);
          return d.applyAsDouble(w) * d.applyAsDouble(2);
        };
    // 9 w⁸ times 4 (Square.area is w² s³)
    assertEquals(6 * 36 * Math.pow(0.6, 5), derivative(f, 0.6), 1e-12);
    // Which area runs again depends on the object.
    assertThrows(NotDifferentiableException.class, () -> reverse(f, 0.6));
  }

  /** Objects of a known class. */
  @Test
  void recordsInside() {
    DoubleUnaryOperator f =
        w -> {
          Square square = new Square(w * w);
          Square[] several = {square, new Square(2 * w)};
          double[] g =
              Derivatives.gradient(q -> square.area(q[0]) + several[1].area(q[1]) * several[0].k())
                  .apply(new double[] {w, 2});
          return g[0] * g[1] + w;
        };
    check(f, 0.6);
  }

  static double several(double[] x, double y) {
    double d = Derivatives.derivative(t -> x[0] * t * t * y).applyAsDouble(x[1]);
    double[] g = Derivatives.gradient(q -> q[0] * q[1] * x[2] + y).apply(x.clone());
    return d * g[0] + g[1];
  }

  /** All columns, four directions at once. */
  @Test
  void severalDirections() {
    double[] x = {0.4, 1.3, -0.7};
    double y = 1.7;
    Derivative derivative = Derivatives.of(NestedDerivativesTest.class, "several");
    double[][] columns = new double[4][];
    for (int i = 0; i < 4; i++) {
      double[] tangent = new double[3];
      if (i < 3) {
        tangent[i] = 1;
      }
      Jvp jvp = derivative.jvp(new Object[] {x, y}, new Object[] {tangent, i == 3 ? 1.0 : 0.0});
      columns[i] = new double[] {(double) jvp.tangent()};
      // 2 x0 x1 y · x1 x2 + x0 x2
      assertEquals(
          2 * x[0] * x[1] * y * x[1] * x[2] + x[0] * x[2], (double) jvp.value(), TOLERANCE);
    }
    double xx = x[1] * x[1];
    assertEquals(2 * xx * y * x[2] + x[2], columns[0][0], TOLERANCE);
    assertEquals(4 * x[0] * x[1] * y * x[2], columns[1][0], TOLERANCE);
    assertEquals(2 * x[0] * xx * y + x[0], columns[2][0], TOLERANCE);
    assertEquals(2 * x[0] * xx * x[2], columns[3][0], TOLERANCE);
    var jacobian = derivative.jacobians().forward().at(x, y);
    assertArrayEquals(
        new double[] {columns[0][0], columns[1][0], columns[2][0], columns[3][0]},
        jacobian.matrix()[0]);
    var gradient = derivative.gradient(x, y);
    double[] ofX = (double[]) gradient.of(0);
    for (int i = 0; i < 3; i++) {
      assertEquals(columns[i][0], ofX[i], TOLERANCE);
    }
    assertEquals(columns[3][0], (double) gradient.of(1), TOLERANCE);
    try (var vjp = derivative.vjp(x, y)) {
      x[0] = 99; // The record is of what was there.
      double[] twice = (double[]) vjp.pullback().apply(2.0).of(0);
      double[] once = (double[]) vjp.pullback().apply(1.0).of(0);
      for (int i = 0; i < 3; i++) {
        assertEquals(2 * columns[i][0], twice[i], TOLERANCE);
        assertEquals(columns[i][0], once[i], TOLERANCE);
      }
      assertEquals(99, x[0]);
    }
  }

  /** Captured and argument memory that changes after the derivative was taken. */
  @Test
  void memoryIsWhatItWas() {
    DoubleUnaryOperator f =
        w -> {
          double[] weights = {w, 2 * w};
          double[] p = {w * w, w};
          VectorGradient gradient =
              Derivatives.gradient(q -> weights[0] * q[0] * q[0] + weights[1] * q[0] * q[1] * q[1]);
          double sum = 0;
          for (int i = 0; i < 4; i++) {
            double[] g = gradient.apply(p);
            p[0] -= 0.1 * g[0];
            p[1] *= g[1];
            weights[i % 2] *= p[0];
            sum += g[0] * weights[1];
          }
          return sum + p[1];
        };
    check(f, 0.7);
  }

  /** An exception before there is anything to reverse, and after. */
  @Test
  void exceptionsInside() {
    DoubleUnaryOperator f =
        w -> {
          double sum = w;
          double[] weights = {w};
          int[] ok = {1, 2, 3};
          for (int i = 0; i < 4; i++) {
            int n = i;
            try {
              DoubleUnaryOperator d = Derivatives.derivative(y -> w * y * y * y * ok[n]);
              sum += d.applyAsDouble(sum) * w;
              sum += weights[i];
            } catch (IndexOutOfBoundsException e) {
              sum *= 0.5 * w;
            }
          }
          return sum;
        };
    check(f, 0.3);
  }

  /** As where it is called plainly. */
  @Test
  void theCapturedArrayIsNotThePoint() {
    DoubleUnaryOperator f =
        w -> {
          double[] p = {w, 2};
          return Derivatives.gradient(q -> q[0] * p[1]).apply(p)[0];
        };
    String plain =
        assertThrows(NotDifferentiableException.class, () -> f.applyAsDouble(1)).getMessage();
    String nested =
        assertThrows(NotDifferentiableException.class, () -> derivative(f, 1)).getMessage();
    String reason = "is the same array as an argument that is one";
    assertTrue(plain.contains(reason) && nested.contains(reason), nested);
  }

  static double counted(double t) {
    runs++;
    return t * t * t;
  }

  /** The inner function runs as often as in the plain call. */
  @Test
  void effectsHappenOnce() {
    runs = 0;
    DoubleUnaryOperator f = w -> w * derivative(NestedDerivativesTest::counted, w);
    double value = f.applyAsDouble(2);
    int plain = runs;
    runs = 0;
    assertEquals(9 * 4, derivative(f, 2), TOLERANCE);
    assertEquals(plain, runs);
    assertEquals(24, value);
  }

  /** What reads static fields might see others when it runs again. */
  @Test
  void reverseModeRefusesWhatCannotRunAgain() {
    VectorGradient outer =
        Derivatives.gradient(x -> x[0] * derivative(y -> x[0] * y * scale, x[1]));
    NotDifferentiableException e =
        assertThrows(NotDifferentiableException.class, () -> outer.apply(new double[] {1, 2}));
    assertTrue(
        e.getMessage().contains("whose function cannot run again, as the reverse sweep needs: ")
            && e.getMessage().contains("reads the static field scale, which may change"),
        e.getMessage());
    VectorGradient counting =
        Derivatives.gradient(x -> x[0] * derivative(NestedDerivativesTest::counted, x[1]));
    assertThrows(NotDifferentiableException.class, () -> counting.apply(new double[] {1, 2}));
    runs = 0;
    DoubleUnaryOperator overridden =
        w -> {
          Quiet quiet = new Noisy(w);
          return derivative(quiet::energy, w);
        };
    assertThrows(NotDifferentiableException.class, () -> reverse(overridden, 1.1));
    assertEquals(1, runs);
    DoubleUnaryOperator overwriting =
        w ->
            Derivatives.gradient(
                    q -> {
                      q[0] = q[0] * q[0] * w;
                      return q[0] * q[0];
                    })
                .apply(new double[] {w})[0];
    // d/dw of w² · 4 q³ at q = w
    assertEquals(4 * 5 * Math.pow(1.1, 4), derivative(overwriting, 1.1), 1e-12);
    assertThrows(NotDifferentiableException.class, () -> reverse(overwriting, 1.1));
  }

  @Test
  void thirdOrderIsRefused() {
    DoubleUnaryOperator f = x -> derivative(y -> derivative(z -> x * y * z * z, y), x);
    assertThrows(NotDifferentiableException.class, () -> derivative(f, 1.2));
    assertThrows(NotDifferentiableException.class, () -> reverse(f, 1.2));
    Derivative several = Derivatives.of(NestedDerivativesTest.class, "several");
    Object[] at = {new double[] {0.4, 1.3, -0.7}, 1.7};
    Object[] along = {new double[3], 1.0};
    String message =
        assertThrows(NotDifferentiableException.class, () -> several.hvp(at, along)).getMessage();
    assertTrue(
        message.contains("no second derivative yet where a derivative is taken in what is to be"),
        message);
    assertThrows(NotDifferentiableException.class, () -> several.jvp(at, along, along));
    assertThrows(NotDifferentiableException.class, () -> several.hessian(at));
  }

  /** The same in reverse mode outside: a function of one number as one of an array. */
  private static double reverse(DoubleUnaryOperator f, double x) {
    return Derivatives.gradient(v -> f.applyAsDouble(v[0])).apply(new double[] {x})[0];
  }

  private static void check(DoubleUnaryOperator f, double x) {
    double h = 1e-3;
    double d1 = (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    double d2 = (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)) / (4 * h);
    double richardson = (4 * d1 - d2) / 3;
    double found = derivative(f, x);
    assertEquals(richardson, found, 1e-7 * Math.max(1, Math.abs(richardson)));
    assertTrue(Math.abs(found) > 1e-3);
    assertEquals(found, reverse(f, x), 1e-12 * Math.max(1, Math.abs(found)));
  }
}
