package org.wengert.corpus;

/**
 * Loops of all shapes: counted, data-dependent, nested, with exits anywhere, running zero times.
 */
public final class Loops {

  private Loops() {}

  public static double power(double x, int n) {
    double y = 1;
    for (int i = 0; i < n; i++) {
      y *= x;
    }
    return y;
  }

  public static double downwards(double x, int n) {
    double y = x;
    for (int i = n; i > 0; i -= 2) {
      y = y * x + i;
    }
    return y;
  }

  public static double longCounter(double x, long n) {
    double y = x;
    for (long i = 1; i <= n; i++) {
      y += Math.sin(y) / i;
    }
    return y;
  }

  public static double realCounter(double x, double step) {
    double y = 0;
    for (double t = 0; t < 1; t += step) {
      y += step * Math.exp(-t * x);
    }
    return y;
  }

  /** The series of exp, until terms are small: the trip count depends on x. */
  public static double untilSmall(double x) {
    double sum = 1;
    double term = 1;
    int n = 0;
    while (Math.abs(term) > 1e-17) {
      n++;
      term *= x / n;
      sum += term;
    }
    return sum;
  }

  public static double doWhile(double x) {
    double y = x;
    int i = 0;
    do {
      y = y * 0.5 + x * x;
      i++;
    } while (y < 10 && i < 20);
    return y;
  }

  public static double exitInTheMiddle(double x) {
    double y = x;
    while (true) {
      y = y * 1.5;
      if (y > 20) {
        break;
      }
      y = y + x * x;
    }
    return y * x;
  }

  public static double severalExits(double[] a, double limit) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * a[i];
      if (sum > limit) {
        return sum * limit;
      }
      if (a[i] < 0) {
        break;
      }
      if (a[i] == 7) {
        return a[i] * sum;
      }
      sum *= 1.25;
    }
    return sum - limit * limit;
  }

  public static double skipping(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] < 0) {
        continue;
      }
      sum = sum * 0.5 + a[i] * a[i];
    }
    return sum;
  }

  public static double labelled(double x, int n) {
    double y = x;
    outer:
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i * j == 6) {
          y *= 1.1;
          continue outer;
        }
        if (i + j > 9) {
          y += x * x;
          break outer;
        }
        y = y * 0.9 + x * Math.cos(y);
      }
      y *= x;
    }
    return y;
  }

  public static double nestedBreaks(double x) {
    double y = x;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        if (j > i) {
          break;
        }
        for (int k = 0; ; k++) {
          if (k >= j) {
            break;
          }
          y = Math.sin(y) + x * k;
        }
      }
    }
    return y;
  }

  public static double triangular(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += a[i] * a[j] * (i - j);
      }
    }
    return sum;
  }

  public static double innerTripDependsOnData(double x, int n) {
    double y = x;
    for (int i = 0; i < n; i++) {
      double z = y;
      while (z > 1) {
        z = z * 0.5 + 0.1 * x;
      }
      y = z + y * x;
    }
    return y;
  }

  /** Values swapped around the back edge. */
  public static double rotating(double x, double y, int n) {
    double a = x;
    double b = y;
    double c = x * y;
    for (int i = 0; i < n; i++) {
      double t = a;
      a = b;
      b = c;
      c = t + 0.1 * a * b;
    }
    return a + 2 * b + 3 * c;
  }

  public static double collatz(double x, int n) {
    double y = x;
    while (n != 1) {
      if (n % 2 == 0) {
        n /= 2;
        y = y * 1.01 + x;
      } else {
        n = 3 * n + 1;
        y = Math.sqrt(y * x + 1);
      }
    }
    return y;
  }

  public static double twoLoopsInARow(double[] a) {
    double mean = 0;
    for (double ai : a) {
      mean += ai;
    }
    mean /= a.length;
    double variance = 0;
    for (double ai : a) {
      variance += (ai - mean) * (ai - mean);
    }
    return variance / a.length;
  }

  public static double logisticMap(double r, double x, int n) {
    for (int i = 0; i < n; i++) {
      x = r * x * (1 - x);
    }
    return x;
  }

  /** The value of the loop is never read: its derivative is that of the other term. */
  public static double deadLoop(double x, int n) {
    double unused = x;
    for (int i = 0; i < n; i++) {
      unused *= x;
    }
    return 3 * x;
  }

  public static double lastValueWins(double[] a) {
    double last = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] > last) {
        last = a[i];
      }
    }
    return last * last;
  }

  public static double conditionWithEffects(double[] a, double x) {
    int i = 0;
    double y = 0;
    while (i < a.length && (y += a[i] * x) < 5 && a[i++] > -3) {
      y *= 1.5;
    }
    return y + i * x;
  }

  public static double switchedLoop(double x, int[] codes) {
    double y = x;
    loop:
    for (int code : codes) {
      switch (code) {
        case 0:
          y += x;
          break;
        case 1:
          y *= x;
        // falls through
        case 2:
          y = Math.sin(y);
          continue loop;
        case 3:
          break loop;
        default:
          y -= 0.5;
      }
      y *= 1.01;
    }
    return y;
  }

  public static double fourDeep(double x, int n) {
    double y = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        for (int k = 0; k < j; k++) {
          for (int l = k; l < i; l++) {
            y = 0.9 * y + Math.cos(x * (i + j) - y * (k - l));
          }
        }
      }
    }
    return y;
  }
}
