package org.wengert.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What objects hold at one moment, with the shadows of it all: on entry to a call, so that
 * derivatives are of what the arguments held then whatever the call does to them, or at its end.
 *
 * <p>Threads, class loaders and the like are not looked into.
 */
final class Snapshot {
  /**
   * An object or array. Parallel: references that it holds, and the shadows of what they lead to.
   */
  static final class Node {
    final Object object;
    Object shadow;
    Object[] held = NONE;
    Object[] shadows = NONE;

    /** Of a collection, else -1. */
    int size = -1;

    private final Node from;
    private final Object step;

    private Node(Object object, Node from, Object step) {
      this.object = object;
      this.from = from;
      this.step = step;
    }

    /** The adjoints or tangents of the numbers in the object itself; null if there are none. */
    double[] cells() {
      if (object.getClass().isArray()) {
        return shadow instanceof double[] numbers ? numbers : null;
      }
      return Mirrors.cells(shadow);
    }

    /** How it was reached first: {@code body.position}. */
    String path() {
      return from == null ? String.valueOf(step) : step(from.path(), step);
    }
  }

  private static final Object[] NONE = {};

  private final IdentityHashMap<Object, Node> nodes = new IdentityHashMap<>();
  private final List<Node> order = new ArrayList<>();
  private final Object[] roots;
  private final Object[] rootShadows;

  private Snapshot(Object[] roots) {
    this.roots = roots;
    this.rootShadows = new Object[roots.length];
  }

  /** With shadows of zeros for everything. */
  static Snapshot onEntry(Object[] roots, String[] names) {
    Snapshot made = new Snapshot(roots.clone());
    for (int i = 0; i < roots.length; i++) {
      made.rootShadows[i] = made.shadowOnEntry(roots[i], null, names[i]);
    }
    for (int next = 0; next < made.order.size(); next++) {
      made.lookOnEntry(made.order.get(next));
    }
    return made;
  }

  /** With the shadows that a call has given to what it reached; null where it gave none. */
  static Snapshot atExit(Tape tape, Object result, Object resultShadow, Snapshot entry) {
    int given = entry == null ? 0 : entry.roots.length;
    Object[] roots = new Object[1 + given];
    roots[0] = result;
    Snapshot made = new Snapshot(roots);
    made.rootShadows[0] = made.shadowAtExit(tape, result, resultShadow, null, "result");
    for (int i = 0; i < given; i++) {
      roots[1 + i] = entry.roots[i];
      made.rootShadows[1 + i] =
          made.shadowAtExit(tape, roots[1 + i], entry.rootShadows[i], null, "argument");
    }
    for (int next = 0; next < made.order.size(); next++) {
      made.lookAtExit(tape, made.order.get(next));
    }
    return made;
  }

  private Object shadowOnEntry(Object object, Node from, Object step) {
    if (object == null || isOpaque(object)) {
      return null;
    } else if (Mirrors.isBox(object)) {
      return new double[1];
    }
    Node node = nodes.get(object);
    if (node == null) {
      Object shadow = Shadows.emptyShadow(object);
      if (shadow == null) {
        return null;
      }
      node = add(object, from, step);
      node.shadow = shadow;
    }
    return node.shadow;
  }

  private Node add(Object object, Node from, Object step) {
    Node node = new Node(object, from, step);
    nodes.put(object, node);
    order.add(node);
    return node;
  }

  private void lookOnEntry(Node node) {
    hold(node);
    if (node.object instanceof Object[]) {
      Object[] rows = (Object[]) node.shadow;
      for (int i = 0; i < rows.length; i++) {
        rows[i] = shadowOnEntry(node.held[i], node, i);
      }
      node.shadows = rows.clone();
    } else if (node.held.length > 0 && node.shadow instanceof Object[] mirror) {
      MirrorField[] fields = Mirrors.fields(node.object.getClass());
      for (int i = 0; i < fields.length; i++) {
        if (!fields[i].isFloating()) {
          Object shadow = shadowOnEntry(node.held[i], node, fields[i].name());
          mirror[fields[i].index()] = shadow;
          node.shadows[i] = shadow;
        }
      }
    }
  }

