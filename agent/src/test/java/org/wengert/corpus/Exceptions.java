package org.wengert.corpus;

/** Methods that catch exceptions: partial effects survive, control goes on elsewhere. */
@SuppressWarnings({
  "UnusedVariable",
  "CatchAndPrintStackTrace",
  "Finally",
  "NonAtomicOperationOnVolatileField"
})
public final class Exceptions {
  static final Object LOCK = new Object();
  private static double total;

  /** An exception of the program's own. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    final int code;

    Failure(int code) {
      super("code " + code);
      this.code = code;
    }
  }

  private Exceptions() {}

  /** Experiment 4: an exception caught after a partial store, in reverse. */
  public static double caughtAfterPartialStore(double[] a, double x, int i) {
    try {
      a[0] = a[0] * x;
      a[i] = a[0] * a[1];
      a[1] = a[1] * a[1];
    } catch (ArrayIndexOutOfBoundsException e) {
      a[1] = a[1] * 3 + a[0];
    }
    return a[0] * a[1] * x;
  }

  private static double store(double[] a, double x, int i) {
    a[0] = a[0] * x;
    double y = a[i] * a[0];
    a[1] = y * x;
    return y;
  }

  /** The callee is small and is inlined. */
  public static double throwingCallee(double[] a, double x, int i) {
    double y = 1;
    try {
      y = store(a, x, i) * x;
    } catch (RuntimeException e) {
      y = a[0] * 5;
    }
    return y * a[0] + a[1];
  }

  private static double storeDeeply(double[] a, double x, int i, int depth) throws Failure {
    a[depth] = a[depth] * x;
    if (depth == 0) {
      if (i == 7) {
        throw new Failure(7);
      }
      return a[i] * x;
    }
    double inner = storeDeeply(a, x * 0.9, i, depth - 1);
    a[depth] = a[depth] * inner;
    return inner * a[depth];
  }

  /** The callee is recursive, so that it is called; it throws at its deepest. */
  public static double recursiveCallee(double[] a, double x, int i, int depth) {
    double y = x;
    try {
      y = storeDeeply(a, x, i, depth);
    } catch (Failure e) {
      y = a[depth] * e.code;
    } catch (ArrayIndexOutOfBoundsException e) {
      y = a[0] * a[0];
    }
    double sum = 0;
    for (double each : a) {
      sum += each * y;
    }
    return sum;
  }

  private static double catchDeeply(double[] a, double x, int depth) {
    if (depth == 0) {
      a[0] = a[0] * x;
      return a[a.length] * x;
    }
    double y = x * a[depth];
    try {
      y += catchDeeply(a, x * 1.1, depth - 1);
    } catch (IndexOutOfBoundsException e) {
      a[depth] = a[depth] * y;
      if (depth % 2 == 0) {
        throw e;
      }
    }
    return y * a[depth];
  }

  /** Every level catches; every second one throws on. */
  public static double recursiveCatch(double[] a, double x, int depth) {
    return catchDeeply(a, x, depth);
  }

  public static double calleeElsewhere(double[] a, double x, int i) {
    double y = x;
    for (int k = 0; k < 3; k++) {
      try {
        y = y * ExceptionsElsewhere.store(a, x, i + k);
      } catch (ArrayIndexOutOfBoundsException e) {
        y = y + a[0];
      }
    }
    return y;
  }

  public static double calleeElsewhereFails(double[] a, double x, int n) {
    try {
      return ExceptionsElsewhere.scaled(a, x, n);
    } catch (IllegalStateException e) {
      return a[0] * a[1] * x;
    }
  }

