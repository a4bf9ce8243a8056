package org.wengert.corpus;

/** Arrays of higher rank: ragged, shared rows, swapped rows, partly allocated. */
public final class Arrays2D {

  private Arrays2D() {}

  public static double[] matrixVector(double[][] a, double[] x) {
    double[] y = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += a[i][j] * x[j];
      }
    }
    return y;
  }

  public static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        double sum = 0;
        for (int k = 0; k < b.length; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
    return c;
  }

  public static double ragged(double[][] a) {
    double sum = 0;
    for (double[] row : a) {
      double product = 1;
      for (double x : row) {
        product *= x;
      }
      sum += product * row.length;
    }
    return sum;
  }

  public static void transposed(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        double t = a[i][j];
        a[i][j] = a[j][i] * 2;
        a[j][i] = t * t;
      }
    }
  }

  /** The row that fills the rows is written between reads of these. */
  public static double rowsFilled(double[] x) {
    double[][] rows = new double[2][];
    double[] own = {0.5, 0.25};
    java.util.Arrays.fill(rows, own);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += rows[i % 2][0] * rows[1][0] * x[i];
      own[0] = sum + x[i];
    }
    return sum;
  }

  /** Each pass reads the array that the pass before has made. */
  public static double doubleBuffered(double[][] weights, double[] x, int n) {
    double[] current = x;
    for (int step = 0; step < n; step++) {
      double[] next = new double[x.length];
      for (int i = 0; i < next.length; i++) {
        for (int j = 0; j < next.length; j++) {
          next[i] += weights[i][j] * current[j];
        }
        next[i] = next[i] / (1 + next[i] * next[i]);
      }
      current = next;
    }
    return current[0] * x[0] + current[1];
  }

  /** The same, but the pass before is read after its array has been written again. */
  public static double bufferWrittenLate(double[] x, int n) {
    double[] current = x.clone();
    double[] kept = current;
    double sum = 0;
    for (int step = 0; step < n; step++) {
      double[] next = new double[x.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = Math.sin(current[i] * kept[i]);
      }
      sum += next[0] * current[1];
      kept = next;
      next[0] = Math.cos(sum) * next[1];
      current = step % 2 == 0 ? next : current;
    }
    return sum;
  }

  public static double rowsSwapped(double[][] a) {
    double[] t = a[0];
    a[0] = a[1];
    a[1] = t;
    a[0][0] *= a[1][0];
    return a[0][0] * a[1][1];
  }

  public static double sharedRow(double[][] a) {
    a[1] = a[0];
    a[1][0] += a[0][1];
    a[0][1] *= a[1][0];
    return a[0][0] * a[1][1] + a[2][0];
  }

  public static double shallowClone(double[][] a) {
    double[][] b = a.clone();
    b[0][0] *= 3;
    b[1] = new double[] {a[0][0] * a[0][1], 2};
    return a[0][0] * b[1][0] + a[1][0] * b[0][1];
  }

  public static double rankThree(double[][][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        for (int k = 0; k < a[i][j].length; k++) {
          sum += a[i][j][k] * a[a.length - 1 - i][j][k] * (i + j + k + 1);
        }
      }
    }
    return sum;
  }

  public static double partlyAllocated(double x, int n) {
    double[][][] a = new double[n][2][];
    for (int i = 0; i < n; i++) {
      a[i][0] = new double[i + 1];
      a[i][1] = a[i][0];
      a[i][0][i] = x * i;
      a[i][1][0] += x * x;
    }
    double sum = x;
    for (double[][] b : a) {
      sum += b[0][0] * b[1][b[0].length - 1];
    }
    return sum;
  }

  public static double[][] triangle(double[] x) {
    double[][] rows = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      rows[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        rows[i][j] = x[i] * x[j];
      }
    }
    return rows;
  }

  public static double missingRows(double[][] a) {
    double sum = 0;
    for (double[] row : a) {
      if (row != null) {
        sum += row[0] * row[0];
      }
    }
    return sum;
  }

  public static double copiedRows(double[][] a, double[] x) {
    for (int i = 0; i < a.length; i++) {
      System.arraycopy(x, 0, a[i], i, x.length);
      a[i][i] *= x[0];
    }
    double[][] copy = new double[a.length][];
    System.arraycopy(a, 0, copy, 0, a.length);
    copy[0][0] += 1;
    double sum = 0;
    for (double[] row : a) {
      for (double v : row) {
        sum = 0.5 * sum + v * v;
      }
    }
    return sum;
  }

  public static double pingPong(double[][] a, int n) {
    double[][] b = new double[a.length][a[0].length];
    for (int t = 0; t < n; t++) {
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a[i].length; j++) {
          double left = a[i][j == 0 ? a[i].length - 1 : j - 1];
          b[i][j] = a[i][j] + 0.1 * left * a[(i + 1) % a.length][j];
        }
      }
      double[][] swap = a;
      a = b;
      b = swap;
    }
    return a[0][0] * a[a.length - 1][0];
  }

  public static double mixedMatrices(float[][] f, double[][] d, int[][] index) {
    double sum = 0;
    for (int i = 0; i < index.length; i++) {
      for (int j : index[i]) {
        sum += f[i][j] * d[j][i];
        f[i][j] = (float) (f[i][j] * d[i][j]);
      }
    }
    return sum * f[0][0];
  }

  public static double replacedRows(double[][] a, double x) {
    for (int i = 0; i < a.length; i++) {
      double old = a[i][0];
      a[i] = new double[] {old * x, x, i};
    }
    return a[0][0] * a[1][1] + a[1][2] * x;
  }
}