  /** What an object holds now; by field, null for those that are numbers. */
  private static void hold(Node node) {
    if (node.object instanceof Object[] array) {
      node.held = array.clone();
      node.shadows = new Object[array.length];
    } else if (!node.object.getClass().isArray()) {
      MirrorField[] fields = Mirrors.fields(node.object.getClass());
      node.held = new Object[fields.length];
      node.shadows = new Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        node.held[i] = fields[i].isFloating() ? null : fields[i].get(node.object);
      }
      node.size = sizeOf(node.object);
    }
  }

  /** Of the library's collections only: others run an application's code. */
  private static int sizeOf(Object object) {
    if (object.getClass().getClassLoader() != null) {
      return object instanceof java.util.ArrayList<?> list ? list.size() : -1;
    }
    return object instanceof Collection<?> all
        ? all.size()
        : object instanceof Map<?, ?> map ? map.size() : -1;
  }

  private Object shadowAtExit(Tape tape, Object object, Object given, Node from, Object step) {
    if (object == null || isOpaque(object)) {
      return null;
    } else if (Mirrors.isBox(object)) {
      return given;
    }
    Object shadow = given != null && !tape.isNowhere(given) ? given : tape.knownShadow(object);
    Node node = nodes.get(object);
    if (node == null) {
      if (Shadows.holdsNothing(object)) {
        return null;
      }
      node = add(object, from, step);
      node.shadow = shadow;
    } else if (node.shadow == null && shadow != null) {
      node.shadow = shadow;
      order.add(node); // Once more, now that its shadow is known.
    }
    return node.shadow;
  }

  private void lookAtExit(Tape tape, Node node) {
    hold(node);
    if (node.held.length == 0) {
      return;
    }
    boolean isArray = node.object instanceof Object[];
    MirrorField[] fields = isArray ? null : Mirrors.fields(node.object.getClass());
    Object[] mirror = node.shadow instanceof Object[] references ? references : null;
    for (int i = 0; i < node.held.length; i++) {
      if (isArray || !fields[i].isFloating()) {
        int index = isArray ? i : fields[i].index();
        Object given = mirror == null ? null : mirror[index];
        Object step = isArray ? (Object) i : fields[i].name();
        node.shadows[i] = shadowAtExit(tape, node.held[i], given, node, step);
      }
    }
  }

  private static final String[] OPAQUE_PACKAGES = {
    "java.io.",
    "java.net.",
    "java.lang.invoke.",
    "java.lang.module.",
    "java.lang.ref.",
    "java.lang.reflect.",
    "java.security.",
    "java.util.logging.",
    "java.util.concurrent.locks.",
    "jdk.internal.",
    "sun."
  };

  private static final ClassValue<Boolean> OPAQUE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (isOpaque(c)) {
              return true;
            }
          }
          return java.util.concurrent.Executor.class.isAssignableFrom(type)
              || System.Logger.class.isAssignableFrom(type);
        }
      };

  private static boolean isOpaque(Class<?> type) {
    if (type == Class.class
        || type == Thread.class
        || type == ThreadGroup.class
        || type == ClassLoader.class
        || type == Module.class
        || type == ThreadLocal.class) {
      return true;
    }
    for (String name : OPAQUE_PACKAGES) {
      if (type.getName().startsWith(name)) {
        return true;
      }
    }
    return false;
  }

  /** What belongs to the JVM, to concurrency or to input and output, not to a model. */
  static boolean isOpaque(Object object) {
    return OPAQUE.get(object.getClass());
  }

  /** Enters all shadows into the table of a call. */
  void enter(Map<Object, Object> table) {
    for (Node node : order) {
      table.put(node.object, node.shadow);
    }
  }

  /** Enters the shadows of another snapshot of the same objects as those of the shadows of this. */
  void enterAgain(Snapshot other, Map<Object, Object> table) {
    for (Node node : order) {
      Object again = other.nodes.get(node.object).shadow;
      table.put(node.shadow, again);
      if (node.shadow instanceof Object[] && node.cells() != null) {
        table.put(node.cells(), other.nodes.get(node.object).cells());
      }
    }
  }

  Object rootShadow(int root) {
    return rootShadows[root];
  }

  Node node(Object object) {
    return nodes.get(object);
  }

  /** Every array of numbers among the shadows, once: boxes' cells too. */
  List<double[]> cells() {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < rootShadows.length; i++) {
      if (roots[i] != null && Mirrors.isBox(roots[i]) && rootShadows[i] != null) {
        all.add((double[]) rootShadows[i]);
      }
    }
    IdentityHashMap<Node, Node> seen = new IdentityHashMap<>();
    for (Node node : order) {
      if (seen.put(node, node) == null) {
        if (node.cells() != null) {
          all.add(node.cells());
        }
        for (int i = 0; i < node.held.length; i++) {
          if (node.held[i] != null && Mirrors.isBox(node.held[i]) && node.shadows[i] != null) {
            all.add((double[]) node.shadows[i]);
          }
        }
      }
    }
    return all;
  }

  void clear() {
    for (double[] cells : cells()) {
      java.util.Arrays.fill(cells, 0);
    }
  }

  /** The same with numbers of its own: the next sweep overwrites these. */
  Snapshot copy() {
    IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
    for (double[] cells : cells()) {
      copies.put(cells, cells.clone());
    }
    Snapshot copy = new Snapshot(roots);
    for (int i = 0; i < roots.length; i++) {
      copy.rootShadows[i] = copied(rootShadows[i], copies);
    }
    for (Node node : order) {
      Node twin = copy.nodes.get(node.object);
      if (twin == null) {
        twin = copy.add(node.object, node.from, node.step);
        twin.shadow = copied(node.shadow, copies);
        twin.held = node.held;
        twin.size = node.size;
        twin.shadows = node.shadows.clone();
        for (int i = 0; i < twin.shadows.length; i++) {
          twin.shadows[i] = copied(twin.shadows[i], copies);
        }
      }
    }
    return copy;
  }

  /** Of arrays of references, the first level counts: what is below is found through nodes. */
  private static Object copied(Object shadow, IdentityHashMap<Object, Object> copies) {
    if (shadow instanceof double[]) {
      return copies.get(shadow);
    } else if (shadow instanceof Object[] references) {
      Object known = copies.get(shadow);
      if (known != null) {
        return known;
      }
      Object[] copy = references.clone();
      copies.put(shadow, copy);
      if (copy.length > 0 && copy[0] instanceof double[] first && copies.containsKey(first)) {
        copy[0] = copies.get(first);
      }
      return copy;
    }
    return shadow;
  }

  /** Adds the numbers in these shadows to those that another snapshot has for the same memory. */
  void addTo(Snapshot other) {
    for (int i = 0; i < roots.length; i++) {
      if (roots[i] != null && Mirrors.isBox(roots[i])) {
        add(rootShadows[i], other.rootShadows[i]);
      }
    }
    for (Node node : order) {
      Node twin = other.nodes.get(node.object);
      if (twin != null) {
        add(node.cells(), twin.cells());
        for (int i = 0; i < node.held.length; i++) {
          if (node.held[i] != null && Mirrors.isBox(node.held[i])) {
            add(node.shadows[i], twin.shadows[i]);
          }
        }
      }
    }
  }

  private static void add(Object from, Object to) {
    if (from != null && to != null) {
      for (int i = 0; i < ((double[]) from).length; i++) {
        ((double[]) to)[i] += ((double[]) from)[i];
      }
    }
  }

  private static String step(String path, Object step) {
    return step instanceof Integer ? path + "[" + step + "]" : path + "." + step;
  }

  /** A number that an argument holds, and its derivative. */
  record Component(String name, Node node, int place, double[] cells, int index) {
    /** The number on entry. */
    Object value(Object snapshot) {
      if (node == null) {
        return ((Snapshot) snapshot).roots[place];
      } else if (node.object instanceof double[] numbers) {
        return numbers[place];
      } else if (node.object instanceof float[] numbers) {
        return numbers[place];
      }
      Object box = node.held[place];
      return box != null ? box : Mirrors.fields(node.object.getClass())[place].get(node.object);
    }

    /** See {@link Bridge#moveComponent}. */
    Object move(Object snapshot, double to) {
      Object moved = value(snapshot) instanceof Float ? (Object) (float) to : (Object) to;
      if (node == null) {
        return moved;
      } else if (node.object.getClass().isArray()) {
        java.lang.reflect.Array.set(node.object, place, moved);
      } else {
        Mirrors.fields(node.object.getClass())[place].set(node.object, moved);
      }
      return null;
    }
  }

  /** Of objects that stand for numbers, boxes alone are made of a number. */
  private static boolean canMove(Object object) {
    return object instanceof Double || object instanceof Float;
  }

  /** All numbers that can be moved, in an order that depends on what the arguments hold only. */
  List<Component> components(String[] rootNames) {
    List<Component> all = new ArrayList<>();
    for (int i = 0; i < roots.length; i++) {
      if (canMove(roots[i])) {
        all.add(new Component(rootNames[i], null, i, (double[]) rootShadows[i], 0));
      }
    }
    for (Node node : order) {
      addComponents(node, all);
    }
    return all;
  }

  private static void addComponents(Node node, List<Component> all) {
    String path = node.path();
    if (node.object instanceof Object[] || !node.object.getClass().isArray()) {
      MirrorField[] fields =
          node.object instanceof Object[] ? null : Mirrors.fields(node.object.getClass());
      for (int i = 0; i < node.held.length; i++) {
        Object step = fields == null ? (Object) i : fields[i].name();
        if (fields != null && fields[i].isFloating()) {
          String name = step(path, step);
          all.add(new Component(name, node, i, node.cells(), fields[i].index()));
        } else if (canMove(node.held[i])) {
          all.add(new Component(step(path, step), node, i, (double[]) node.shadows[i], 0));
        }
      }
    } else {
      double[] cells = node.cells();
      for (int i = 0; i < cells.length; i++) {
        all.add(new Component(step(path, i), node, i, cells, i));
      }
    }
  }
}
