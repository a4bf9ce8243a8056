package org.wengert.corpus;

/** Scalar numerical methods: roots, series, quadrature, finance, dynamics. */
public final class Numerics {

  private Numerics() {}

  /** The root of x³ + p·x = q by bisection, then one Newton step that carries the derivative. */
  public static double bisectionAndNewton(double p, double q) {
    double low = 0;
    double high = 10;
    for (int i = 0; i < 60; i++) {
      double middle = 0.5 * (low + high);
      if (middle * middle * middle + p * middle < q) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double x = low;
    return x - (x * x * x + p * x - q) / (3 * x * x + p);
  }

  /** The same root by Newton's method until the step is small. */
  public static double newton(double p, double q) {
    double x = 1;
    double step;
    do {
      step = (x * x * x + p * x - q) / (3 * x * x + p);
      x -= step;
    } while (Math.abs(step) > 1e-15 * Math.abs(x));
    return x - (x * x * x + p * x - q) / (3 * x * x + p);
  }

  public static double secant(double a) {
    double x0 = 0;
    double x1 = 1;
    for (int i = 0; i < 30; i++) {
      double f0 = Math.exp(-x0) - a * x0;
      double f1 = Math.exp(-x1) - a * x1;
      if (Math.abs(f1 - f0) < 1e-9) {
        break;
      }
      double x2 = x1 - f1 * (x1 - x0) / (f1 - f0);
      x0 = x1;
      x1 = x2;
    }
    return x1;
  }

  public static double simpson(double a, double b, int n) {
    double h = (b - a) / n;
    double sum = Math.sin(a * a) + Math.sin(b * b);
    for (int i = 1; i < n; i++) {
      double x = a + i * h;
      sum += (i % 2 == 0 ? 2 : 4) * Math.sin(x * x);
    }
    return sum * h / 3;
  }

  /** Black and Scholes' call price, the normal distribution by Abramowitz and Stegun 26.2.17. */
  public static double blackScholes(double spot, double strike, double rate, double vol, double t) {
    double d1 = (Math.log(spot / strike) + (rate + vol * vol / 2) * t) / (vol * Math.sqrt(t));
    double d2 = d1 - vol * Math.sqrt(t);
    return spot * normal(d1) - strike * Math.exp(-rate * t) * normal(d2);
  }

  private static double normal(double x) {
    double k = 1 / (1 + 0.2316419 * Math.abs(x));
    double poly =
        k
            * (0.319381530
                + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
    double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * poly;
    return x >= 0 ? 1 - tail : tail;
  }

  /** An American put on a binomial tree, stepping back in place. */
  public static double binomialTree(double spot, double strike, double rate, double vol, int n) {
    double dt = 1.0 / n;
    double up = Math.exp(vol * Math.sqrt(dt));
    double p = (Math.exp(rate * dt) - 1 / up) / (up - 1 / up);
    double[] value = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      value[i] = Math.max(0, strike - spot * Math.pow(up, 2 * i - n));
    }
    for (int step = n - 1; step >= 0; step--) {
      for (int i = 0; i <= step; i++) {
        double hold = Math.exp(-rate * dt) * (p * value[i + 1] + (1 - p) * value[i]);
        double exercise = strike - spot * Math.pow(up, 2 * i - step);
        value[i] = hold > exercise ? hold : exercise;
      }
    }
    return value[0];
  }

  /** The continued fraction of tan, evaluated from the bottom. */
  public static double tangentFraction(double x, int terms) {
    double y = 0;
    for (int k = 2 * terms - 1; k >= 1; k -= 2) {
      y = x * x / (k - y);
    }
    return y / x;
  }

  public static double logSumExp(double[] x) {
    double max = Double.NEGATIVE_INFINITY;
    for (double xi : x) {
      if (xi > max) {
        max = xi;
      }
    }
    double sum = 0;
    for (double xi : x) {
      sum += Math.exp(xi - max);
    }
    return max + Math.log(sum);
  }

  public static double clenshaw(double[] c, double x) {
    double b1 = 0;
    double b2 = 0;
    for (int k = c.length - 1; k > 0; k--) {
      double b = c[k] + 2 * x * b1 - b2;
      b2 = b1;
      b1 = b;
    }
    return c[0] + x * b1 - b2;
  }

  public static double barycentric(double[] nodes, double[] values, double x) {
    double numerator = 0;
    double denominator = 0;
    for (int i = 0; i < nodes.length; i++) {
      double weight = 1;
      for (int j = 0; j < nodes.length; j++) {
        if (j != i) {
          weight /= nodes[i] - nodes[j];
        }
      }
      double term = weight / (x - nodes[i]);
      numerator += term * values[i];
      denominator += term;
    }
    return numerator / denominator;
  }

  /** One step of the classic Runge–Kutta method for Lorenz' equations, in place. */
  public static void rungeKuttaStep(double[] y, double h, double sigma, double rho, double beta) {
    double[] sum = new double[3];
    double[] at = y.clone();
    double[] weights = {1, 2, 2, 1};
    double[] advance = {0.5, 0.5, 1, 0};
    for (int stage = 0; stage < 4; stage++) {
      double[] slope = lorenz(at, sigma, rho, beta);
      for (int i = 0; i < 3; i++) {
        sum[i] += weights[stage] * slope[i];
        at[i] = y[i] + advance[stage] * h * slope[i];
      }
    }
    for (int i = 0; i < 3; i++) {
      y[i] += h / 6 * sum[i];
    }
  }

  private static double[] lorenz(double[] y, double sigma, double rho, double beta) {
    return new double[] {
      sigma * (y[1] - y[0]), y[0] * (rho - y[2]) - y[1], y[0] * y[1] - beta * y[2]
    };
  }

  /** Verlet's method for bodies on a line that attract each other; energy at the end. */
  public static double bodies(double[] x, double[] v, double[] m, int steps, double dt) {
    int n = x.length;
    double[] force = new double[n];
    for (int t = 0; t < steps; t++) {
      java.util.Arrays.fill(force, 0);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double d = x[i] - x[j];
          double f = m[i] * m[j] * d / Math.pow(d * d + 0.1, 1.5);
          force[i] -= f;
          force[j] += f;
        }
      }
      for (int i = 0; i < n; i++) {
        v[i] += dt * force[i] / m[i];
        x[i] += dt * v[i];
      }
    }
    double energy = 0;
    for (int i = 0; i < n; i++) {
      energy += 0.5 * m[i] * v[i] * v[i];
    }
    return energy;
  }

  public static double heat(double[] u, double alpha, int steps) {
    double[] next = new double[u.length];
    for (int t = 0; t < steps; t++) {
      for (int i = 1; i + 1 < u.length; i++) {
        next[i] = u[i] + alpha * (u[i - 1] - 2 * u[i] + u[i + 1]);
      }
      next[0] = u[0];
      next[u.length - 1] = u[u.length - 1];
      System.arraycopy(next, 0, u, 0, u.length);
    }
    double sum = 0;
    for (double ui : u) {
      sum += ui * ui;
    }
    return sum;
  }

  public static double predatorAndPrey(double a, double b, double c, double d, int steps) {
    double x = 1;
    double y = 0.5;
    for (int i = 0; i < steps; i++) {
      double dx = x * (a - b * y);
      double dy = y * (c * x - d);
      x += 0.05 * dx;
      y += 0.05 * dy;
    }
    return x * y;
  }

  /** The likelihood of a small mixture of Gaussians with diagonal precision. */
  public static double gaussianMixture(
      double[] alpha, double[][] mean, double[][] logScale, double[][] points) {
    double total = 0;
    double[] term = new double[alpha.length];
    for (double[] x : points) {
      for (int k = 0; k < alpha.length; k++) {
        double sum = alpha[k];
        for (int d = 0; d < x.length; d++) {
          double z = (x[d] - mean[k][d]) * Math.exp(logScale[k][d]);
          sum += logScale[k][d] - 0.5 * z * z;
        }
        term[k] = sum;
      }
      total += logSumExp(term);
    }
    return total - points.length * logSumExp(alpha);
  }

  /** The cost of k-means: each point by its nearest centre. */
  public static double clusters(double[][] centres, double[][] points) {
    double total = 0;
    for (double[] p : points) {
      double best = Double.POSITIVE_INFINITY;
      for (double[] c : centres) {
        double distance = 0;
        for (int d = 0; d < p.length; d++) {
          distance += (p[d] - c[d]) * (p[d] - c[d]);
        }
        best = Math.min(best, distance);
      }
      total += best;
    }
    return total;
  }

  /** Dynamic time warping by a table of minima. */
  public static double timeWarp(double[] a, double[] b) {
    double[][] cost = new double[a.length + 1][b.length + 1];
    for (int i = 0; i <= a.length; i++) {
      for (int j = 0; j <= b.length; j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i == j ? 0 : 1e6;
          continue;
        }
        double d = a[i - 1] - b[j - 1];
        double before = Math.min(cost[i - 1][j], Math.min(cost[i][j - 1], cost[i - 1][j - 1]));
        cost[i][j] = d * d + before;
      }
    }
    return cost[a.length][b.length];
  }

  public static double bilinear(double[][] grid, double x, double y) {
    int i = (int) Math.floor(x);
    int j = (int) Math.floor(y);
    double u = x - i;
    double v = y - j;
    return (1 - u) * ((1 - v) * grid[i][j] + v * grid[i][j + 1])
        + u * ((1 - v) * grid[i + 1][j] + v * grid[i + 1][j + 1]);
  }

  public static double kalman(double[] z, double q, double r) {
    double x = 0;
    double p = 1;
    double likelihood = 0;
    for (double zi : z) {
      p += q;
      double s = p + r;
      double e = zi - x;
      likelihood -= 0.5 * (Math.log(s) + e * e / s);
      double gain = p / s;
      x += gain * e;
      p *= 1 - gain;
    }
    return likelihood;
  }
}
