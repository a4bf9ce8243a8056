package org.wengert.internal;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where a derivative keeps one tape between calls. A call takes it or makes another, and gives it
 * back when it ends: no lock, and a derivative call inside a derivative call gets its own. Not for
 * applications; generated companions use it.
 */
public final class TapeSlot {
  /** A tape that occupies more than this is dropped. System property, bytes. */
  static final long KEEP_BYTES = Long.getLong("wengert.tape.keepBytes", 1L << 28);

  private final AtomicReference<Object> idle = new AtomicReference<>();

  /** An empty slot; the first tape is made by the first {@link #take}. */
  public TapeSlot() {}

  /** A tape that belongs to the caller until {@link #give}. */
  public Object take() {
    Object tape = idle.getAndSet(null);
    return tape != null ? tape : RuntimeLink.newTape();
  }

  /** Takes a tape back. */
  public void give(Object tape) {
    if (RuntimeLink.tapeCapacity(tape) <= KEEP_BYTES) {
      idle.set(tape);
    }
  }
}
