package org.wengert.corpus;

import org.wengert.Differentiable;

/** Companions that are called by what is differentiated. */
public final class NestedCompanions {
  private NestedCompanions() {}

  /** Independents of all kinds. */
  @Differentiable
  public static double energy(double a, double[] q, double[][] rows, float b) {
    double sum = a * a * b;
    for (int i = 0; i < q.length; i++) {
      sum += Math.sin(q[i] * a) * rows[i][0] + q[i] * q[i] * rows[i % 2][1] * b;
    }
    return sum;
  }

  public static double gradientInside(double x, double y) {
    double[] q = {x, y};
    double[][] rows = {{x * y, 2}, {y, x}};
    var g = NestedCompanionsDerivatives.energyGradient(x * x, q, rows, (float) y);
    return g.a() * g.q()[0] + g.rows()[1][1] * g.value() + g.b();
  }

  public static double tangentInside(double[] x, double y) {
    double[][] rows = {x, {y, x[0]}};
    double[][] along = {{1, y}, {x[1], 0.5}};
    double[] direction = {y, x[0] * x[1]};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double[] q = {x[0] + i, sum};
      var j = NestedCompanionsDerivatives.energyJvp(y, q, rows, 2f, x[0], direction, along, 1.5);
      sum += j.value() * 0.1 + Math.tanh(j.tangent());
    }
    return sum;
  }

  /** Into buffers that are used again, of a point that is overwritten. */
  public static double descentInside(double[] x, double rate) {
    double[] p = x.clone();
    double[][] rows = {{x[0], rate}, {1, x[1]}};
    double[] ofQ = new double[2];
    double[][] ofRows = new double[2][2];
    double[] scalars = new double[2];
    double value = 0;
    for (int i = 0; i < 4; i++) {
      value = NestedCompanionsDerivatives.energyGradient(rate, p, rows, 1.5f, ofQ, ofRows, scalars);
      for (int j = 0; j < 2; j++) {
        p[j] -= rate * 0.1 * ofQ[j] * scalars[0];
        rows[j][0] += 0.1 * ofRows[j][1];
      }
    }
    return value + p[0] * p[1];
  }
}
