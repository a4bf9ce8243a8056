package org.wengert.runtime;

import java.util.Arrays;

/**
 * Sorts arrays of numbers as {@link Arrays} does, to the last bit: in ascending order, -0.0 before
 * 0.0, what is no number at the end. Derivative code is made of it: the order is found first, then
 * the numbers are moved, once each.
 */
public final class Sorting {
  private Sorting() {}

  /** As {@link Arrays#sort(double[])}. */
  public static void sort(double[] a) {
    move(a, 0, a.length);
  }

  /** As {@link Arrays#sort(double[], int, int)}. */
  public static void sort(double[] a, int from, int to) {
    check(a.length, from, to);
    move(a, from, to);
  }

  /** As {@link Arrays#sort(float[])}. */
  public static void sort(float[] a) {
    move(a, 0, a.length);
  }

  /** As {@link Arrays#sort(float[], int, int)}. */
  public static void sort(float[] a, int from, int to) {
    check(a.length, from, to);
    move(a, from, to);
  }

  private static void check(int length, int from, int to) {
    if (from > to) {
      throw new IllegalArgumentException("fromIndex(" + from + ") > toIndex(" + to + ")");
    } else if (from < 0) {
      throw new ArrayIndexOutOfBoundsException(from);
    } else if (to > length) {
      throw new ArrayIndexOutOfBoundsException(to);
    }
  }

  private static void move(double[] a, int from, int to) {
    double[] values = Arrays.copyOfRange(a, from, to);
    int[] order = order(values);
    for (int i = 0; i < order.length; i++) {
      a[from + i] = values[order[i]];
    }
  }

  private static void move(float[] a, int from, int to) {
    float[] values = Arrays.copyOfRange(a, from, to);
    double[] widened = new double[values.length];
    for (int i = 0; i < widened.length; i++) {
      widened[i] = values[i];
    }
    int[] order = order(widened);
    for (int i = 0; i < order.length; i++) {
      a[from + i] = values[order[i]];
    }
  }

  /** Where the numbers in ascending order are. */
  private static int[] order(double[] values) {
    int[] order = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    // As the library does it: NaNs of different bits come in an order of their own.
    int numbers = order.length;
    for (int i = order.length - 1; i >= 0; i--) {
      int at = order[i];
      if (Double.isNaN(values[at])) {
        numbers--;
        order[i] = order[numbers];
        order[numbers] = at;
      }
    }
    return merged(values, order, numbers);
  }

  /** Sorts the first positions by their numbers, by merging longer and longer runs. */
  private static int[] merged(double[] values, int[] order, int count) {
    int[] from = order;
    int[] to = order.clone();
    for (int width = 1; width < count && width > 0; width *= 2) {
      for (int start = 0; start < count; start += 2 * width) {
        merge(values, from, to, start, width, count);
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  private static void merge(
      double[] values, int[] from, int[] to, int start, int width, int count) {
    int middle = Math.min(count, start + width);
    int end = Math.min(count, middle + width);
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft =
          left < middle
              && (right >= end || Double.compare(values[from[left]], values[from[right]]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }
}
