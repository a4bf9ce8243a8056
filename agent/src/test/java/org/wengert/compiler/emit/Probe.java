package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;

/** What emitted functions call, read and write in tests: an observer of the order of effects. */
public final class Probe {
  static final List<Object> LOG = new ArrayList<>();

  static double aDouble;
  static int anInt;
  double field;
  final Object[] constructedWith;

  Probe(int i, Object o) {
    this.constructedWith = new Object[] {i, o};
  }

  static int note(int value) {
    LOG.add(value);
    if (value % 11 == 3) {
      throw new IllegalStateException("note " + value);
    }
    return value + 1;
  }

  static double mix(double a, long b, float c, int d) {
    LOG.add(a);
    return a - b + c * d + aDouble;
  }

  static void touch(double[] array) {
    LOG.add("touch");
    aDouble += 1;
    if (array != null && array.length > 0) {
      array[0] += aDouble;
    }
  }

  static void reset() {
    LOG.clear();
    aDouble = 0.5;
    anInt = 3;
  }
}
