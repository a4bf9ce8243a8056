package org.wengert.fuzz;

import java.util.Arrays;

/** Moves between shadows of arguments and vectors over the independents of a {@link Layout}. */
final class Independents {
  private Independents() {}

  /** What a vector's entry is compared with, and where. */
  interface Visitor {
    void visit(String where, int independent, double shadow);
  }

  /** Visits the shadow entries of all active arguments, shared arrays as often as passed. */
  static void forEach(Inputs inputs, Layout layout, Object[] shadows, Visitor visitor) {
    for (int i = 0; i < shadows.length; i++) {
      if (!inputs.active()[i]) {
        continue;
      }
      Object argument = inputs.arguments()[i];
      String where = "argument " + i;
      if (argument instanceof Double || argument instanceof Float) {
        visitor.visit(where, layout.scalar(i), Shadows.scalar(shadows[i]));
      } else {
        arrays(where, argument, layout, shadows[i], visitor);
      }
    }
  }

  private static void arrays(
      String where, Object argument, Layout layout, Object shadow, Visitor visitor) {
    if (argument instanceof Object[] rows) {
      for (int r = 0; r < rows.length; r++) {
        arrays(where + "[" + r + "]", rows[r], layout, Shadows.row(shadow, r), visitor);
      }
    } else if (argument != null) {
      array(where, layout.cells(argument), shadow, visitor);
    }
  }

  private static void array(String where, int[] cells, Object shadow, Visitor visitor) {
    double[] entries = (double[]) shadow;
    if (entries.length != cells.length) {
      throw new Disagreement(
          "shape of a shadow", where + " has " + cells.length + ", shadow " + entries.length);
    }
    for (int i = 0; i < cells.length; i++) {
      visitor.visit(where + "[" + i + "]", cells[i], entries[i]);
    }
  }

  /** The shadows as one vector. */
  static double[] vector(Inputs inputs, Layout layout, Object[] shadows) {
    double[] vector = new double[layout.count()];
    Arrays.fill(vector, Double.NaN);
    forEach(inputs, layout, shadows, (where, j, entry) -> vector[j] = entry);
    return vector;
  }
}
