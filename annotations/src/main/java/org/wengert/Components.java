package org.wengert;

import org.wengert.internal.RuntimeLink;

/** Every number that some objects reach, in an order that depends on what they hold only. */
final class Components {
  private final Object snapshot;
  private final String[] roots;
  private final String[] names;
  private final double[][] arrays;
  private final int[] indices;

  /**
   * @param snapshot of the runtime
   * @param roots names of its roots
   */
  Components(Object snapshot, String[] roots) {
    Object[] found = RuntimeLink.components(snapshot, roots);
    this.snapshot = snapshot;
    this.roots = roots;
    this.names = (String[]) found[0];
    this.arrays = (double[][]) found[1];
    this.indices = (int[]) found[2];
  }

  /** Of what objects hold now. */
  static Components of(Object[] objects, String[] roots) {
    return new Components(RuntimeLink.snapshot(objects, roots), roots);
  }

  int count() {
    return names.length;
  }

  String name(int k) {
    return names[k];
  }

  /** Name of the root that leads to a component. */
  String root(int k) {
    for (String root : roots) {
      String name = names[k];
      if (name.equals(root) || name.startsWith(root + ".") || name.startsWith(root + "[")) {
        return root;
      }
    }
    throw new IllegalStateException(names[k] + " has no root");
  }

  double derivative(int k) {
    return arrays[k] == null ? 0 : arrays[k][indices[k]];
  }

  void set(int k, double derivative) {
    arrays[k][indices[k]] = derivative;
  }

  /** The number itself: a Double or a Float. */
  Object value(int k) {
    return RuntimeLink.componentValue(snapshot, roots, k);
  }

  /** Moves the number in its place; returns the box to pass instead if it is an argument itself. */
  Object move(int k, double to) {
    return RuntimeLink.moveComponent(snapshot, roots, k, to);
  }

  /** Adds the derivatives to those of the same memory in another snapshot. */
  void addTo(Object other) {
    RuntimeLink.addSnapshot(snapshot, other);
  }

  /** Adds to these derivatives those of the same memory in another snapshot. */
  void addFrom(Object other) {
    RuntimeLink.addSnapshot(other, snapshot);
  }
}
