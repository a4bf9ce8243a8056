package org.wengert.benchmarks.ode;

import org.hipparchus.analysis.differentiation.Gradient;
import org.wengert.benchmarks.HipparchusNumbers;
import org.wengert.benchmarks.ValueAndGradient;

/** {@link ChainOde#lastComponent} in Hipparchus' numbers. */
final class ChainOdeByHipparchus {
  private final Gradient[] x;

  private ChainOdeByHipparchus(Gradient[] x) {
    this.x = x;
  }

  static ValueAndGradient gradient(double[] values, int s) {
    HipparchusNumbers numbers = new HipparchusNumbers(values.length);
    ChainOdeByHipparchus chain = new ChainOdeByHipparchus(numbers.variables(values));
    Gradient[] y = chain.solve(numbers.zeros(values.length), s);
    return HipparchusNumbers.result(y[y.length - 1], values, null);
  }

  private Gradient[] solve(Gradient[] y, int s) {
    double h = 2.0 / s;
    for (int step = 0; step < s; step++) {
      Gradient[] k1 = slope(y);
      Gradient[] k2 = slope(stage(y, h, k1, 2));
      Gradient[] k3 = slope(stage(y, h, k2, 2));
      Gradient[] k4 = slope(stage(y, h, k3, 1));
      for (int i = 0; i < y.length; i++) {
        Gradient sum = k1[i].add(k2[i].multiply(2)).add(k3[i].multiply(2)).add(k4[i]);
        y[i] = y[i].add(sum.multiply(h).divide(6));
      }
    }
    return y;
  }

  private static Gradient[] stage(Gradient[] y, double h, Gradient[] slope, double part) {
    Gradient[] stage = new Gradient[y.length];
    for (int i = 0; i < y.length; i++) {
      stage[i] = y[i].add(slope[i].multiply(h).divide(part));
    }
    return stage;
  }

  private Gradient[] slope(Gradient[] y) {
    Gradient[] slope = new Gradient[y.length];
    slope[0] = x[0];
    for (int i = 1; i < y.length; i++) {
      slope[i] = x[i].multiply(y[i - 1]);
    }
    return slope;
  }
}
