package org.wengert.corpus;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

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

  /** References that change atomically, to arrays and to boxes. */
  public static double atomicReferences(double x, double y) {
    AtomicReference<double[]> array = new AtomicReference<>(new double[] {x * x, y});
    double[] first = array.get();
    double[] old = array.getAndSet(new double[] {x * y});
    boolean replaced = array.compareAndSet(first, old);
    boolean again = array.compareAndSet(array.getPlain(), old);
    AtomicReference<Double> box = new AtomicReference<>(y);
    box.updateAndGet(v -> v * v);
    Double before = box.getAndAccumulate(x, (a, b) -> a * b + 1);
    Double witness = box.compareAndExchange(before, 3.0);
    Double swapped = box.compareAndExchange(witness, x * before);
    double sum = array.getAcquire()[0] * 5 + (replaced ? 1 : y) * (again ? x : 1);
    box.lazySet(box.get() * swapped);
    return sum * box.getOpaque() + old[1] * before + witness;
  }

  public static double atomicArrays(double x, double y) {
    AtomicReferenceArray<Double> array = new AtomicReferenceArray<>(3);
    array.set(0, x);
    array.lazySet(1, array.get(0) * y);
    array.setRelease(2, array.getAcquire(1) * array.get(0));
    array.set(0, y);
    double sum = 0;
    try {
      array.set(3, sum);
    } catch (IndexOutOfBoundsException e) {
      sum = x;
    }
    return sum * array.get(0) * array.get(1) + array.getPlain(2);
  }

  /** A map for several threads, grown beyond its first table. */
  public static double concurrentMaps(double x, double y) {
    ConcurrentHashMap<Integer, Double> map = new ConcurrentHashMap<>(2);
    for (int i = 0; i < 40; i++) {
      map.put(i * 16, x * i);
    }
    map.merge(32, y, (a, b) -> a * b);
    map.computeIfAbsent(7, k -> x * y * k);
    map.computeIfPresent(16, (k, v) -> v * v);
    map.putIfAbsent(7, 1.0);
    map.replace(48, map.get(32) * y);
    map.remove(64);
    double sum = map.getOrDefault(64, y);
    for (double value : map.values()) {
      sum += value * y;
    }
    return sum + map.get(48) * map.size();
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
