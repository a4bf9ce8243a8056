package org.wengert.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Which shadow is the shadow of what: the references in shadows of arrays of references and of
 * objects, as they were, so that they can be put back for a while. Numbers in shadows are left
 * alone: they add up.
 */
final class SavedRows {
  private record Saved(Object[] shadow, Object[] held) {}

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Saved> all = new ArrayList<>();

  /** Saves what shadows lead to. */
  static SavedRows of(List<Object> shadows) {
    SavedRows rows = new SavedRows();
    List<Object> pending = new ArrayList<>(shadows);
    while (!pending.isEmpty()) {
      Object next = pending.remove(pending.size() - 1);
      if (next instanceof Object[] shadow && rows.seen.add(shadow)) {
        rows.all.add(new Saved(shadow, shadow.clone()));
        Collections.addAll(pending, shadow);
      }
    }
    return rows;
  }

  /**
   * Puts back what was saved.
   *
   * @return what has changed since, to be handed to {@link #putBack}
   */
  List<Object[]> swapIn() {
    List<Object[]> now = new ArrayList<>();
    for (Saved saved : all) {
      now.add(saved.shadow.clone());
      System.arraycopy(saved.held, 0, saved.shadow, 0, saved.held.length);
    }
    return now;
  }

  /** Ends what {@link #swapIn} began; shadows that were made in between stay where they belong. */
  void putBack(List<Object[]> now) {
    for (int k = 0; k < now.size(); k++) {
      Saved saved = all.get(k);
      for (int i = 0; i < saved.held.length; i++) {
        if (now.get(k)[i] != saved.held[i]) {
          saved.shadow[i] = now.get(k)[i];
        }
      }
    }
  }
}