  /** The end of the array ends the loop. */
  public static double asLoopExit(double[] a, double x) {
    double sum = x;
    int i = 0;
    try {
      while (true) {
        sum = sum * 0.5 + a[i] * a[i] * x;
        a[i] = sum;
        i++;
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      sum *= x;
    }
    return sum * i;
  }

  public static double asExitOfTwoLoops(double[][] m, double x, int stop) {
    double sum = 0;
    try {
      for (int i = 0; i < 10; i++) {
        for (int j = 0; j <= i; j++) {
          sum = sum * x + m[i][j] * m[i][j];
          if (i * j == stop) {
            throw new IllegalStateException();
          }
        }
      }
    } catch (IllegalStateException e) {
      return sum * sum;
    } catch (ArrayIndexOutOfBoundsException e) {
      return sum * 3;
    }
    return sum;
  }

  public static double inLoopByData(double[] a, double x) {
    double sum = x;
    for (int i = 0; i < a.length; i++) {
      try {
        if (a[i] < 0) {
          throw new Failure(i);
        }
        sum += a[i] * sum;
      } catch (Failure e) {
        sum -= a[i] * a[i] * e.code;
      }
    }
    return sum;
  }

  public static double continueAndBreak(double[] a, double[] b, double x) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      try {
        if (a[i] > 5) {
          continue;
        }
        sum += a[i] * b[i] * x;
        if (sum > 20) {
          break;
        }
      } catch (ArrayIndexOutOfBoundsException e) {
        sum *= a[i];
      } finally {
        sum += x * i;
      }
    }
    return sum;
  }

  public static double handlerChangesLocals(double[] a, double x, int n) {
    double u = x;
    double v = x * x;
    for (int i = 0; i < n; i++) {
      double before = u;
      u = u * 0.7 + v;
      try {
        v = v * a[i] + u;
        u = a[i + 1] * v;
      } catch (ArrayIndexOutOfBoundsException e) {
        u = before * v;
        v = u * 0.3;
      }
    }
    return u * v;
  }

  public static double finallyOverwrites(double[] a, double x, int i) {
    double y = x;
    try {
      y = y * x;
      y = y * a[i];
    } catch (RuntimeException e) {
      y = y * 4;
    } finally {
      a[0] = a[0] * y;
      y = y + a[0];
    }
    return y;
  }

  public static double finallyWithoutCatch(double[] a, double x, int i) {
    double y = 0;
    try {
      y = inner(a, x, i);
    } catch (ArrayIndexOutOfBoundsException e) {
      y = a[0] * a[0];
    }
    return y;
  }

  private static double inner(double[] a, double x, int i) {
    try {
      a[0] = a[0] * x;
      return a[i] * x;
    } finally {
      a[0] = a[0] * a[1];
    }
  }

  @SuppressWarnings("finally")
  public static double finallyReturns(double[] a, double x, int i) {
    double y = x;
    try {
      y = a[i] * x;
    } finally {
      return y * x;
    }
  }

  public static double nested(double[] a, double x, int i, int n) {
    double y = x;
    try {
      y *= a[0];
      try {
        y *= a[i];
        y *= 6 / n;
      } catch (ArithmeticException e) {
        y = y * y;
        y *= a[i + 1];
      }
      y *= a[1];
    } catch (ArrayIndexOutOfBoundsException e) {
      y = y * 3 * x;
    }
    return y;
  }

  public static double rethrown(double[] a, double x, int i) {
    double y = x;
    try {
      try {
        a[0] = a[0] * y;
        y = a[i] * y;
      } catch (ArrayIndexOutOfBoundsException e) {
        a[1] = a[1] * a[0];
        throw e;
      }
    } catch (RuntimeException e) {
      y = a[1] * y;
    }
    return y * a[0];
  }

  public static double wrapped(double[] a, double x, int i) {
    try {
      try {
        a[0] = a[0] * a[i];
      } catch (IndexOutOfBoundsException e) {
        a[1] = a[1] * x;
        throw new IllegalStateException("wrapped", e);
      }
    } catch (IllegalStateException e) {
      return a[1] * (e.getCause() instanceof IndexOutOfBoundsException ? x : 2);
    }
    return a[0] * x;
  }

  public static double multiCatch(double[] a, double x, int i, int n) {
    double y = x;
    try {
      y = y * a[i];
      y = y * (12 / n);
    } catch (ArrayIndexOutOfBoundsException | ArithmeticException e) {
      y = y * (e instanceof RuntimeException ? x : 1);
    }
    return y * x;
  }

  public static double severalCatches(double[] a, double x, int n) {
    double y = x * 2;
    try {
      y = y * a[n] / (1 + x);
      y = y * (7 / (n - 1));
      y = y * new double[n - 2].length;
    } catch (NegativeArraySizeException e) {
      y = y * a[0];
    } catch (ArithmeticException e) {
      y = y * a[1] * a[1];
    } catch (NullPointerException e) {
      y = y * x * x;
    } catch (RuntimeException e) {
      y = y * 3;
    }
    return y;
  }

  public static double divisionByZero(double x, int[] n) {
    double sum = 0;
    for (int each : n) {
      try {
        sum += x * (100 / each);
        x = x * 1.5;
      } catch (ArithmeticException e) {
        sum = sum * x;
      }
    }
    return sum;
  }

  public static double nullPointer(double[][] rows, double x) {
    double sum = x;
    for (int i = 0; i < rows.length; i++) {
      try {
        sum = sum * 0.9 + rows[i][0];
        rows[i][0] = sum;
      } catch (NullPointerException e) {
        sum = sum * sum;
      }
    }
    return sum;
  }

  public static double negativeSize(double x, int n) {
    double[] a;
    try {
      a = new double[n];
      a[n - 1] = x * x;
    } catch (NegativeArraySizeException e) {
      a = new double[] {x * 3};
    }
    double sum = 0;
    for (double each : a) {
      sum += each * x;
    }
    return sum;
  }

  public static double failedCast(double x, int n) {
    Object kept = n > 0 ? new double[] {x, x * x} : new int[] {3};
    try {
      double[] a = (double[]) kept;
      return a[0] * a[1];
    } catch (ClassCastException e) {
      return x * 5;
    }
  }

  public static double failedStore(double x, int n) {
    double[][] rows = new double[2][];
    Object[] untyped = rows;
    rows[0] = new double[] {x};
    try {
      if (n > 0) {
        untyped[1] = new int[1];
      } else {
        untyped[1] = new double[] {x * x};
      }
    } catch (ArrayStoreException e) {
      rows[1] = new double[] {x * x * x};
    }
    return rows[0][0] * rows[1][0];
  }

  public static double copyOutOfBounds(double[] a, double[] b, double x, int n) {
    try {
      b[0] = a[0] * x;
      System.arraycopy(a, 0, b, 1, n);
    } catch (IndexOutOfBoundsException e) {
      b[1] = b[0] * b[0];
    }
    double sum = 0;
    for (double each : b) {
      sum = sum * 0.5 + each * each;
    }
    return sum;
  }

  public static double synchronizedBlock(double[] a, double x, int i) {
    double y = x;
    try {
      synchronized (LOCK) {
        a[0] = a[0] * x;
        y = a[i] * y;
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      y = a[0] * 2;
    }
    return y * a[0];
  }

  public static double synchronizedInLoop(double[] a, double x) {
    double sum = x;
    for (int i = 0; i < 5; i++) {
      try {
        synchronized (Exceptions.class) {
          sum = sum * a[i];
          if (sum > 2) {
            return sum * x;
          }
          synchronized (LOCK) {
            sum += a[i + 1] * x;
          }
        }
      } catch (ArrayIndexOutOfBoundsException e) {
        sum = sum * 1.5 + x;
      }
    }
    return sum;
  }

  private static synchronized double guarded(double[] a, double x, int i) {
    total = total + x * a[0];
    return a[i] * total;
  }

  public static double synchronizedMethod(double[] a, double x, int i) {
    double y = x;
    try {
      y = guarded(a, x, i);
    } catch (ArrayIndexOutOfBoundsException e) {
      y = total * x;
    }
    return y + total;
  }

  public static double statics(double[] a, double x, int i) {
    total = x;
    try {
      total = total * x;
      total = total * a[i];
    } catch (ArrayIndexOutOfBoundsException e) {
      total = total * 3;
    }
    return total * x;
  }

  /** What a handler is entered with depends on where in the try block it was thrown. */
  public static double whereItWasThrown(double[] a, double x, int i, int j, int k) {
    double y = x;
    double z = 1;
    try {
      y = a[i] * y;
      z = y * x;
      y = a[j] * z;
      z = y + z;
      y = a[k] * z;
      z = 2;
    } catch (ArrayIndexOutOfBoundsException e) {
      y = y * z;
    }
    return y * z + x;
  }

  private static double sqrt(double x) throws Failure {
    if (x < 0) {
      throw new Failure(1);
    }
    return Math.sqrt(x);
  }

  public static double explicitFromCallee(double x, double y) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      try {
        sum += sqrt(x - i) * y;
      } catch (Failure e) {
        sum += x * y * i;
      }
    }
    return sum;
  }

  public static float floats(float[] a, float x, int i) {
    float y = x;
    try {
      a[0] = a[0] * y;
      y = a[i] * y;
    } catch (ArrayIndexOutOfBoundsException e) {
      y = y * a[0] * 2;
    }
    return y * a[0];
  }

  public static void voidMethod(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      try {
        a[i] = a[i] * b[i] * b[i];
      } catch (RuntimeException e) {
        a[i] = a[i] * a[0];
      }
    }
  }

  public static double[] arrayResult(double[] a, double x, int i) {
    double[] b = new double[2];
    try {
      b[0] = x * x;
      b[1] = a[i] * x;
      return b;
    } catch (ArrayIndexOutOfBoundsException e) {
      b[1] = b[0] * x;
      return b;
    }
  }

  public static double escapes(double[] a, double x, int i) {
    try {
      a[0] = a[0] * x;
      return a[i] * x;
    } catch (ArithmeticException e) {
      return x;
    } finally {
      a[0] = a[0] + x;
    }
  }

  public static double throwsNull(double[] a, double x, int n) {
    RuntimeException none = null;
    try {
      a[0] = a[0] * x;
      if (n > 0) {
        throw none;
      }
      a[0] = a[0] * a[0];
    } catch (NullPointerException e) {
      return a[0] * x;
    }
    return a[0];
  }

  public static double retries(double[] a, double x, int n) {
    int left = n;
    double y = x;
    while (true) {
      try {
        y = y * a[left];
        return y * left;
      } catch (ArrayIndexOutOfBoundsException e) {
        y = y * 1.25 + x;
        left--;
      }
    }
  }
}
