package org.wengert;

import java.util.List;
import org.wengert.internal.Kinds;

/** Hessians, several columns a run. The method runs once for these, always from the same state. */
final class Hessians {
  private final Derivative derivative;
  private final Primal primal;
  private final Object[] checked;
  private final Numbers numbers;
  private Gradient gradient;

  Hessians(Derivative derivative, Object[] checked) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.checked = checked;
    this.numbers = primal.takesObjects() ? new InObjects() : new InArrays();
    if (count() > Kinds.DIRECTIONS) {
      requireRepeatable();
    }
  }

  Hessian matrix() {
    double[][] matrix = new double[count()][count()];
    each(
        column -> {
          for (int i = 0; i < matrix.length; i++) {
            matrix[i][column] = numbers.get(i);
          }
        });
    return new Hessian(gradient, matrix, numbers.names());
  }

  /** The second derivatives by each number twice. */
  Adjoints diagonal() {
    double[] diagonal = new double[count()];
    each(column -> diagonal[column] = numbers.get(column));
    return numbers.adjoints(diagonal);
  }

  private int count() {
    return numbers.names().size();
  }

  /** What is done with a column. */
  private interface Consumer {
    void accept(int column);
  }

  private void each(Consumer consumer) {
    Repetition repetition = new Repetition(primal.withCaptured(checked));
    for (int first = 0; first == 0 || first < count(); first += Kinds.DIRECTIONS) {
      int width = Math.min(Kinds.DIRECTIONS, count() - first);
      repetition.next(first + width >= count());
      Hvp[] products = numbers.run(first, width);
      for (int d = 0; d < width; d++) {
        numbers.read(products[d]);
        consumer.accept(first + d);
      }
      gradient = products[0].gradient();
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

  /** The numbers that the independents hold. */
  private interface Numbers {
    List<String> names();

    /**
     * Runs the method along some of them.
     *
     * @param width how many; none if there are none at all
     */
    Hvp[] run(int first, int width);

    /** Makes these second derivatives those that {@link #get} gives. */
    void read(Hvp product);

    double get(int index);

    /** By number, as the caller gets them. */
    Adjoints adjoints(double[] all);
  }

  private final class InArrays implements Numbers {
    private final Flat flat =
        new Flat(primal.independent, primal.names, derivative.zeroDirection(checked));
    private Hvp current;

    @Override
    public List<String> names() {
      return flat.names();
    }

    @Override
    public Hvp[] run(int first, int width) {
      Object[][] directions = new Object[Math.max(1, width)][];
      for (int d = 0; d < directions.length; d++) {
        directions[d] = derivative.zeroDirection(checked);
        if (d < width) {
          flat.set(directions[d], first + d, 1);
        }
      }
      return derivative.hvpsAlong(checked, directions);
    }

    @Override
    public void read(Hvp product) {
      current = product;
    }

    @Override
    public double get(int index) {
      return flat.get(current.raw, index);
    }

    @Override
    public Adjoints adjoints(double[] all) {
      Object[] sums = derivative.zeroDirection(checked);
      for (int k = 0; k < all.length; k++) {
        flat.set(sums, k, all[k]);
      }
      return Hessians.this.adjoints(sums, null);
    }
  }

  private final class InObjects implements Numbers {
    private final ReachedNumbers reached = ReachedNumbers.onEntry(primal, checked);

    @Override
    public List<String> names() {
      return reached.names();
    }

    @Override
    public Hvp[] run(int first, int width) {
      int all = width <= 1 ? 1 : Kinds.DIRECTIONS;
      Object[][] directions = new Object[all][];
      Reached[] moved = new Reached[all];
      for (int d = 0; d < all; d++) {
        var direction = reached.along(d < width ? first + d : -1, checked);
        directions[d] = direction.tangents();
        moved[d] = direction.reached();
      }
      return derivative.hvpsAmongObjects(checked, directions, moved);
    }

    @Override
    public void read(Hvp product) {
      reached.take(product.entry);
      for (int i = 0; i < checked.length; i++) {
        if (primal.independent[i] && primal.parameters[i].isPrimitive()) {
          reached.setScalar(i, (double) product.raw[i]);
        }
      }
    }

    @Override
    public double get(int index) {
      return reached.get(index);
    }

    @Override
    public Adjoints adjoints(double[] all) {
      reached.clear();
      for (int k = 0; k < all.length; k++) {
        reached.set(k, all[k]);
      }
      var sums = reached.all();
      return Hessians.this.adjoints(sums.tangents(), sums.reached());
    }
  }

  private Adjoints adjoints(Object[] sums, Reached reached) {
    double[] scalars = Parallel.numbers(primal, primal.independent, sums);
    Object[] arrays = Parallel.arrays(primal, primal.independent, sums);
    return new Adjoints(primal, primal.independent, checked, scalars, arrays, reached);
  }
}
