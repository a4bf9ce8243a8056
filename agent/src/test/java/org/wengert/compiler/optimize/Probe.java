package org.wengert.compiler.optimize;

import java.util.Arrays;

/** What random functions call: notes that it was called and with what. */
final class Probe {
  static double number;
  static double[] kept;
  private static final StringBuilder LOG = new StringBuilder();

  private Probe() {}

  static void reset() {
    number = 0.5;
    kept = null;
    LOG.setLength(0);
  }

  /** All that has been noted since the last reset, and what the static fields hold. */
  static String state() {
    return LOG + " " + number + " " + Arrays.toString(kept);
  }

  static double note(double x, int i) {
    LOG.append('(').append(x).append(' ').append(i).append(')');
    if (i == 7) {
      throw new IllegalStateException("seven");
    }
    return x + i;
  }

  /** Changes the first elements of what it gets and of what it was given to keep. */
  static int touch(double[] array) {
    LOG.append(Arrays.toString(array)).append(Arrays.toString(kept));
    if (array != null && array.length > 0) {
      array[0] += 1;
    }
    if (kept != null && kept.length > 1) {
      kept[1] = -3;
    }
    return LOG.length() % 5;
  }
}
