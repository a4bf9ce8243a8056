package org.wengert.runtime;

/**
 * Copies between arrays whose types show at run time only, as generic collections do. Derivative
 * code is made of it: each branch knows what it copies.
 */
public final class Copying {
  private Copying() {}

  /** As {@link System#arraycopy}. */
  public static void arraycopy(Object from, int at, Object to, int start, int count) {
    if (from instanceof Object[] source && to instanceof Object[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof double[] source && to instanceof double[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof float[] source && to instanceof float[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof int[] source && to instanceof int[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof long[] source && to instanceof long[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof byte[] source && to instanceof byte[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof char[] source && to instanceof char[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof short[] source && to instanceof short[] target) {
      System.arraycopy(source, at, target, start, count);
    } else if (from instanceof boolean[] source && to instanceof boolean[] target) {
      System.arraycopy(source, at, target, start, count);
    } else {
      fail(from, at, to, start, count);
    }
  }

  /** For what cannot be copied: throws what the JVM throws. Runs as it is. */
  public static void fail(Object from, int at, Object to, int start, int count) {
    System.arraycopy(from, at, to, start, count);
  }
}
