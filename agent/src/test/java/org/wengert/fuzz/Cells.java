package org.wengert.fuzz;

import java.util.Arrays;

/**
 * A {@code double[]} or {@code float[]} of the reference; identity is the identity of the array.
 */
final class Cells {
  final Ty element;
  final Dual[] at;

  Cells(Ty element, Dual[] at) {
    this.element = element;
    this.at = at;
  }

  /** All zero, as after {@code new}. */
  static Cells zeros(Ty element, int length) {
    Cells cells = new Cells(element, new Dual[length]);
    Arrays.fill(cells.at, Dual.constant(element, 0));
    return cells;
  }

  Cells copyOfRange(int from, int to) {
    Dual[] copy = Arrays.copyOfRange(at, from, to);
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] == null) {
        copy[i] = Dual.constant(element, 0);
      }
    }
    return new Cells(element, copy);
  }
}
