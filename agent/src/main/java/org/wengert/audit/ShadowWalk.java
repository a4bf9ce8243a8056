package org.wengert.audit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.runtime.Bridge;

/**
 * Walks memory and its shadows side by side: each floating-point number that can be reached is met
 * once, with the place of its tangent or adjoint. The order depends on the memory alone.
 */
final class ShadowWalk {
  private static final int MOST_OBJECTS = 20_000;

  /** Is shown each number's place in the shadows. */
  interface Visitor {
    /**
     * @param shadow null where none has been created
     */
    void number(double[] shadow, int index);
  }

  private record Pair(Object primal, Object shadow) {}

  private record Slot(MethodHandle getter, boolean floating, MirrorSlot place) {}

  private final Compiler compiler;
  private final MethodHandles.Lookup lookup;
  private final Map<Class<?>, Slot[]> slots = new HashMap<>();

  ShadowWalk(Compiler compiler) {
    this.compiler = compiler;
    this.lookup = compiler.trusted();
  }

  /**
   * A shadow of zeros of all that can be reached.
   *
   * @param known the shadow of each object and array; gets what is made
   */
  Object create(Object root, IdentityHashMap<Object, Object> known) throws Throwable {
    ArrayDeque<Object> pending = new ArrayDeque<>();
    Object made = shadowOf(root, known, pending);
    while (!pending.isEmpty() && known.size() < MOST_OBJECTS) {
      Object object = pending.remove();
      Object[] shadow = known.get(object) instanceof Object[] rows ? rows : null;
      if (shadow == null) {
        continue;
      }
      if (object instanceof Object[] elements) {
        for (int i = 0; i < elements.length; i++) {
          shadow[i] = shadowOf(elements[i], known, pending);
        }
      } else {
        for (Slot slot : slots(object.getClass())) {
          if (!slot.floating()) {
            Object child = (Object) slot.getter().invokeExact(object);
            shadow[slot.place().index()] = shadowOf(child, known, pending);
          }
        }
      }
    }
    return made;
  }

  private Object shadowOf(
      Object object, IdentityHashMap<Object, Object> known, ArrayDeque<Object> pending) {
    if (object == null || Bridge.isOpaque(object)) {
      return null;
    }
    if (Bridge.isBox(object)) {
      return Bridge.shadow(object);
    }
    Object shadow = known.get(object);
    if (shadow == null) {
      shadow = Bridge.shadow(object);
      if (shadow != null) {
        known.put(object, shadow);
        pending.add(object);
      }
    }
    return shadow;
  }

  /** Visits what can be reached from the roots. */
  void visit(Object[] roots, Object[] shadows, Visitor visitor) throws Throwable {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    ArrayDeque<Pair> pending = new ArrayDeque<>();
    for (int i = 0; i < roots.length; i++) {
      add(roots[i], shadows[i], seen, pending);
    }
    while (!pending.isEmpty() && seen.size() < MOST_OBJECTS) {
      Pair next = pending.remove();
      Object[] references = next.shadow() instanceof Object[] rows ? rows : null;
      if (next.primal() instanceof double[] || next.primal() instanceof float[]) {
        for (int i = 0; i < Array.getLength(next.primal()); i++) {
          visitor.number((double[]) next.shadow(), i);
        }
      } else if (next.primal() instanceof Object[] elements) {
        for (int i = 0; i < elements.length; i++) {
          add(elements[i], references == null ? null : references[i], seen, pending);
        }
      } else if (Bridge.isBox(next.primal())) {
        visitor.number((double[]) next.shadow(), 0);
      } else if (!next.primal().getClass().isArray()) {
        visitFields(next, references, visitor, seen, pending);
      }
    }
  }

  private void visitFields(
      Pair next,
      Object[] references,
      Visitor visitor,
      IdentityHashMap<Object, Boolean> seen,
      ArrayDeque<Pair> pending)
      throws Throwable {
    double[] flat = next.shadow() instanceof double[] cells ? cells : null;
    for (Slot slot : slots(next.primal().getClass())) {
      int index = slot.place().index();
      if (slot.floating()) {
        visitor.number(
            flat != null ? flat : references == null ? null : (double[]) references[0], index);
      } else {
        Object child = (Object) slot.getter().invokeExact(next.primal());
        add(child, references == null ? null : references[index], seen, pending);
      }
    }
  }

  private static void add(
      Object primal,
      Object shadow,
      IdentityHashMap<Object, Boolean> seen,
      ArrayDeque<Pair> pending) {
    // A box is found in each slot that holds it: it has a shadow for each.
    if (primal != null
        && !Bridge.isOpaque(primal)
        && (Bridge.isBox(primal) || seen.put(primal, true) == null)) {
      pending.add(new Pair(primal, shadow));
    }
  }

  private Slot[] slots(Class<?> type) throws IllegalAccessException {
    Slot[] known = slots.get(type);
    if (known == null) {
      List<Slot> found = new ArrayList<>();
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            add(c, field, found);
          }
        }
      }
      known = found.toArray(new Slot[0]);
      slots.put(type, known);
    }
    return known;
  }

  private void add(Class<?> declaring, Field field, List<Slot> found)
      throws IllegalAccessException {
    Class<?> type = field.getType();
    MirrorSlot place = compiler.slot(declaring, field.getName(), type.descriptorString());
    if (place != null) {
      boolean floating = type == double.class || type == float.class;
      try {
        var getter =
            floating
                ? null
                : lookup
                    .findGetter(declaring, field.getName(), type)
                    .asType(MethodType.methodType(Object.class, Object.class));
        found.add(new Slot(getter, floating, place));
      } catch (NoSuchFieldException e) {
        throw new IllegalAccessException(e.toString());
      }
    }
  }
}
