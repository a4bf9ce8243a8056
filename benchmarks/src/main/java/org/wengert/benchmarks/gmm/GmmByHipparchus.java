package org.wengert.benchmarks.gmm;

import org.hipparchus.analysis.differentiation.Gradient;
import org.wengert.benchmarks.HipparchusNumbers;
import org.wengert.benchmarks.ValueAndGradient;

/** {@link Gmm#objective} in Hipparchus' numbers; parameters are named as there. */
final class GmmByHipparchus {
  private final HipparchusNumbers numbers;
  private final Gradient[] alpha;
  private final Gradient[][] mu;
  private final Gradient[][] qd;
  private final Gradient[] sumQ;
  private final Gradient[][] l;

  private GmmByHipparchus(double[] alpha, double[][] mu, double[][] q, double[][] l) {
    int k = alpha.length;
    int d = mu[0].length;
    this.numbers = new HipparchusNumbers(k * (1 + 2 * d + d * (d - 1) / 2));
    this.alpha = numbers.variables(alpha);
    this.mu = numbers.variables(mu);
    this.qd = numbers.variables(q);
    this.l = numbers.variables(l);
    this.sumQ = numbers.zeros(k);
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        sumQ[c] = sumQ[c].add(qd[c][j]);
        qd[c][j] = qd[c][j].exp();
      }
    }
  }

  static ValueAndGradient gradient(
      double[] alpha,
      double[][] mu,
      double[][] q,
      double[][] l,
      double[][] x,
      double gamma,
      int m) {
    Gradient objective = new GmmByHipparchus(alpha, mu, q, l).objective(x, gamma, m);
    return HipparchusNumbers.result(objective, alpha, mu, q, l, null, null, null);
  }

  private Gradient objective(double[][] x, double gamma, int m) {
    int k = alpha.length;
    int d = x[0].length;
    Gradient slse = numbers.constant(0);
    Gradient[] main = new Gradient[k];
    for (double[] point : x) {
      for (int c = 0; c < k; c++) {
        main[c] = alpha[c].add(sumQ[c]).subtract(squaredNorm(residual(point, c)).multiply(0.5));
      }
      slse = slse.add(logSumExp(main));
    }
    double constant =
        -x.length * d * 0.5 * Math.log(2 * Math.PI) + k * Gmm.wishartConstant(d, gamma, m);
    return slse.subtract(logSumExp(alpha).multiply(x.length))
        .add(constant)
        .subtract(prior(gamma, m));
  }

  private Gradient[] residual(double[] point, int c) {
    int d = point.length;
    Gradient[] xc = new Gradient[d];
    Gradient[] y = new Gradient[d];
    for (int j = 0; j < d; j++) {
      xc[j] = mu[c][j].negate().add(point[j]);
      y[j] = qd[c][j].multiply(xc[j]);
    }
    int p = 0;
    for (int a = 0; a < d; a++) {
      for (int b = a + 1; b < d; b++) {
        y[b] = y[b].add(l[c][p++].multiply(xc[a]));
      }
    }
    return y;
  }

  private Gradient prior(double gamma, int m) {
    Gradient sum = numbers.constant(0);
    for (int c = 0; c < qd.length; c++) {
      Gradient frobenius = squaredNorm(qd[c]).add(squaredNorm(l[c]));
      sum = sum.add(frobenius.multiply(0.5 * gamma * gamma)).subtract(sumQ[c].multiply(m));
    }
    return sum;
  }

  private Gradient squaredNorm(Gradient[] v) {
    Gradient sum = numbers.constant(0);
    for (Gradient each : v) {
      sum = sum.add(each.multiply(each));
    }
    return sum;
  }

  private Gradient logSumExp(Gradient[] v) {
    Gradient max = v[0];
    for (Gradient each : v) {
      max = each.getValue() > max.getValue() ? each : max;
    }
    Gradient sum = numbers.constant(0);
    for (Gradient each : v) {
      sum = sum.add(each.subtract(max).exp());
    }
    return max.add(sum.log());
  }
}
