package org.wengert.corpus;

import java.util.Arrays;

/** One-dimensional arrays: written in place, aliased, swapped, copied, of every element type. */
@SuppressWarnings("NarrowingCompoundAssignment") // such code is the point
public final class Arrays1D {

  private Arrays1D() {}

  public static double sumOfSquares(double[] x) {
    double sum = 0;
    for (double xi : x) {
      sum += xi * xi;
    }
    return sum;
  }

  /** The old contents are needed by the reverse sweep after they are gone. */
  public static double overwrittenAfterUse(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i] * x[i];
      x[i] = Math.sin(x[i]);
      sum += x[i] * x[i];
    }
    return sum;
  }

  public static void compoundAssignments(double[] x, double y) {
    x[0] += y;
    x[1] *= y;
    x[2] -= x[0];
    x[3] /= x[1];
    x[0] %= 3;
    x[1] *= x[1];
    x[2] += x[2];
    x[3]++;
  }

  public static double twoArrays(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] *= 2;
      y[i] += x[i] * x[i];
      sum += x[i] * y[i];
    }
    return sum;
  }

  public static double swappedInLoop(double[] x, int n) {
    double[] now = x.clone();
    double[] next = new double[x.length];
    for (int t = 0; t < n; t++) {
      for (int i = 0; i < x.length; i++) {
        next[i] = 0.5 * now[i] + Math.sin(now[(i + 1) % x.length]);
      }
      double[] swap = now;
      now = next;
      next = swap;
    }
    return now[0] * next[1] + now[x.length - 1];
  }

  /** Parameters themselves swap, and both are written. */
  public static void swappedParameters(double[] x, double[] y, int n) {
    for (int t = 0; t < n; t++) {
      x[0] = x[0] * y[0];
      double[] swap = x;
      x = y;
      y = swap;
      x[1] += y[0];
    }
  }

  public static double chosenArray(double[] x, double[] y, boolean first) {
    double[] target = first ? x : y;
    target[0] = target[0] * target[1];
    return x[0] * y[0];
  }

  public static double cloned(double[] x) {
    double[] copy = x.clone();
    copy[0] *= copy[1];
    x[1] = copy[0] * x[1];
    return copy[0] * x[0] + copy[1] * x[1];
  }

  public static void overlappingCopies(double[] x) {
    System.arraycopy(x, 0, x, 1, x.length - 1);
    x[0] = x[1] * x[2];
    System.arraycopy(x, 2, x, 0, x.length - 2);
    x[1] *= x[1];
  }

  public static double copyBetween(double[] x, double[] y, int from, int to, int n) {
    System.arraycopy(x, from, y, to, n);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += y[i] * y[i] * (i + 1);
    }
    return sum;
  }

  public static double filled(double[] x, double y) {
    double before = x[0] * x[1];
    Arrays.fill(x, y * y);
    x[0] *= y;
    Arrays.fill(x, 1, 2, y);
    return before + x[0] * x[1] + x[2];
  }

  public static double copiesOf(double[] x) {
    double[] longer = Arrays.copyOf(x, x.length + 2);
    double[] shorter = Arrays.copyOf(x, 2);
    double[] middle = Arrays.copyOfRange(x, 1, x.length + 1);
    longer[x.length] = shorter[0] * x[1];
    return longer[0] * longer[x.length] + shorter[1] * middle[0] + middle[middle.length - 1];
  }

  public static double[] prefixSums(double[] x) {
    double[] sums = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i];
      sums[i] = sum;
    }
    return sums;
  }

  public static void reversed(double[] x) {
    for (int i = 0, j = x.length - 1; i < j; i++, j--) {
      double t = x[i];
      x[i] = x[j] * x[j];
      x[j] = t;
    }
  }

  public static double sorted(double[] x) {
    for (int i = 1; i < x.length; i++) {
      double v = x[i];
      int j = i - 1;
      while (j >= 0 && x[j] > v) {
        x[j + 1] = x[j];
        j--;
      }
      x[j + 1] = v;
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (i + 1) * x[i] * x[i];
    }
    return sum;
  }

  public static void bubbleSort(double[] x) {
    boolean swapped;
    do {
      swapped = false;
      for (int i = 1; i < x.length; i++) {
        if (x[i - 1] > x[i]) {
          double t = x[i];
          x[i] = x[i - 1];
          x[i - 1] = t;
          swapped = true;
        }
      }
    } while (swapped);
  }

  public static double argMax(double[] x) {
    int best = 0;
    for (int i = 1; i < x.length; i++) {
      if (x[i] > x[best]) {
        best = i;
      }
    }
    return x[best] * x[best] + x[(best + 1) % x.length];
  }

  public static double gather(double[] x, int[] index) {
    double product = 1;
    for (int i : index) {
      product *= x[i] + 0.1 * product;
    }
    return product;
  }

  public static void scatter(double[] x, double[] y, int[] index) {
    for (int i = 0; i < index.length; i++) {
      y[index[i]] += x[i] * x[i];
      y[index[i]] *= 1.1;
    }
  }

  public static double elementTypes(
      double x, byte[] b, short[] s, char[] c, int[] i, long[] l, boolean[] z, float[] f) {
    double sum = 0;
    for (int k = 0; k < b.length; k++) {
      double term = x * b[k] + s[k] * x * x - c[k] + i[k] * Math.sin(x) + l[k];
      sum += z[k] ? term * f[k] : -term;
      i[k]++;
      b[k] += 200;
      c[k] = (char) (c[k] - 1);
      s[k] <<= 1;
      l[k] = i[k] * 2L;
      z[k] = !z[k];
    }
    return sum * sum;
  }

  public static double literals(double x) {
    double[] a = {x, x * x, 3, x - 1};
    int[] order = {3, 1, 0, 2};
    double y = 1;
    for (int i : order) {
      y = y * a[i] + i;
    }
    return y;
  }

  public static double[] returnsItsArgument(double[] x) {
    x[0] *= x[1];
    return x;
  }

  public static double convolved(double[] x, double[] kernel) {
    double[] y = new double[x.length - kernel.length + 1];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < kernel.length; j++) {
        y[i] += kernel[j] * x[i + j];
      }
    }
    double sum = 0;
    for (double yi : y) {
      sum += yi * yi;
    }
    return sum;
  }

  public static void rotated(double[] x, int by) {
    for (int t = 0; t < by; t++) {
      double first = x[0];
      for (int i = 0; i + 1 < x.length; i++) {
        x[i] = x[i + 1];
      }
      x[x.length - 1] = first * 1.5;
    }
  }

  public static double conditionalWrites(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      if (x[i] > 0) {
        y[i] = x[i] * x[i];
      }
      if (i % 2 == 1) {
        y[i] = y[i - 1] * x[i];
      }
    }
    return y[0] + y[x.length - 1] * y[x.length / 2];
  }

  /** A buffer that the caller declares inactive still carries derivatives inside. */
  public static double scratchBuffer(double[] x, double[] scratch) {
    for (int i = 0; i < x.length; i++) {
      scratch[i] = x[i] * x[i] + 0 * scratch[i];
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += scratch[i] * scratch[x.length - 1 - i];
    }
    return sum;
  }

  public static void intoBuffer(double[] x, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = x[i] * x[x.length - 1 - i];
    }
  }

  public static double lengthOnly(double[] x, double y) {
    return x.length * y * y;
  }

  public static double allocatedInLoop(double[] x) {
    double sum = 0;
    for (int i = 1; i < x.length; i++) {
      double[] window = new double[i];
      for (int j = 0; j < i; j++) {
        window[j] = x[j] * x[i];
      }
      sum += window[0] * window[i - 1];
    }
    return sum;
  }

  public static double linearRecurrence(double[] x, double a) {
    for (int i = 2; i < x.length; i++) {
      x[i] = a * x[i - 1] + x[i - 2] * x[i];
    }
    return x[x.length - 1];
  }

  public static double sameReference(double[] x, double[] y) {
    if (x == y) {
      return x[0] * y[1];
    }
    return x[0] + y[0] * y[1];
  }
}
