package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Richardson-extrapolated central differences of a program along a direction. */
final class Differences {
  private static final double STEP = 1e-4;

  /**
   * A derivative by differences.
   *
   * @param value the extrapolated one
   * @param doubt how much halving the step changed it
   */
  record Estimate(double value, double doubt) {}

  private final Program program;
  private final Inputs inputs;
  private final double[] direction;
  private final long path;

  private Differences(Program program, Inputs inputs, double[] direction, long path) {
    this.program = program;
    this.inputs = inputs;
    this.direction = direction;
    this.path = path;
  }

  /**
   * Derivatives of all dependents (result, then arrays at exit) along {@code direction}; null where
   * some step changes the path of the execution, so that differences say nothing.
   */
  static List<Estimate> along(Program program, Inputs inputs, double[] direction) {
    Outcome here = Reference.values(program, inputs);
    return new Differences(program, inputs, direction, here.trace().path()).estimates();
  }

  private List<Estimate> estimates() {
    List<Double> coarse = central(STEP);
    List<Double> fine = coarse == null ? null : central(STEP / 2);
    if (fine == null) {
      return null;
    }
    List<Estimate> all = new ArrayList<>();
    for (int i = 0; i < fine.size(); i++) {
      double value = (4 * fine.get(i) - coarse.get(i)) / 3;
      all.add(new Estimate(value, Math.abs(fine.get(i) - coarse.get(i))));
    }
    return all;
  }

  private List<Double> central(double step) {
    List<Double> up = values(step);
    List<Double> down = up == null ? null : values(-step);
    if (down == null) {
      return null;
    }
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < up.size(); i++) {
      all.add((up.get(i) - down.get(i)) / (2 * step));
    }
    return all;
  }

  /**
   * Inputs moved along a direction; null if the program takes another path there.
   *
   * @param path of the program at the inputs
   */
  static Inputs moved(Program program, Inputs inputs, double[] direction, double step, long path) {
    Inputs moved = new Differences(program, inputs, direction, path).shifted(step);
    return Reference.values(program, moved).trace().path() == path ? moved : null;
  }

  private List<Double> values(double step) {
    Outcome outcome = Reference.values(program, shifted(step));
    return outcome.trace().path() == path ? flat(outcome).stream().map(Dual::value).toList() : null;
  }

  /** Dependents in a fixed order: the result, then the arguments at exit. */
  static List<Dual> flat(Outcome outcome) {
    List<Dual> all = new ArrayList<>();
    flatten(outcome.result(), all);
    for (Object argument : outcome.arguments()) {
      if (!(argument instanceof Dual)) {
        flatten(argument, all);
      }
    }
    return all;
  }

  private static void flatten(Object value, List<Dual> into) {
    if (value instanceof Dual d) {
      into.add(d);
    } else if (value instanceof Cells cells) {
      into.addAll(List.of(cells.at));
    } else if (value instanceof Object[] rows) {
      for (Object row : rows) {
        flatten(row, into);
      }
    }
  }

  private Inputs shifted(double step) {
    Inputs copy = inputs.copy();
    Layout layout = Layout.of(copy);
    Map<Object, Object> done = new IdentityHashMap<>();
    for (int i = 0; i < copy.arguments().length; i++) {
      Object argument = copy.arguments()[i];
      if (layout.scalar(i) >= 0) {
        copy.arguments()[i] = (Double) argument + step * direction[layout.scalar(i)];
      } else {
        shift(argument, layout, step, done);
      }
    }
    return copy;
  }

  private void shift(Object array, Layout layout, double step, Map<Object, Object> done) {
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        shift(row, layout, step, done);
      }
      return;
    }
    int[] cells = layout.cells(array);
    if (cells == null || done.put(array, array) != null) {
      return;
    }
    for (int i = 0; i < cells.length; i++) {
      ((double[]) array)[i] += step * direction[cells[i]];
    }
  }
}
