package org.wengert.nested;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivatives;
import org.wengert.NotDifferentiableException;
import org.wengert.testing.DirectEngine;

/** Typed companions that are called in code that is differentiated, in both modes outside. */
class CompanionsInsideTest {
  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  @Test
  void gradientOfOneNumber() {
    check(w -> w * PotentialDerivatives.cubeGradient(w * w).x(), 1.3);
    assertEquals(
        15 * Math.pow(1.3, 4),
        forward(w -> w * PotentialDerivatives.cubeGradient(w * w).x(), 1.3),
        1e-12);
  }

  @Test
  void jvpOfOneNumber() {
    check(w -> PotentialDerivatives.cubeJvp(w, w * w).tangent(), 0.7);
    assertEquals(
        12 * Math.pow(0.7, 3),
        forward(w -> PotentialDerivatives.cubeJvp(w, w * w).tangent(), 0.7),
        1e-12);
  }

  /** Partials of scalars, floats and arrays, and the value; what is no independent moves too. */
  @Test
  void gradientOfEverything() {
    check(
        w -> {
          double[] q = {w, w * w, 2};
          double[] weights = {1, w, 3 * w};
          var g = PotentialDerivatives.energyGradient(w * 2, q, 1.5f, weights, 3, w);
          double sum = g.value() * w + g.a() * q[1];
          for (double each : g.q()) {
            sum += each * each * weights[1];
          }
          return sum + g.b() * 0.25;
        },
        0.6);
  }

  /** Into the caller's arrays, which are used again. */
  @Test
  void gradientIntoBuffers() {
    check(
        w -> {
          double[] q = {w, 2};
          double[] weights = {3, w};
          double[] ofQ = new double[2];
          double[] scalars = new double[2];
          double sum = 0;
          for (int i = 0; i < 3; i++) {
            sum += PotentialDerivatives.energyGradient(w + i, q, 2f, weights, 2, 1.1, ofQ, scalars);
            q[0] -= 0.1 * ofQ[0] * scalars[0];
            weights[i % 2] *= 1 + 0.1 * ofQ[1];
          }
          return sum + q[0];
        },
        0.4);
  }

  @Test
  void jvpOfEverything() {
    check(
        w -> {
          double[] q = {w, w * w, 2};
          double[] direction = {1, w, w * w * w};
          double[] weights = {1, w, 3 * w};
          var j =
              PotentialDerivatives.energyJvp(w, q, 1.5f, weights, 3, w, w * w, direction, 2 * w);
          return j.value() * w + j.tangent() * j.tangent();
        },
        0.6);
  }

  @Test
  void matrices() {
    check(
        w -> {
          double[][] m = {{w, 2}, {w * w, 3 * w}};
          double[] x = {w, 1 - w};
          var g = PotentialDerivatives.bilinearGradient(m, x, w);
          double[][] direction = {{1, w}, {w * w, 0}};
          double[] along = {0.5, w};
          var j = PotentialDerivatives.bilinearJvp(m, x, w, direction, along, w);
          m[0] = x;
          return g.m()[0][1] * g.m()[1][0] + g.x()[0] * g.s() + j.tangent() * m[0][1];
        },
        0.8);
  }

  @Test
  void receiversMove() {
    check(
        w -> {
          Potential p = new Potential(w * w);
          double[] y = {2 * w};
          var g = PotentialDerivatives.springGradient(p, w, y);
          return g.x() * g.y()[0];
        },
        0.9);
  }

  /** Both derivatives in both modes by the same method. */
  @Test
  void newtonsMethod() {
    check(
        w -> {
          double x = 2;
          for (int i = 0; i < 30; i++) {
            var g = PotentialDerivatives.cubeGradient(x);
            x -= (g.value() - w) / g.x();
          }
          return x;
        },
        3.0);
  }

  @Test
  void oneArrayTwice() {
    DoubleUnaryOperator f =
        w -> {
          double[] q = {w, 2};
          double[][] m = {q, q};
          var g = PotentialDerivatives.bilinearGradient(m, q, w);
          return g.x()[0] * g.s();
        };
    check(f, 0.7);
  }

  @Test
  void theIndependentIsNoOtherArgument() {
    DoubleUnaryOperator f =
        w -> {
          double[] q = {w, 2};
          return PotentialDerivatives.energyGradient(w, q, 2f, q, 2, 1.1).a();
        };
    String plain =
        assertThrows(NotDifferentiableException.class, () -> f.applyAsDouble(1)).getMessage();
    String nested =
        assertThrows(NotDifferentiableException.class, () -> forward(f, 1)).getMessage();
    String reason = "is the same array as an argument that is one";
    assertTrue(plain.contains(reason) && nested.contains(reason), nested);
    assertThrows(NotDifferentiableException.class, () -> reverse(f, 1));
  }

  /** The gradient is by the rows that were there on entry. */
  @Test
  void rowsThatMove() {
    DoubleUnaryOperator f =
        w -> {
          double[][] m = {{w}, {2 * w}};
          double[][] ofM = {new double[1], new double[1]};
          double[] first = ofM[0];
          PotentialDerivatives.swappedGradient(m, w, ofM, new double[1]);
          return ofM[0][0] + 10 * ofM[1][0] + 100 * first[0] + m[0][0];
        };
    // ofM[0] = 3 w², ofM[1] = 2 · 2w · w, first = ofM[0], m[0] = 2 w
    double w = 0.7;
    assertEquals(303 * w * w + 40 * w * w + 2 * w, f.applyAsDouble(w), 1e-12);
    assertEquals(606 * w + 80 * w + 2, forward(f, w), 1e-12);
    assertThrows(NotDifferentiableException.class, () -> reverse(f, w));
  }

