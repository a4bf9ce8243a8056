package org.wengert.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the collections of the library keep their elements. Known by the names of their fields,
 * which have been the same for long; what is not known is not guessed.
 */
final class Elements {
  /** What collections or maps of a class hold, read from a snapshot. */
  private final Snapshot snapshot;

  private final List<Object> keys = new ArrayList<>();
  private final List<Object> held = new ArrayList<>();
  private final List<Object> shadows = new ArrayList<>();

  private Elements(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** {@code {elements, their shadows}}; null if it is not known how the list keeps them. */
  static Object[] ofList(Snapshot snapshot, Object list) {
    Elements found = new Elements(snapshot);
    Snapshot.Node node = snapshot.node(list);
    return node != null && found.addList(node)
        ? new Object[] {found.held.toArray(), found.shadows.toArray()}
        : null;
  }

  /** {@code {keys, values, their shadows}}; null if it is not known how the map keeps them. */
  static Object[] ofMap(Snapshot snapshot, Object map) {
    Elements found = new Elements(snapshot);
    Snapshot.Node node = snapshot.node(map);
    return node != null && found.addMap(node)
        ? new Object[] {found.keys.toArray(), found.held.toArray(), found.shadows.toArray()}
        : null;
  }

  private boolean addList(Snapshot.Node list) {
    switch (known(list.object.getClass())) {
      case "java.util.ArrayList", "java.util.Vector":
        return addArray(list, "elementData", list.size);
      case "java.util.Arrays$ArrayList":
        return addArray(list, "a", -1);
      case "java.util.concurrent.CopyOnWriteArrayList":
        return addArray(list, "array", -1);
      case "java.util.ImmutableCollections$ListN":
        return addArray(list, "elements", -1);
      case "java.util.ImmutableCollections$List12":
        add(list, "e0");
        if (list.size == 2) {
          add(list, "e1");
        }
        return true;
      case "java.util.Collections$SingletonList":
        add(list, "element");
        return true;
      case "java.util.LinkedList":
        Snapshot.Node at = node(list, "first");
        while (at != null) {
          add(at, "item");
          at = node(at, "next");
        }
        return true;
      case "java.util.Collections$UnmodifiableList", "java.util.Collections$SynchronizedList":
        Snapshot.Node inner = node(list, "list");
        return inner != null && addList(inner);
      default:
        return false;
    }
  }

  private boolean addMap(Snapshot.Node map) {
    switch (known(map.object.getClass())) {
      case "java.util.HashMap":
        return addTable(map, "value");
      case "java.util.Hashtable":
        return addTable(map, "value");
      case "java.util.concurrent.ConcurrentHashMap":
        return addTable(map, "val");
      case "java.util.TreeMap":
        return addTree(node(map, "root"));
      case "java.util.ImmutableCollections$Map1":
        return addEntry(map, "k0", "v0");
      case "java.util.Collections$SingletonMap":
        return addEntry(map, "k", "v");
      case "java.util.ImmutableCollections$MapN":
        Snapshot.Node table = node(map, "table");
        for (int i = 0; i < table.held.length; i += 2) {
          if (table.held[i] != null) {
            addEntry(table.held[i], table.held[i + 1], table.shadows[i + 1]);
          }
        }
        return true;
      case "java.util.Collections$UnmodifiableMap", "java.util.Collections$SynchronizedMap":
        Snapshot.Node inner = node(map, "m");
        return inner != null && addMap(inner);
      default:
        return false;
    }
  }

  /** The library's class that keeps the elements: subclasses inherit its fields. */
  private static String known(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      switch (c.getName()) {
        case "java.util.ArrayList",
        "java.util.Vector",
        "java.util.LinkedList",
        "java.util.HashMap",
        "java.util.Hashtable",
        "java.util.TreeMap",
        "java.util.concurrent.CopyOnWriteArrayList",
        "java.util.concurrent.ConcurrentHashMap",
        "java.util.Collections$UnmodifiableList",
        "java.util.Collections$SynchronizedList",
        "java.util.Collections$UnmodifiableMap",
        "java.util.Collections$SynchronizedMap":
          return c.getName();
        default:
      }
    }
    return type.getName();
  }

  private boolean addArray(Snapshot.Node list, String field, int size) {
    Snapshot.Node array = node(list, field);
    if (array == null) {
      return list.size == 0;
    }
    int count = size < 0 ? array.held.length : size;
    for (int i = 0; i < count; i++) {
      held.add(array.held[i]);
      shadows.add(array.shadows[i]);
    }
    return true;
  }

  private boolean addTable(Snapshot.Node map, String valueField) {
    Snapshot.Node table = node(map, "table");
    for (int i = 0; table != null && i < table.held.length; i++) {
      Snapshot.Node entry = snapshot.node(table.held[i]);
      while (entry != null && index(entry, "key") >= 0) {
        addEntry(entry, "key", valueField);
        entry = node(entry, "next");
      }
      if (table.held[i] != null && index(snapshot.node(table.held[i]), "key") < 0) {
        return false; // A bin of another form.
      }
    }
    return true;
  }

  private boolean addTree(Snapshot.Node root) {
    List<Snapshot.Node> path = new ArrayList<>();
    Snapshot.Node at = root;
    while (at != null || !path.isEmpty()) {
      while (at != null) {
        path.add(at);
        at = node(at, "left");
      }
      at = path.remove(path.size() - 1);
      addEntry(at, "key", "value");
      at = node(at, "right");
    }
    return true;
  }

  private boolean addEntry(Snapshot.Node entry, String key, String value) {
    int k = index(entry, key);
    int v = index(entry, value);
    return addEntry(k < 0 ? key(entry, key) : entry.held[k], entry.held[v], entry.shadows[v]);
  }

  private static Object key(Snapshot.Node entry, String field) {
    throw new IllegalStateException("no field " + field + " in " + entry.object.getClass());
  }

  private boolean addEntry(Object key, Object value, Object shadow) {
    keys.add(key);
    held.add(value);
    shadows.add(shadow);
    return true;
  }

  private void add(Snapshot.Node object, String field) {
    int index = index(object, field);
    held.add(object.held[index]);
    shadows.add(object.shadows[index]);
  }

  private Snapshot.Node node(Snapshot.Node of, String field) {
    int index = index(of, field);
    return index < 0 || of.held[index] == null ? null : snapshot.node(of.held[index]);
  }

  private static int index(Snapshot.Node of, String field) {
    if (of == null) {
      return -1;
    }
    MirrorField[] fields = Mirrors.fields(of.object.getClass());
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].name().equals(field)) {
        return i;
      }
    }
    return -1;
  }
}
