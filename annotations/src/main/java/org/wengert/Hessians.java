package org.wengert;

import org.wengert.internal.Kinds;

/** Hessians, several columns a run. The method runs once for these, always from the same state. */
final class Hessians {
  private final Derivative derivative;
  private final Primal primal;

  Hessians(Derivative derivative) {
    this.derivative = derivative;
    this.primal = derivative.primal();
  }

  Hessian at(Object[] checked) {
    Columns columns = new Columns(checked);
    double[][] matrix = new double[columns.count()][columns.count()];
    columns.each(
        (column, product) -> {
          for (int i = 0; i < matrix.length; i++) {
            matrix[i][column] = columns.flat.get(product.raw, i);
          }
        });
    return new Hessian(columns.gradient, matrix, columns.flat.names());
  }

  /** The second derivatives by each number twice. */
  Adjoints diagonal(Object[] checked) {
    Columns columns = new Columns(checked);
    Object[] sums = derivative.zeroDirection(checked);
    columns.each(
        (column, product) -> columns.flat.set(sums, column, columns.flat.get(product.raw, column)));
    double[] scalars = Parallel.numbers(primal, primal.independent, sums);
    Object[] arrays = Parallel.arrays(primal, primal.independent, sums);
    return new Adjoints(primal, primal.independent, checked, scalars, arrays, null);
  }

  /** What is done with a column. */
  private interface Consumer {
    void accept(int column, Hvp product);
  }

  private final class Columns {
    private final Object[] checked;
    private final Flat flat;
    private Gradient gradient;

    Columns(Object[] checked) {
      this.checked = checked;
      this.flat = new Flat(primal.independent, primal.names, derivative.zeroDirection(checked));
      if (runs() > 1) {
        requireRepeatable();
      }
    }

    int count() {
      return flat.size();
    }

    /** One column alone takes the variant of one direction. */
    private int runs() {
      return (count() + Kinds.DIRECTIONS - 1) / Kinds.DIRECTIONS;
    }

    void each(Consumer consumer) {
      Repetition repetition = new Repetition(primal.withCaptured(checked));
      for (int first = 0; first < count(); first += Kinds.DIRECTIONS) {
        int width = Math.min(Kinds.DIRECTIONS, count() - first);
        repetition.next(first + width >= count());
        Object[][] directions = new Object[width][];
        for (int d = 0; d < width; d++) {
          directions[d] = derivative.zeroDirection(checked);
          flat.set(directions[d], first + d, 1);
        }
        Hvp[] products = derivative.hvpsAlong(checked, directions);
        for (int d = 0; d < width; d++) {
          consumer.accept(first + d, products[d]);
        }
        gradient = products[0].gradient();
      }
      if (gradient == null) { // Nothing but empty arrays.
        gradient = derivative.hvpAlong(checked, derivative.zeroDirection(checked)).gradient();
      }
    }
  }

  private void requireRepeatable() {
    String trouble = Repetition.trouble(primal);
    if (trouble != null) {
      throw new IllegalArgumentException(
          "second derivatives by more than "
              + Kinds.DIRECTIONS
              + " numbers run "
              + primal
              + " several times, which could be noticed: "
              + trouble
              + "; ask for hvp in the directions that are needed, each of which runs it once, or"
              + " keep effects out of the method");
    }
  }
}
