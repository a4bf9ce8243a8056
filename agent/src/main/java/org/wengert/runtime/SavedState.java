package org.wengert.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * All that objects hold, numbers and references of every type, so that they can be brought back to
 * it. In place: copies of objects would have other identity hash codes, and maps depend on these.
 */
final class SavedState {
  private record Saved(Object object, Object contents) {}

  private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();
  private final List<Saved> all = new ArrayList<>();

  private static final ClassValue<MirrorField[]> FIELDS =
      new ClassValue<>() {
        @Override
        protected MirrorField[] computeValue(Class<?> type) {
          return Linker.compiler().allFields(type);
        }
      };

  private SavedState() {}

  static SavedState of(Object[] roots) {
    SavedState state = new SavedState();
    List<Object> pending = new ArrayList<>();
    for (Object root : roots) {
      state.meet(root, pending);
    }
    while (!pending.isEmpty()) {
      state.save(pending.remove(pending.size() - 1), pending);
    }
    return state;
  }

  private void meet(Object object, List<Object> pending) {
    if (object != null && !isFixed(object) && seen.put(object, object) == null) {
      pending.add(object);
    }
  }

  private static boolean isFixed(Object object) {
    return Snapshot.isOpaque(object)
        || object instanceof String
        || object instanceof Number && object.getClass().getName().startsWith("java.lang.")
        || object instanceof Boolean
        || object instanceof Character;
  }

  private void save(Object object, List<Object> pending) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      int length = java.lang.reflect.Array.getLength(object);
      Object copy = java.lang.reflect.Array.newInstance(type.getComponentType(), length);
      System.arraycopy(object, 0, copy, 0, length);
      all.add(new Saved(object, copy));
      if (copy instanceof Object[] references) {
        for (Object reference : references) {
          meet(reference, pending);
        }
      }
      return;
    }
    MirrorField[] fields = FIELDS.get(type);
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = fields[i].get(object);
      if (!fields[i].type().isPrimitive()) {
        meet(values[i], pending);
      }
    }
    all.add(new Saved(object, values));
  }

  /**
   * Brings everything back to what was saved.
   *
   * @return what it was before; null if nothing had changed
   */
  SavedState swapIn() {
    if (isCurrent()) {
      return null;
    }
    SavedState now = of(objects().toArray());
    restore();
    return now;
  }

  /** The objects and arrays that are saved. */
  List<Object> objects() {
    List<Object> objects = new ArrayList<>();
    for (Saved saved : all) {
      objects.add(saved.object);
    }
    return objects;
  }

  private boolean isCurrent() {
    for (Saved saved : all) {
      if (!isCurrent(saved)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCurrent(Saved saved) {
    if (saved.object instanceof double[] numbers) {
      return java.util.Arrays.equals(numbers, (double[]) saved.contents);
    } else if (saved.object.getClass().isArray()) {
      int length = java.lang.reflect.Array.getLength(saved.object);
      for (int i = 0; i < length; i++) {
        Object now = java.lang.reflect.Array.get(saved.object, i);
        Object then = java.lang.reflect.Array.get(saved.contents, i);
        if (saved.object instanceof Object[] ? now != then : !now.equals(then)) {
          return false;
        }
      }
      return true;
    }
    MirrorField[] fields = FIELDS.get(saved.object.getClass());
    Object[] values = (Object[]) saved.contents;
    for (int i = 0; i < fields.length; i++) {
      Object now = fields[i].get(saved.object);
      if (fields[i].type().isPrimitive() ? !now.equals(values[i]) : now != values[i]) {
        return false;
      }
    }
    return true;
  }

  void restore() {
    for (Saved saved : all) {
      if (saved.object.getClass().isArray()) {
        int length = java.lang.reflect.Array.getLength(saved.object);
        System.arraycopy(saved.contents, 0, saved.object, 0, length);
      } else {
        restoreFields(saved.object, (Object[]) saved.contents);
      }
    }
  }

  private static void restoreFields(Object object, Object[] values) {
    MirrorField[] fields = FIELDS.get(object.getClass());
    for (int i = 0; i < fields.length; i++) {
      Object now = fields[i].get(object);
      boolean same = fields[i].type().isPrimitive() ? now.equals(values[i]) : now == values[i];
      if (!same) {
        fields[i].set(object, values[i]);
      }
    }
  }
}
