package org.wengert;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.wengert.internal.RuntimeLink;

/**
 * Every number that some roots, objects among them, reach at one moment, in the order of {@link
 * NumberWalk}; with derivatives that can be handed to, and taken from, what was reached in a call.
 */
final class ReachedNumbers {
  /**
   * A direction.
   *
   * @param tangents parallel to the parameters: numbers, or shadows
   * @param reached what the arguments reach, with these shadows
   */
  record Direction(Object[] tangents, Reached reached) {}

  private final Primal primal;
  private final Reached reached;

  /** By parameter: derivatives of the numbers among the arguments. */
  private final double[] scalars;

  private final List<NumberWalk.Slot> slots;

  private ReachedNumbers(Primal primal, Reached reached, double[] scalars, NumberWalk walk) {
    this.primal = primal;
    this.reached = reached;
    this.scalars = scalars;
    this.slots = walk.found();
  }

  /** Those that the independents reach before a call. */
  static ReachedNumbers onEntry(Primal primal, Object[] arguments) {
    Reached reached = Reached.onEntry(primal, primal.shadowed, arguments);
    double[] scalars = new double[arguments.length];
    NumberWalk walk = new NumberWalk(reached);
    int root = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (primal.parameters[i].isPrimitive()) {
        if (primal.independent[i]) {
          walk.number(primal.names[i], scalars, i);
        }
      } else if (primal.shadowed[i]) {
        if (primal.independent[i]) {
          walk.from(primal.names[i], arguments[i], reached.shadow(root));
        }
        root++;
      }
    }
    return new ReachedNumbers(primal, reached, scalars, walk);
  }

  /**
   * Those that depend on the independents after a call: what the result reaches if it is an object,
   * else what the arguments do.
   */
  static ReachedNumbers onExit(Primal primal, Object value, Object[] arguments) {
    Object[] shadowed = Parallel.arrays(primal, primal.shadowed, arguments);
    Class<?>[] types =
        Arrays.copyOf(
            Parallel.arrays(primal, primal.shadowed, primal.parameters),
            shadowed.length,
            Class[].class);
    Object[] roots = new Object[1 + shadowed.length];
    if (primal.hasObjectResult()) {
      roots[0] = value;
    } else {
      System.arraycopy(shadowed, 0, roots, 1, shadowed.length);
    }
    String[] names = new String[roots.length];
    names[0] = "result";
    System.arraycopy(Reached.names(primal, primal.shadowed), 0, names, 1, shadowed.length);
    Reached reached = new Reached(RuntimeLink.snapshot(roots, names));
    NumberWalk walk = new NumberWalk(reached);
    if (primal.hasObjectResult()) {
      walk.from(names[0], value, reached.shadow(0));
    } else {
      for (int k = 0; k < shadowed.length; k++) {
        if (!org.wengert.internal.Shadows.isBox(types[k])) { // Nothing writes into a box.
          walk.from(names[k + 1], shadowed[k], reached.shadow(k + 1));
        }
      }
    }
    return new ReachedNumbers(primal, reached, new double[0], walk);
  }

  int size() {
    return slots.size();
  }

  List<String> names() {
    return names(slots);
  }

  /** Made when they are asked for: those of long chains are long. They keep no object alive. */
  private static List<String> names(List<NumberWalk.Slot> slots) {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return slots.get(index).name();
      }

      @Override
      public int size() {
        return slots.size();
      }
    };
  }

  double get(int index) {
    NumberWalk.Slot slot = slots.get(index);
    return slot.cells()[slot.index()];
  }

  void set(int index, double derivative) {
    NumberWalk.Slot slot = slots.get(index);
    slot.cells()[slot.index()] = derivative;
  }

  /**
   * A direction in which one number moves.
   *
   * @param arguments which hold what they held
   * @param index -1 for none at all
   */
  Direction along(int index, Object[] arguments) {
    clear();
    if (index >= 0) {
      set(index, 1);
    }
    Reached moved = Reached.onEntry(primal, primal.shadowed, arguments);
    RuntimeLink.addSnapshot(reached.snapshot, moved.snapshot);
    Direction direction = in(moved);
    clear();
    return direction;
  }

  /** A copy of what was reached, with these derivatives. */
  Reached copy() {
    return reached.copy();
  }

  /** These derivatives, as those of the arguments on entry. */
  Direction all() {
    return in(reached);
  }

  private Direction in(Reached moved) {
    Object[] tangents = new Object[scalars.length];
    int root = 0;
    for (int i = 0; i < tangents.length; i++) {
      if (primal.shadowed[i]) {
        tangents[i] =
            primal.parameters[i].isPrimitive() ? (Object) scalars[i] : moved.shadow(root++);
      }
    }
    return new Direction(tangents, moved);
  }

  void clear() {
    Arrays.fill(scalars, 0);
    RuntimeLink.clearSnapshot(reached.snapshot);
  }

  void setScalar(int parameter, double derivative) {
    scalars[parameter] = derivative;
  }

  /** Adds these derivatives to those of the same memory in a call. */
  void addTo(Reached other) {
    RuntimeLink.addSnapshot(reached.snapshot, other.snapshot);
  }

  /** Makes these derivatives those of the same memory in a call; not those of the arguments. */
  void take(Reached other) {
    RuntimeLink.clearSnapshot(reached.snapshot);
    RuntimeLink.addSnapshot(other.snapshot, reached.snapshot);
  }
}