  /** Both buffers get the same: forward mode asks for one. */
  @Test
  void oneArrayWithTwoBuffers() {
    DoubleUnaryOperator f =
        w -> {
          double[] x = {w, 2};
          double[][] m = {x, x};
          double[][] ofM = new double[2][2];
          ofM[1] = ofM[0];
          double[] ofX = new double[2];
          double[] scalars = new double[1];
          PotentialDerivatives.bilinearGradient(m, x, w, ofM, ofX, scalars);
          return ofX[0] * ofM[0][1] + scalars[0];
        };
    double plain = f.applyAsDouble(1.2);
    assertTrue(Double.isFinite(plain));
    String message =
        assertThrows(NotDifferentiableException.class, () -> forward(f, 1.2)).getMessage();
    assertTrue(message.contains("pass the same buffer or tangent array for both"), message);
    double h = 1e-4;
    double differences = (f.applyAsDouble(1.2 + h) - f.applyAsDouble(1.2 - h)) / (2 * h);
    assertEquals(differences, reverse(f, 1.2), 1e-7 * Math.abs(differences));
  }

  @Test
  void floatsInside() {
    DoubleUnaryOperator f =
        w -> {
          float[] weights = {(float) w, 2};
          var g = PotentialDerivatives.narrowGradient((float) (2 * w), weights);
          return g.x() * (double) g.w()[1]
              + PotentialDerivatives.narrowJvp(
                      1.5f, weights, w, w == 0 ? null : new double[] {w, 1})
                  .tangent();
        };
    double found = forward(f, 0.75);
    // g.x = 4 w² + 4, g.w[1] = 8 w; tangent = (3 w + 4) w + 2.25 w + 6
    double x = 0.75;
    assertEquals(96 * x * x + 32 + 6 * x + 4 + 2.25, found, 1e-5);
    assertEquals(found, reverse(f, x), 1e-5);
  }

  private static final class Stiffer extends Potential {
    Stiffer(double stiffness) {
      super(stiffness);
    }

    @Override
    public double spring(double x, double[] y) {
      return 2 * super.spring(x, y) * x;
    }
  }

  /** Which method runs depends on the receiver. */
  @Test
  void overridden() {
    check(
        w -> {
          Potential[] all = {new Potential(w), new Stiffer(w * w)};
          double sum = 0;
          for (Potential each : all) {
            sum +=
                PotentialDerivatives.springJvp(each, w, new double[] {w}, w, new double[] {1})
                    .tangent();
          }
          return sum;
        },
        0.9);
  }

  /** One piece of memory, reached through an object and as an array. */
  @Test
  void arraysThatMayBeMemoryOfObjects() {
    DoubleUnaryOperator f =
        w -> {
          double[] row = {1};
          var holder = new Potential.Holder(row);
          return PotentialDerivatives.throughHolderGradient(w, holder, row).x();
        };
    assertEquals(3 * 1.44, f.applyAsDouble(1.2), 1e-14);
    assertThrows(NotDifferentiableException.class, () -> forward(f, 1.2));
    assertThrows(NotDifferentiableException.class, () -> reverse(f, 1.2));
  }

  /** 3 w², or a refusal. */
  @Test
  void scratchArrays() {
    DoubleUnaryOperator f = w -> PotentialDerivatives.throughScratchGradient(w, new double[1]).x();
    assertEquals(3 * 1.44, f.applyAsDouble(1.2), 1e-14);
    assertEquals(6 * 1.2, forward(f, 1.2), 1e-13);
    assertThrows(NotDifferentiableException.class, () -> reverse(f, 1.2));
  }

  /** Said clearly, not computed wrongly. */
  @Test
  void whatIsNotThereYetIsRefused() {
    DoubleUnaryOperator inPlace =
        w -> {
          double[] x = {w};
          double[] tangent = {1};
          PotentialDerivatives.squareJvp(x, tangent);
          return tangent[0];
        };
    assertEquals(2.4, inPlace.applyAsDouble(1.2), 1e-15);
    assertThrows(NotDifferentiableException.class, () -> forward(inPlace, 1.2));
    assertThrows(NotDifferentiableException.class, () -> reverse(inPlace, 1.2));
    DoubleUnaryOperator deep =
        w -> PotentialDerivatives.cube3Gradient(new double[][][] {{{w}}}, 2).s();
    assertEquals(1.44, deep.applyAsDouble(1.2), 1e-15);
    assertThrows(NotDifferentiableException.class, () -> forward(deep, 1.2));
    DoubleUnaryOperator second = w -> PotentialDerivatives.cubeHvp(w, 1).x();
    assertThrows(NotDifferentiableException.class, () -> forward(second, 1.2));
    assertThrows(NotDifferentiableException.class, () -> reverse(second, 1.2));
  }

  private static double forward(DoubleUnaryOperator f, double x) {
    return Derivatives.derivative(f).applyAsDouble(x);
  }

  private static double reverse(DoubleUnaryOperator f, double x) {
    return Derivatives.gradient(v -> f.applyAsDouble(v[0])).apply(new double[] {x})[0];
  }

  private static void check(DoubleUnaryOperator f, double x) {
    double h = 1e-3;
    double d1 = (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    double d2 = (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)) / (4 * h);
    double richardson = (4 * d1 - d2) / 3;
    double found = forward(f, x);
    assertEquals(richardson, found, 1e-6 * Math.max(1, Math.abs(richardson)));
    assertTrue(Math.abs(found) > 1e-3);
    assertEquals(found, reverse(f, x), 1e-12 * Math.max(1, Math.abs(found)));
  }
}
