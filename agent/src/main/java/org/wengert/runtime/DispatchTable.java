package org.wengert.runtime;

/**
 * From classes to what belongs to them: open addressing in arrays that do not change once others
 * see them. Readers need no lock: what they see too early is empty, and they ask again elsewhere.
 */
final class DispatchTable {
  static final DispatchTable EMPTY = new DispatchTable(2);

  private final Class<?>[] keys;
  private final Object[] values;
  private int size;

  /**
   * @param capacity a power of two
   */
  private DispatchTable(int capacity) {
    this.keys = new Class<?>[capacity];
    this.values = new Object[capacity];
  }

  /** Null if there is none. */
  Object find(Class<?> key) {
    int i = place(key);
    return keys[i] == null ? null : values[i];
  }

  /** Where a key is, or an empty place for it: at least half of the places are. */
  private int place(Class<?> key) {
    int mask = keys.length - 1;
    int i = System.identityHashCode(key) & mask;
    while (keys[i] != null && keys[i] != key) {
      i = (i + 1) & mask;
    }
    return i;
  }

  /** A table with one more. */
  DispatchTable with(Class<?> key, Object value) {
    DispatchTable more = new DispatchTable(size < keys.length / 2 ? keys.length : 2 * keys.length);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != null) {
        more.put(keys[i], values[i]);
      }
    }
    more.put(key, value);
    return more;
  }

  private void put(Class<?> key, Object value) {
    int i = place(key);
    size += keys[i] == null ? 1 : 0;
    keys[i] = key;
    values[i] = value;
  }
}
