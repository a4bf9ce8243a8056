package org.wengert.internal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Checks the arrays that a caller passes together with their buffers or tangents, in one walk and,
 * once warm, without allocation: shapes agree; no buffer is also an argument, at any depth; no
 * buffer serves two arrays; the same row has the same shadow everywhere. Use: {@link #take}, one
 * call an array, {@link #done}. After an exception the object is dropped. Not for applications;
 * generated companions use it.
 */
public final class ArrayPairs {
  private static final AtomicReference<ArrayPairs> IDLE = new AtomicReference<>();

  /** Stands for "an argument without shadow". */
  private static final Object NONE = new Object();

  /**
   * Open addressing by identity. {@code partners[i]}: the shadow of an argument, or the reverse.
   */
  private Object[] keys = new Object[64];

  private Object[] partners = new Object[64];
  private boolean[] isShadow = new boolean[64];
  private int size;

  /** "buffer" or "tangent": what the shadows are called in messages. */
  private String role = "buffer";

  private ArrayPairs() {}

  /** An empty checker. */
  public static ArrayPairs take() {
    ArrayPairs pairs = IDLE.getAndSet(null);
    return pairs != null ? pairs : new ArrayPairs();
  }

  /** Ends the check. */
  public void done() {
    Arrays.fill(keys, null);
    Arrays.fill(partners, null);
    size = 0;
    if (keys.length <= 1 << 16) {
      IDLE.set(this);
    }
  }

  /**
   * A gradient's buffer. Two arguments that are the same array may have different buffers: both get
   * the same total.
   */
  public ArrayPairs buffer(String name, Object argument, Object buffer) {
    role = "buffer";
    Shadows.requireArray(name, argument);
    Shadows.requireShape(role, name, argument, buffer);
    int known = find(argument);
    if (keys[known] != null && !isShadow[known] && partners[known] != NONE) {
      shadows(name, argument, buffer);
    } else {
      pair(name, argument, buffer);
    }
    return this;
  }

  /** A tangent; the same array must have the same tangent array. */
  public ArrayPairs tangent(String name, Object argument, Object tangent) {
    role = "tangent";
    Shadows.requireArray(name, argument);
    Shadows.requireShape(role, name, argument, tangent);
    pair(name, argument, tangent);
    return this;
  }

  /** An argument that has no buffer but must not be one. */
  public ArrayPairs argument(String name, Object argument) {
    if (argument != null && !put(argument, NONE, false)) {
      int known = find(argument);
      if (isShadow[known]) {
        throw alsoArgument(name);
      }
    }
    return this;
  }

  /** A buffer that belongs to no array, such as that for the scalars' partials. */
  public ArrayPairs loose(String name, double[] buffer, int length) {
    if (buffer == null || buffer.length < length) {
      throw new IllegalArgumentException(
          name
              + " is "
              + Shadows.describe(buffer)
              + ": pass a double[] of length "
              + length
              + " or more");
    }
    if (!put(buffer, NONE, true)) {
      throw isShadow[find(buffer)] ? servesTwo(name) : alsoArgument(name);
    }
    return this;
  }

  private void pair(String name, Object argument, Object shadow) {
    putArgument(name, argument, shadow);
    putShadow(name, argument, shadow);
    if (argument instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] != null) {
          pair(name, rows[i], ((Object[]) shadow)[i]);
        }
      }
    }
  }

  /** As {@link #pair} where the arguments were seen before. */
  private void shadows(String name, Object argument, Object shadow) {
    putShadow(name, argument, shadow);
    if (argument instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] != null) {
          shadows(name, rows[i], ((Object[]) shadow)[i]);
        }
      }
    }
  }

  private void putArgument(String name, Object argument, Object shadow) {
    if (put(argument, shadow, false)) {
      return;
    }
    int known = find(argument);
    if (isShadow[known]) {
      throw alsoArgument(name);
    }
    if (partners[known] == NONE) {
      partners[known] = shadow;
    } else if (partners[known] != shadow) {
      throw new IllegalArgumentException(
          "one array occurs twice among the arguments (the second time in "
              + name
              + ") with two"
              + " different "
              + role
              + "s: an array has one derivative, pass the same "
              + role
              + " array for both");
    }
  }

  private void putShadow(String name, Object argument, Object shadow) {
    if (put(shadow, argument, true)) {
      return;
    }
    int known = find(shadow);
    if (!isShadow[known]) {
      throw alsoArgument(name);
    }
    if (partners[known] != argument) {
      throw servesTwo("the " + role + " of " + name);
    }
  }

  private IllegalArgumentException alsoArgument(String name) {
    return new IllegalArgumentException(
        "the array passed as "
            + name
            + " or as its "
            + role
            + " is both an argument and a "
            + role
            + ": pass a separate array");
  }

  private static IllegalArgumentException servesTwo(String what) {
    return new IllegalArgumentException(
        what + " is also passed for another array: pass a separate array for each");
  }

  /** Whether {@code key} was new. */
  private boolean put(Object key, Object partner, boolean shadow) {
    int at = find(key);
    if (keys[at] != null) {
      return false;
    }
    keys[at] = key;
    partners[at] = partner;
    isShadow[at] = shadow;
    if (++size * 2 > keys.length) {
      grow();
    }
    return true;
  }

  private int find(Object key) {
    int mask = keys.length - 1;
    int at = System.identityHashCode(key) & mask;
    while (keys[at] != null && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    Object[] oldKeys = keys;
    Object[] oldPartners = partners;
    boolean[] oldIsShadow = isShadow;
    keys = new Object[2 * oldKeys.length];
    partners = new Object[keys.length];
    isShadow = new boolean[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        partners[at] = oldPartners[i];
        isShadow[at] = oldIsShadow[i];
      }
    }
  }
}
