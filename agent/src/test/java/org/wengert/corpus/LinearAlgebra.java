package org.wengert.corpus;

/** Dense linear algebra in place, as textbooks write it. */
public final class LinearAlgebra {

  private LinearAlgebra() {}

  /** The logarithm of the determinant by Cholesky's factorization in the lower triangle. */
  public static double choleskyLogDeterminant(double[][] a) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double d = a[j][j];
      for (int k = 0; k < j; k++) {
        d -= a[j][k] * a[j][k];
      }
      a[j][j] = Math.sqrt(d);
      for (int i = j + 1; i < a.length; i++) {
        double s = a[i][j];
        for (int k = 0; k < j; k++) {
          s -= a[i][k] * a[j][k];
        }
        a[i][j] = s / a[j][j];
      }
      sum += 2 * Math.log(a[j][j]);
    }
    return sum;
  }

  /** Solves A·x = b by elimination with row pivoting, overwriting both; the result is x. */
  public static double[] solved(double[][] a, double[] b) {
    int n = b.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
          pivot = i;
        }
      }
      double[] row = a[k];
      a[k] = a[pivot];
      a[pivot] = row;
      double t = b[k];
      b[k] = b[pivot];
      b[pivot] = t;
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < n; j++) {
          a[i][j] -= factor * a[k][j];
        }
        b[i] -= factor * b[k];
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double s = b[i];
      for (int j = i + 1; j < n; j++) {
        s -= a[i][j] * x[j];
      }
      x[i] = s / a[i][i];
    }
    return x;
  }

  /** The inverse by Gauss–Jordan elimination, in a matrix of its own. */
  public static double[][] inverse(double[][] a) {
    int n = a.length;
    double[][] work = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], 0, work[i], 0, n);
      work[i][n + i] = 1;
    }
    for (int k = 0; k < n; k++) {
      double pivot = work[k][k];
      for (int j = 0; j < 2 * n; j++) {
        work[k][j] /= pivot;
      }
      for (int i = 0; i < n; i++) {
        if (i != k) {
          double factor = work[i][k];
          for (int j = 0; j < 2 * n; j++) {
            work[i][j] -= factor * work[k][j];
          }
        }
      }
    }
    double[][] result = new double[n][];
    for (int i = 0; i < n; i++) {
      result[i] = java.util.Arrays.copyOfRange(work[i], n, 2 * n);
    }
    return result;
  }

  /** Gram and Schmidt's orthonormalization of the rows, in place. */
  public static void orthonormalized(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < i; k++) {
        double dot = dot(a[i], a[k]);
        for (int j = 0; j < a[i].length; j++) {
          a[i][j] -= dot * a[k][j];
        }
      }
      double norm = Math.sqrt(dot(a[i], a[i]));
      for (int j = 0; j < a[i].length; j++) {
        a[i][j] /= norm;
      }
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Rayleigh's quotient after some steps of the power method. */
  public static double powerIteration(double[][] a, int steps) {
    double[] x = new double[a.length];
    x[0] = 1;
    for (int t = 0; t < steps; t++) {
      double[] y = Arrays2D.matrixVector(a, x);
      double norm = Math.sqrt(dot(y, y));
      for (int i = 0; i < x.length; i++) {
        x[i] = y[i] / norm;
      }
    }
    return dot(x, Arrays2D.matrixVector(a, x));
  }

  /** Conjugate gradients, stopped when the residual is small. */
  public static double conjugateGradients(double[][] a, double[] b) {
    double[] x = new double[b.length];
    double[] r = b.clone();
    double[] p = b.clone();
    double rr = dot(r, r);
    for (int t = 0; t < b.length && rr > 1e-20; t++) {
      double[] ap = Arrays2D.matrixVector(a, p);
      double step = rr / dot(p, ap);
      for (int i = 0; i < x.length; i++) {
        x[i] += step * p[i];
        r[i] -= step * ap[i];
      }
      double next = dot(r, r);
      for (int i = 0; i < x.length; i++) {
        p[i] = r[i] + next / rr * p[i];
      }
      rr = next;
    }
    return dot(x, b);
  }

  /**
   * Thomas' algorithm for tridiagonal systems, overwriting the diagonal and the right-hand side.
   */
  public static void tridiagonal(double[] lower, double[] diagonal, double[] upper, double[] b) {
    int n = b.length;
    for (int i = 1; i < n; i++) {
      double w = lower[i - 1] / diagonal[i - 1];
      diagonal[i] -= w * upper[i - 1];
      b[i] -= w * b[i - 1];
    }
    b[n - 1] /= diagonal[n - 1];
    for (int i = n - 2; i >= 0; i--) {
      b[i] = (b[i] - upper[i] * b[i + 1]) / diagonal[i];
    }
  }

  /** The fast Fourier transform of length a power of two, in place, with bit reversal. */
  public static void fourier(double[] re, double[] im) {
    int n = re.length;
    for (int i = 1, j = 0; i < n; i++) {
      int bit = n >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        double t = re[i];
        re[i] = re[j];
        re[j] = t;
        t = im[i];
        im[i] = im[j];
        im[j] = t;
      }
    }
    for (int length = 2; length <= n; length <<= 1) {
      for (int start = 0; start < n; start += length) {
        for (int k = 0; k < length / 2; k++) {
          butterfly(re, im, start + k, start + k + length / 2, -2 * Math.PI * k / length);
        }
      }
    }
  }

  private static void butterfly(double[] re, double[] im, int i, int j, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double tr = re[j] * c - im[j] * s;
    double ti = re[j] * s + im[j] * c;
    re[j] = re[i] - tr;
    im[j] = im[i] - ti;
    re[i] += tr;
    im[i] += ti;
  }
}
