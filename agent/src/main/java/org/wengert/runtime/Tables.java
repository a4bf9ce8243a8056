package org.wengert.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Elements of arrays that several threads may share, as the library's concurrent collections access
 * them. Derivative code is made of these methods, so each reads or stores the element plainly,
 * beside what orders it between threads.
 */
public final class Tables {
  private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(Object[].class);

  private Tables() {}

  /** Reads an element, and what was written before it was stored. */
  public static Object get(Object[] table, int index) {
    Object element = table[index];
    VarHandle.acquireFence();
    return element;
  }

  /** Stores an element, after all that was written before. */
  public static void set(Object[] table, int index, Object element) {
    VarHandle.releaseFence();
    table[index] = element;
  }

  /** Stores an element in order with all other accesses that are volatile. */
  public static void setVolatile(Object[] table, int index, Object element) {
    set(table, index, element);
    VarHandle.fullFence();
  }

  /**
   * Stores the first node of a bin, if the bin is as expected. The store that derivatives are made
   * of comes second and changes nothing: who replaces a node locks it first.
   */
  public static boolean replace(Object[] table, int index, Object expected, Object node) {
    synchronized (node) {
      boolean replaced = compareAndSet(table, index, expected, node);
      if (replaced) {
        table[index] = node;
      }
      return replaced;
    }
  }

  /** Runs as it is. */
  public static boolean compareAndSet(Object[] table, int index, Object expected, Object element) {
    return ELEMENTS.compareAndSet(table, index, expected, element);
  }
}
