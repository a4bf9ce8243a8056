package org.wengert.corpus;

/** Recursion, plain and mutual, over numbers, arrays and ranges. */
public final class Recursion {

  private Recursion() {}

  public static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  public static double fastPower(double x, int n) {
    if (n == 0) {
      return 1;
    }
    double half = fastPower(x, n / 2);
    return n % 2 == 0 ? half * half : half * half * x;
  }

  public static double fibonacci(double x, double y, int n) {
    if (n < 2) {
      return n == 0 ? x : y;
    }
    return fibonacci(x, y, n - 1) * 0.9 + Math.sin(fibonacci(x, y, n - 2));
  }

  public static double even(double x, int n) {
    return n == 0 ? x : x * odd(x + 0.1, n - 1);
  }

  private static double odd(double x, int n) {
    return n == 0 ? x * x : even(x * 0.9, n - 1) - x;
  }

  public static double halves(double[] x, int from, int to) {
    if (to - from == 1) {
      return x[from] * x[from];
    }
    int middle = (from + to) >>> 1;
    return Math.sqrt(1 + halves(x, from, middle) * halves(x, middle, to));
  }

  public static double continuedFraction(double x, int depth) {
    return depth == 0 ? x : x + 1 / continuedFraction(x * 1.1, depth - 1);
  }

  /** Adaptive Simpson's rule: the depth depends on the integrand. */
  public static double adaptiveIntegral(double a, double b, double parameter) {
    double c = 0.5 * (a + b);
    double fa = integrand(a, parameter);
    double fb = integrand(b, parameter);
    double fc = integrand(c, parameter);
    double whole = (b - a) / 6 * (fa + 4 * fc + fb);
    double fl = integrand(0.5 * (a + c), parameter);
    double fr = integrand(0.5 * (c + b), parameter);
    double parts = (b - a) / 12 * (fa + 4 * fl + 2 * fc + 4 * fr + fb);
    if (Math.abs(whole - parts) < 1e-7 || b - a < 1e-3) {
      return parts + (parts - whole) / 15;
    }
    return adaptiveIntegral(a, c, parameter) + adaptiveIntegral(c, b, parameter);
  }

  private static double integrand(double x, double parameter) {
    return Math.exp(-parameter * x * x) * Math.cos(3 * x);
  }

  /** The determinant by expansion along the first row. */
  public static double determinant(double[][] a) {
    int n = a.length;
    if (n == 1) {
      return a[0][0];
    }
    double sum = 0;
    for (int j = 0; j < n; j++) {
      double[][] minor = new double[n - 1][n - 1];
      for (int i = 1; i < n; i++) {
        for (int k = 0, to = 0; k < n; k++) {
          if (k != j) {
            minor[i - 1][to++] = a[i][k];
          }
        }
      }
      double term = a[0][j] * determinant(minor);
      sum += j % 2 == 0 ? term : -term;
    }
    return sum;
  }

  public static void quicksort(double[] x, int from, int to) {
    if (to - from < 2) {
      return;
    }
    double pivot = x[(from + to) >>> 1];
    int i = from;
    int j = to - 1;
    while (i <= j) {
      while (x[i] < pivot) {
        i++;
      }
      while (x[j] > pivot) {
        j--;
      }
      if (i <= j) {
        double t = x[i];
        x[i++] = x[j];
        x[j--] = t;
      }
    }
    quicksort(x, from, j + 1);
    quicksort(x, i, to);
  }

  public static double sumOfTree(double[] x, int node) {
    if (node >= x.length) {
      return 1;
    }
    x[node] *= 1.5;
    return x[node] + sumOfTree(x, 2 * node + 1) * sumOfTree(x, 2 * node + 2);
  }

  public static double newtonUntilClose(double x, double guess) {
    double next = 0.5 * (guess + x / guess);
    return Math.abs(next - guess) < 1e-12 ? next : newtonUntilClose(x, next);
  }
}
