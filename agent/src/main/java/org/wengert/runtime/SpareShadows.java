package org.wengert.runtime;

import java.util.ArrayList;
import java.util.Arrays;

/**
 * Shadows of objects that hold nothing but numbers, kept for later calls: a constant that each call
 * meets, such as a vector of zeros in a static field, would cost each call an array.
 */
final class SpareShadows {
  private static final int MOST = 16;

  private final ArrayList<double[]> spare = new ArrayList<>();
  private final ArrayList<double[]> lent = new ArrayList<>();

  /** Zeros for one object. */
  double[] get(int length) {
    double[] found = null;
    for (int i = spare.size() - 1; i >= 0 && found == null; i--) {
      if (spare.get(i).length == length) {
        found = spare.remove(i);
      }
    }
    if (found == null) {
      found = new double[length];
    }
    if (lent.size() < MOST) {
      lent.add(found);
    }
    return found;
  }

  /** Takes back what was lent: nobody has it any more. */
  void takeBack() {
    for (int i = 0; i < lent.size() && spare.size() < MOST; i++) {
      Arrays.fill(lent.get(i), 0);
      spare.add(lent.get(i));
    }
    lent.clear();
  }

  /** Leaves what was lent to those who have it. */
  void forget() {
    lent.clear();
  }
}
