package org.wengert.workloads;

/**
 * The log-likelihood of a Gaussian mixture with a Wishart prior on its covariances, as ADBench and
 * GradBench define it (F. Srajer, Z. Kukelova, A. Fitzgibbon, "A benchmark of selected algorithmic
 * differentiation tools on some problems in computer vision and machine learning", 2018).
 *
 * <p>Component {@code c} has weight {@code alpha[c]} (unnormalised, logarithmic), mean {@code
 * mu[c]}, and the inverse square root of its covariance is the lower triangular matrix with
 * diagonal {@code exp(q[c])} and strictly lower part {@code l[c]}, stored column by column.
 *
 * <p>The same as the benchmark's.
 */
public final class Gmm {

  private Gmm() {}

  /**
   * The log-likelihood of the points {@code x}, plus the logarithm of the prior.
   *
   * @param alpha weights, [k]
   * @param mu means, [k][d]
   * @param q logarithms of the diagonals, [k][d]
   * @param l strictly lower triangles, [k][d(d-1)/2]
   * @param x points, [n][d]
   * @param gamma scale of the Wishart prior
   * @param m degrees of freedom of the Wishart prior beyond d + 1
   */
  public static double objective(
      double[] alpha,
      double[][] mu,
      double[][] q,
      double[][] l,
      double[][] x,
      double gamma,
      int m) {
    int n = x.length;
    int k = alpha.length;
    int d = x[0].length;
    double[][] qd = new double[k][d];
    double[] sumQ = new double[k];
    double[] xc = new double[d];
    double[] y = new double[d];
    double[] main = new double[k];

    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        qd[c][j] = Math.exp(q[c][j]);
        sumQ[c] += q[c][j];
      }
    }
    double slse = 0;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < k; c++) {
        subtract(x[i], mu[c], xc);
        multiplyTriangular(qd[c], l[c], xc, y);
        main[c] = alpha[c] + sumQ[c] - 0.5 * squaredNorm(y);
      }
      slse += logSumExp(main);
    }
    return -n * d * 0.5 * Math.log(2 * Math.PI)
        + slse
        - n * logSumExp(alpha)
        + logWishartPrior(qd, sumQ, l, gamma, m);
  }

  /** {@code log(sum exp(v))}, shifted by the largest entry so that nothing overflows. */
  static double logSumExp(double[] v) {
    double max = v[0];
    for (int i = 1; i < v.length; i++) {
      if (v[i] > max) {
        max = v[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += Math.exp(v[i] - max);
    }
    return max + Math.log(sum);
  }

  private static void subtract(double[] a, double[] b, double[] out) {
    for (int j = 0; j < out.length; j++) {
      out[j] = a[j] - b[j];
    }
  }

  /** {@code y} becomes the lower triangular matrix of one component times {@code xc}. */
  private static void multiplyTriangular(double[] qd, double[] l, double[] xc, double[] y) {
    int d = y.length;
    for (int j = 0; j < d; j++) {
      y[j] = qd[j] * xc[j];
    }
    int c = 0;
    for (int a = 0; a < d; a++) {
      for (int b = a + 1; b < d; b++) {
        y[b] += l[c] * xc[a];
        c++;
      }
    }
  }

  private static double squaredNorm(double[] v) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum += v[j] * v[j];
    }
    return sum;
  }

  private static double logWishartPrior(
      double[][] qd, double[] sumQ, double[][] l, double gamma, int m) {
    int k = qd.length;
    double sum = 0;
    for (int c = 0; c < k; c++) {
      double frobenius = squaredNorm(qd[c]) + squaredNorm(l[c]);
      sum += 0.5 * gamma * gamma * frobenius - m * sumQ[c];
    }
    return k * wishartConstant(qd[0].length, gamma, m) - sum;
  }

  /** The part of the prior that no independent enters. */
  static double wishartConstant(int d, double gamma, int m) {
    int degrees = d + m + 1;
    return degrees * d * (Math.log(gamma) - 0.5 * Math.log(2))
        - logMultivariateGamma(0.5 * degrees, d);
  }

  /** The logarithm of the multivariate gamma function of dimension {@code d}. */
  private static double logMultivariateGamma(double a, int d) {
    double result = 0.25 * d * (d - 1) * Math.log(Math.PI);
    for (int j = 1; j <= d; j++) {
      result += logGammaOfHalves((int) Math.round(2 * a) + 1 - j);
    }
    return result;
  }

  /**
   * {@code log(gamma(twice / 2))} by the recurrence {@code gamma(z + 1) = z gamma(z)}: the
   * arguments here are whole multiples of one half, so that no approximation is needed.
   */
  static double logGammaOfHalves(int twice) {
    double result = twice % 2 == 0 ? 0 : 0.5 * Math.log(Math.PI);
    for (int t = twice % 2 == 0 ? 2 : 1; t < twice; t += 2) {
      result += Math.log(0.5 * t);
    }
    return result;
  }
}
