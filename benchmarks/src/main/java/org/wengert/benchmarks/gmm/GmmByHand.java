package org.wengert.benchmarks.gmm;

import org.wengert.benchmarks.ValueAndGradient;

/**
 * The gradient of {@link Gmm#objective} with respect to its first four parameters, derived by hand.
 *
 * <p>A point is reversed as soon as it was evaluated, so that only the {@code k} rows of {@code x -
 * mu} and {@code y} of one point are kept. With {@code w} the softmax of {@code main}, the adjoint
 * of {@code main[c]} is {@code w[c]} and that of {@code y} is {@code -w[c] y}.
 */
public final class GmmByHand {

  private final double[][] mu;
  private final double[][] l;
  private final double[][] x;
  private final double gamma;
  private final int m;
  private final double[] alpha;
  private final double[][] q;
  private final int k;
  private final int d;
  private final double[][] qd;
  private final double[] sumQ;
  private final double[][] xc;
  private final double[][] y;
  private final double[] main;
  private final double[] yAdjoint;
  private final double[] alphaAdjoint;
  private final double[][] muAdjoint;
  private final double[][] qAdjoint;
  private final double[][] lAdjoint;

  private GmmByHand(
      double[] alpha,
      double[][] mu,
      double[][] q,
      double[][] l,
      double[][] x,
      double gamma,
      int m) {
    this.alpha = alpha;
    this.mu = mu;
    this.q = q;
    this.l = l;
    this.x = x;
    this.gamma = gamma;
    this.m = m;
    k = alpha.length;
    d = x[0].length;
    qd = new double[k][d];
    sumQ = new double[k];
    xc = new double[k][d];
    y = new double[k][d];
    main = new double[k];
    yAdjoint = new double[d];
    alphaAdjoint = new double[k];
    muAdjoint = new double[k][d];
    qAdjoint = new double[k][d];
    lAdjoint = new double[k][d * (d - 1) / 2];
  }

  /** Value and gradient; parameters as for {@link Gmm#objective}. */
  public static ValueAndGradient gradient(
      double[] alpha,
      double[][] mu,
      double[][] q,
      double[][] l,
      double[][] x,
      double gamma,
      int m) {
    return new GmmByHand(alpha, mu, q, l, x, gamma, m).run();
  }

  private ValueAndGradient run() {
    int n = x.length;
    exponentiateDiagonals();
    double slse = 0;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < k; c++) {
        double norm = residual(x[i], mu[c], qd[c], l[c], xc[c], y[c]);
        main[c] = alpha[c] + sumQ[c] - 0.5 * norm;
      }
      slse += logSumExpAndSoftmax(main, main);
      for (int c = 0; c < k; c++) {
        reversePoint(c, main[c]);
      }
    }
    double prior = reversePriorAndDiagonals();
    double[] softmax = new double[k];
    double lseAlpha = logSumExpAndSoftmax(alpha, softmax);
    for (int c = 0; c < k; c++) {
      alphaAdjoint[c] -= n * softmax[c];
    }
    double value = -n * d * 0.5 * Math.log(2 * Math.PI) + slse - n * lseAlpha + prior;
    Object[] partials = {alphaAdjoint, muAdjoint, qAdjoint, lAdjoint, null, null, null};
    return new ValueAndGradient(value, partials);
  }

  private void exponentiateDiagonals() {
    for (int c = 0; c < k; c++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        qd[c][j] = Math.exp(q[c][j]);
        sum += q[c][j];
      }
      sumQ[c] = sum;
    }
  }

  /** Fills {@code xc} and {@code y} for one point and component; returns the squared norm. */
  private static double residual(
      double[] point, double[] mean, double[] diagonal, double[] lower, double[] xc, double[] y) {
    int d = y.length;
    for (int j = 0; j < d; j++) {
      double difference = point[j] - mean[j];
      xc[j] = difference;
      y[j] = diagonal[j] * difference;
    }
    int p = 0;
    for (int a = 0; a < d; a++) {
      double xa = xc[a];
      for (int b = a + 1; b < d; b++) {
        y[b] += lower[p] * xa;
        p++;
      }
    }
    double norm = 0;
    for (int j = 0; j < d; j++) {
      norm += y[j] * y[j];
    }
    return norm;
  }

  /** Returns the log-sum-exp of {@code v} and fills {@code out} (may be {@code v}). */
  private static double logSumExpAndSoftmax(double[] v, double[] out) {
    double max = v[0];
    for (int i = 1; i < v.length; i++) {
      max = Math.max(max, v[i]);
    }
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      double e = Math.exp(v[i] - max);
      out[i] = e;
      sum += e;
    }
    double inverse = 1 / sum;
    for (int i = 0; i < v.length; i++) {
      out[i] *= inverse;
    }
    return max + Math.log(sum);
  }

  /**
   * Propagates the adjoint {@code w} of {@code main[c]}; {@code qAdjoint} holds that of Qd here.
   */
  private void reversePoint(int c, double w) {
    alphaAdjoint[c] += w;
    double[] xRow = xc[c];
    double[] yRow = y[c];
    double[] diagonal = qd[c];
    double[] lower = l[c];
    double[] muRow = muAdjoint[c];
    double[] diagonalRow = qAdjoint[c];
    double[] lowerRow = lAdjoint[c];
    double[] seed = yAdjoint;
    int dimension = seed.length;
    for (int j = 0; j < dimension; j++) {
      seed[j] = -w * yRow[j];
    }
    int p = 0;
    for (int a = 0; a < dimension; a++) {
      double xa = xRow[a];
      double sum = diagonal[a] * seed[a];
      diagonalRow[a] += seed[a] * xa;
      for (int b = a + 1; b < dimension; b++) {
        sum += lower[p] * seed[b];
        lowerRow[p] += xa * seed[b];
        p++;
      }
      muRow[a] -= sum;
    }
  }

  /** Adds the prior's adjoints, turns those of Qd into those of q, and returns the prior. */
  private double reversePriorAndDiagonals() {
    double square = gamma * gamma;
    double sum = 0;
    for (int c = 0; c < k; c++) {
      // What sumQ[c] receives: every softmax weight of the component, and the prior's m.
      double sumQAdjoint = alphaAdjoint[c] + m;
      double frobenius = 0;
      for (int j = 0; j < d; j++) {
        double e = qd[c][j];
        frobenius += e * e;
        qAdjoint[c][j] = (qAdjoint[c][j] - square * e) * e + sumQAdjoint;
      }
      for (int p = 0; p < l[c].length; p++) {
        double entry = l[c][p];
        frobenius += entry * entry;
        lAdjoint[c][p] -= square * entry;
      }
      sum += 0.5 * square * frobenius - m * sumQ[c];
    }
    return k * Gmm.wishartConstant(d, gamma, m) - sum;
  }
}
