package org.wengert.corpus;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Calls of the class library that end in native code, threads or bits. */
public final class JdkCalls {
  private JdkCalls() {}

  public static double arraysByReflection(double[] x) {
    double[][] rows = (double[][]) Array.newInstance(double.class, new int[] {2, x.length});
    double[] plain = (double[]) Array.newInstance(double.class, Array.getLength(x));
    Object[] ragged = (Object[]) Array.newInstance(double[].class, 2);
    double[][][] cube = (double[][][]) Array.newInstance(double[].class, 2, 1);
    for (int i = 0; i < x.length; i++) {
      rows[0][i] = x[i] * x[i];
      rows[1][i] = rows[0][i] * x[x.length - 1 - i];
      plain[i] = rows[1][i] - x[i];
    }
    ragged[1] = rows[0];
    rows[0] = plain;
    cube[1][0] = rows[1];
    double sum = 0;
    for (int i = 0; i < Array.getLength(ragged[1]); i++) {
      sum += ((double[]) ragged[1])[i] * rows[0][i] + cube[1][0][i];
    }
    return sum;
  }

  /** What an array is filled with has an adjoint when the making of the array is reversed. */
  public static double filledByReflection(double x, double y) {
    double[] cell = {x * x};
    double[] row = {x * y, y};
    double[][] cells = (double[][]) Array.newInstance(double[].class, 2);
    double[][] rows = new double[2][2];
    Arrays.fill(cells, cell);
    rows[0] = row;
    rows[1] = (double[]) Array.newInstance(double.class, new int[] {2});
    rows[1][0] = cell[0] * row[1];
    cell[0] *= x;
    row[0] *= y;
    return cells[0][0] * cells[1][0] + rows[0][0] * rows[1][0] + rows[0][1];
  }

  /** As generic collections copy: what kind of arrays these are shows at run time only. */
  public static double copiedAsObjects(double[] x) {
    Object from = x;
    Object to = new double[x.length + 1];
    System.arraycopy(from, 0, to, 1, x.length);
    Object rows = new double[][] {x, (double[]) to};
    Object copied = new Object[2];
    System.arraycopy(rows, 0, copied, 0, 2);
    Object counts = new int[] {2, 3};
    Object counted = new int[2];
    System.arraycopy(counts, 0, counted, 0, 2);
    double sum = ((int[]) counted)[1];
    for (double xi : x) {
      sum += xi * ((double[]) ((Object[]) copied)[1])[1] * ((int[]) counted)[0];
    }
    try {
      System.arraycopy(from, 0, counted, 0, 1);
    } catch (ArrayStoreException e) {
      sum *= x[0];
    }
    return sum;
  }

  public static double counters(double[] x) {
    AtomicInteger count = new AtomicInteger();
    AtomicLong large = new AtomicLong(1);
    double product = 1;
    for (double xi : x) {
      int n = count.incrementAndGet();
      if (count.compareAndSet(3, 0)) {
        large.addAndGet(n);
      }
      product *= xi * n + large.get();
    }
    return product;
  }

  public static double comparedArrays(double[] x, double[] y) {
    double[] copy = x.clone();
    double scale = Arrays.equals(copy, x) ? 2 : 3;
    copy[0] *= scale;
    boolean deeply = Arrays.deepEquals(new Object[] {copy, y}, new Object[] {x, y});
    int order = Arrays.compare(x, y);
    return copy[0] * x[1] + (deeply ? x[0] : y[0]) + (order < 0 ? x[1] : y[1]) * y[0];
  }

  public static double sortedRange(double[] x, int from, int to) {
    double[] copy = x.clone();
    Arrays.sort(copy, from, to);
    double sum = 0;
    for (int i = 0; i < copy.length; i++) {
      sum += (i + 1) * copy[i] * copy[i];
    }
    return sum;
  }

  public static void sortedInPlace(double[] x) {
    Arrays.sort(x);
    Arrays.parallelSort(x, 0, x.length / 2);
  }

  public static float sortedFloats(float[] x) {
    Arrays.sort(x, 1, x.length);
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (i + 1) * x[i] * x[i];
    }
    return sum;
  }

  /** Ordered by keys that are made of the bits of numbers. */
  public static double orderedByBits(double[] x) {
    OrderedByBits[] keys = new OrderedByBits[x.length];
    for (int i = 0; i < x.length; i++) {
      keys[i] = new OrderedByBits(x[i] * x[i] - 1);
    }
    Arrays.sort(keys);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (i + 1) * keys[i].number() * keys[i].number();
    }
    return sum + keys[0].hashCode() * 0.0;
  }
}
