package org.wengert.compiler.lift;

/** Control flow as javac compiles it. */
final class ControlSamples {
  private ControlSamples() {}

  static double straight(double a) {
    return a;
  }

  static void nothing() {}

  static double ifElse(double a, double b) {
    if (a > 0) {
      if (b > 0) {
        return a * b;
      }
      a = -b;
    } else if (b < -1) {
      b = a;
    }
    return a + b;
  }

  static double ternaries(double a, double b, int n) {
    double c = n > 3 ? a : n < 0 ? b : a + b;
    return Math.max(a, n == 1 ? c : b) + (a < b ? n == 2 ? 1 : 2 : 3);
  }

  static int shortCircuits(int a, int b, int c) {
    int r = 0;
    if (a > 0 && b > 0 || c > 0 && a < b) {
      r++;
    }
    if ((a > 0 || b > 0) && !(c > 0 || a < b)) {
      r += 2;
    }
    boolean both = a == b && b == c || a > c;
    return both ? r + 4 : r;
  }

  static double countedLoop(double a, int n) {
    double s = 0;
    for (int i = 0; i < (n & 15); i++) {
      s += a * i;
    }
    return s;
  }

  static double whileLoop(double a, int n) {
    n &= 31;
    while (n > 0 && a < 1000) {
      a = a * 1.5 + n;
      n -= 2;
    }
    return a;
  }

  static double doWhile(double a, int n) {
    n &= 15;
    do {
      a = a / 2 + n;
    } while (n-- > 0);
    return a;
  }

  static double nested(double a, int n, int m) {
    double s = 0;
    for (int i = n & 7; i >= 0; i--) {
      double row = a;
      for (int j = 0; j < i; j++) {
        row = row * 0.5 + j;
        for (int k = 0; k < (m & 3); k++) {
          row -= s * k;
        }
      }
      s += row;
    }
    return s;
  }

  static int labels(int n, int m) {
    int r = 0;
    outer:
    for (int i = 0; i < 10; i++) {
      inner:
      for (int j = 0; ; j++) {
        switch ((i * n + j * m) & 7) {
          case 0:
            continue outer;
          case 1:
            break inner;
          case 2:
            r += 1;
            break;
          case 3:
            r += 10;
            if (j > 5) {
              break outer;
            }
            continue inner;
          default:
            r -= 3;
        }
        if (j > 7) {
          break;
        }
      }
      r += 100;
    }
    return r;
  }

  static double severalExits(double a, int n) {
    for (int i = 0; i < 20; i++) {
      if (a > 100) {
        return a;
      }
      if (a < -100) {
        break;
      }
      a = a * 2 + (n & 7) - i;
      if (i == (n & 15)) {
        return -a;
      }
    }
    return a / 3;
  }

  static int denseSwitch(int n) {
    int r = 0;
    switch (n) {
      case -1:
        r = 5;
      case 0:
        r += 3;
        break;
      case 1:
      case 3:
        r = 7;
        break;
      case 2:
        return -2;
      case 7:
        r = 9;
    }
    return r + n;
  }

  static double sparseSwitch(int n, double a) {
    return switch (n) {
      case Integer.MIN_VALUE -> a;
      case -1000, 1000 -> a * 2;
      case 1 -> a - 1;
      case Integer.MAX_VALUE -> -a;
      default -> 0.25;
    };
  }

  static int switchWithOnlyDefault(int n) {
    switch (n) {
      default:
        return n * 2;
    }
  }

  static int zeroTrips(int n) {
    int r = 4;
    for (int i = 5; i < 3; i++) {
      r = n;
    }
    while (n < r && n > r) {
      r++;
    }
    return r;
  }

  static double swapInLoop(double a, double b, int n) {
    for (int i = 0; i < (n & 7); i++) {
      double t = a;
      a = b;
      b = t;
    }
    return a - 2 * b;
  }

  static int emptyBranches(int a) {
    if (a > 0) {}
    if (a > 1) {
    } else {
    }
    return a;
  }

  static double loopFromTheFirstInstruction(double a) {
    while (a > 1 && a < 1e10) {
      a /= 2;
    }
    return a;
  }

  static double throwsItself(double a, int n) {
    if (n > 0) {
      throw new IllegalStateException(n > 5 ? "more" : "less");
    }
    if (n < -5) {
      RuntimeException none = null;
      throw none;
    }
    return a;
  }

  static double endless(double a) {
    for (; ; ) {
      a = a * 0.5 + 1;
    }
  }

  static int mergedReferences(int n) {
    double[] a = null;
    if (n > 0) {
      a = new double[n & 15];
    }
    Object o = n > 1 ? a : n < -1 ? new int[3] : new double[2][2];
    return (o == null ? 1 : 0)
        + (o instanceof int[] ? 2 : 0)
        + (o instanceof Object[] ? 4 : 0)
        + (a == null ? 8 : a.length * 16);
  }
}
