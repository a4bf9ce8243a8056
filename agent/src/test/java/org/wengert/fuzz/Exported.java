package org.wengert.fuzz;

/** Values of the reference as Java values. */
final class Exported {
  private Exported() {}

  /** What the reference left behind, comparable with what the compiled program leaves. */
  static State state(Program program, Outcome outcome) {
    Object[] arguments = new Object[outcome.arguments().length];
    Object result = value(outcome.result());
    for (int i = 0; i < arguments.length; i++) {
      boolean returned = outcome.result() == outcome.arguments()[i];
      arguments[i] = returned ? result : value(outcome.arguments()[i]);
    }
    Object[] fields =
        program.fields().stream().map(f -> field(f, outcome.fields().get(f.name()))).toArray();
    return new State(result, outcome.thrown(), arguments, fields);
  }

  private static Object field(Program.Field field, Object value) {
    return field.isGraph() ? Graph.text(value) : value(value);
  }

  private static Object value(Object value) {
    if (value instanceof Dual d) {
      return d.boxed();
    }
    if (value instanceof Cells[][] matrices) {
      double[][][] all = new double[matrices.length][][];
      for (int i = 0; i < all.length; i++) {
        all[i] = (double[][]) value(matrices[i]);
      }
      return all;
    }
    if (value instanceof Cells[] rows) {
      Object[] all = isFloat(rows) ? new float[rows.length][] : new double[rows.length][];
      for (int i = 0; i < all.length; i++) {
        all[i] = value(rows[i]);
      }
      return all;
    }
    return value instanceof Cells cells ? array(cells) : value;
  }

  private static boolean isFloat(Cells[] rows) {
    for (Cells row : rows) {
      if (row != null) {
        return row.element == Ty.FLOAT;
      }
    }
    return false;
  }

  private static Object array(Cells cells) {
    Object array = java.lang.reflect.Array.newInstance(cells.element.reflected(), cells.at.length);
    for (int i = 0; i < cells.at.length; i++) {
      java.lang.reflect.Array.set(array, i, cells.at[i].boxed());
    }
    return array;
  }
}
