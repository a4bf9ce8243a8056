package org.wengert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.Shadows;

/**
 * Finds every number that roots lead to, in one order: root by root; of each, all that an element
 * or a field leads to before the next; fields of super classes first. Memory that is reached in two
 * ways is found the first time only, boxes by each place that holds them.
 */
final class NumberWalk {
  /** A number, by where its derivative is. */
  record Slot(double[] cells, int index, Place place, boolean isElement) {
    String name() {
      return isElement ? place.name() + "[" + index + "]" : place.name();
    }
  }

  /** A way that leads from a root. */
  private record Place(Place from, String step) {
    String name() {
      Deque<String> steps = new ArrayDeque<>();
      for (Place at = this; at != null; at = at.from) {
        steps.push(at.step);
      }
      return String.join("", steps);
    }
  }

  /** What is to be looked at; a number itself if the index is not negative. */
  private record Visit(Place place, Object held, Object shadow, int index) {}

  private final Object snapshot;
  private final List<Slot> found = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Visit> pending = new ArrayDeque<>();
  private final Map<Class<?>, Fields> fields = new HashMap<>();

  NumberWalk(Reached reached) {
    this.snapshot = reached.snapshot;
  }

  List<Slot> found() {
    return found;
  }

  /** A root that is a number. */
  void number(String name, double[] cells, int index) {
    found.add(new Slot(cells, index, new Place(null, name), false));
  }

  /** All that a root leads to. */
  void from(String name, Object held, Object shadow) {
    pending.push(new Visit(new Place(null, name), held, shadow, -1));
    while (!pending.isEmpty()) {
      List<Visit> next = next(pending.pop());
      for (int i = next.size() - 1; i >= 0; i--) {
        pending.push(next.get(i));
      }
    }
  }

  private List<Visit> next(Visit visit) {
    if (visit.index >= 0) {
      found.add(new Slot((double[]) visit.shadow, visit.index, visit.place, false));
      return List.of();
    }
    Object[] look = visit.held == null ? null : RuntimeLink.look(snapshot, visit.held);
    if (look == null) {
      if (visit.held != null && visit.shadow instanceof double[] box && seen.add(box)) {
        found.add(new Slot(box, 0, visit.place, false));
      }
      return List.of();
    }
    return seen.add(visit.held) ? inside(visit.place, visit.held, look) : List.of();
  }

  private List<Visit> inside(Place place, Object held, Object[] look) {
    if (held instanceof Object[]) {
      return elements(place, (Object[]) look[2], (Object[]) look[3]);
    } else if (held.getClass().isArray()) {
      double[] cells = (double[]) look[0];
      for (int i = 0; i < cells.length; i++) {
        found.add(new Slot(cells, i, place, true));
      }
      return List.of();
    }
    List<Visit> known = isOfTheLibrary(held.getClass()) ? contents(place, held) : null;
    return known != null ? known : fields(place, held, look);
  }

  private static List<Visit> elements(Place place, Object[] held, Object[] shadows) {
    List<Visit> all = new ArrayList<>();
    for (int i = 0; i < held.length; i++) {
      all.add(new Visit(new Place(place, "[" + i + "]"), held[i], shadows[i], -1));
    }
    return all;
  }

  private static boolean isOfTheLibrary(Class<?> type) {
    return type.getClassLoader() == null
        && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
  }

  /** Of a list or map; null if it is not known where it keeps them, or keys hold numbers too. */
  private List<Visit> contents(Place place, Object held) {
    if (held instanceof List<?>) {
      Object[] all = RuntimeLink.elements(snapshot, held);
      return all == null ? null : elements(place, (Object[]) all[0], (Object[]) all[1]);
    }
    Object[] all = held instanceof Map<?, ?> ? RuntimeLink.entries(snapshot, held) : null;
    if (all == null) {
      return null;
    }
    Object[] keys = (Object[]) all[0];
    List<Visit> values = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      if (mayHoldNumbers(keys[i])) {
        return null;
      }
      Object shadow = ((Object[]) all[2])[i];
      values.add(
          new Visit(new Place(place, "[" + keys[i] + "]"), ((Object[]) all[1])[i], shadow, -1));
    }
    return values;
  }

  private boolean mayHoldNumbers(Object key) {
    boolean isNumber = key instanceof Number && Shadows.canHold(key.getClass());
    return key != null && (isNumber || RuntimeLink.look(snapshot, key) != null);
  }

  private List<Visit> fields(Place place, Object held, Object[] look) {
    Fields of = fields.computeIfAbsent(held.getClass(), Fields::of);
    List<String> names = of.names();
    int[] indices = (int[]) look[1];
    List<Visit> all = new ArrayList<>();
    for (int i = 0; i < indices.length; i++) {
      Place field = new Place(place, "." + names.get(i));
      if (indices[i] < 0) {
        all.add(new Visit(field, ((Object[]) look[2])[i], ((Object[]) look[3])[i], -1));
      } else if (!isOfTheLibrary(of.owner(i))) { // A load factor.
        all.add(new Visit(field, null, look[0], indices[i]));
      }
    }
    return all;
  }
}
