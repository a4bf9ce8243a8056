package org.wengert.fuzz;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.wengert.testing.Engine;

/**
 * An engine made of the reference itself, to test the checker and the shrinker with. What it
 * differentiates can be another program than the one that it claims to, which makes it wrong on
 * purpose.
 */
final class InterpretedEngine implements Engine {
  private final Map<String, Subject> subjects;
  private final UnaryOperator<Program> fault;

  /** Knows the subjects by the names of their classes; derivatives are those of {@code fault}. */
  InterpretedEngine(Map<String, Subject> subjects, UnaryOperator<Program> fault) {
    this.subjects = subjects;
    this.fault = fault;
  }

  private Outcome outcome(Method method, Object[] arguments, boolean[] active) {
    Program program = subjects.get(method.getDeclaringClass().getName()).program();
    return Reference.run(fault.apply(program), new Inputs(arguments, active));
  }

  private static boolean[] active(Object[] shadows) {
    boolean[] active = new boolean[shadows.length];
    for (int i = 0; i < active.length; i++) {
      active[i] = shadows[i] != null;
    }
    return active;
  }

  @Override
  public Jvp jvp(Method method, Object[] args, Object[] tangents) throws Throwable {
    Inputs inputs = new Inputs((Object[]) Inputs.deepCopy(args), active(tangents));
    double[] direction = Independents.vector(inputs, Layout.of(inputs), tangents);
    Outcome outcome = outcome(method, inputs.arguments(), inputs.active());
    Object value = plain(method, args);
    for (int i = 0; i < tangents.length; i++) {
      if (tangents[i] instanceof Object[] rows) {
        System.arraycopy(
            (Object[]) along(outcome.arguments()[i], direction), 0, rows, 0, rows.length);
      } else if (tangents[i] instanceof double[] cells) {
        System.arraycopy(along(outcome.arguments()[i], direction), 0, cells, 0, cells.length);
      }
    }
    return new Jvp(value, along(outcome.result(), direction));
  }

  private static Object along(Object value, double[] direction) {
    if (value instanceof Dual d) {
      double sum = 0;
      for (int j = 0; j < direction.length; j++) {
        sum += d.derivativeBy(j) * direction[j];
      }
      return sum;
    }
    if (value instanceof Cells cells) {
      double[] all = new double[cells.at.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = (Double) along(cells.at[i], direction);
      }
      return all;
    }
    return value instanceof Object[] rows ? alongRows(rows, direction) : null;
  }

  private static Object[] alongRows(Object[] rows, double[] direction) {
    Object[] all = new Object[rows.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = along(rows[i], direction);
    }
    return all;
  }

  /** The real call, so that memory changes as it should. */
  private Object plain(Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(null, args);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public Vjp vjp(Method method, Object[] args, boolean[] active, Object seed, Object[] exitAdjoints)
      throws Throwable {
    Object[] entry = (Object[]) Inputs.deepCopy(args);
    Outcome outcome = outcome(method, entry, active);
    Object value = plain(method, args);
    return new Vjp(value, adjoints(outcome, new Inputs(entry, active), seed, exitAdjoints));
  }

  private static Object[] adjoints(
      Outcome outcome, Inputs entry, Object seed, Object[] exitAdjoints) {
    Layout layout = Layout.of(entry);
    double[] sums = new double[layout.count()];
    for (Dependents.Entry e : Dependents.pair(outcome, true, seed, exitAdjoints)) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += e.shadow() * e.value().derivativeBy(j);
      }
    }
    Object[] adjoints = new Object[entry.arguments().length];
    for (int i = 0; i < adjoints.length; i++) {
      if (entry.active()[i]) {
        adjoints[i] = adjoint(entry.arguments()[i], layout.scalar(i), layout, sums);
      }
    }
    return adjoints;
  }

  private static Object adjoint(Object argument, int scalar, Layout layout, double[] sums) {
    if (scalar >= 0) {
      return sums[scalar];
    }
    if (argument == null) {
      return null;
    }
    if (argument instanceof Object[] rows) {
      Object[] all = new Object[rows.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = adjoint(rows[i], -1, layout, sums);
      }
      return all;
    }
    int[] cells = layout.cells(argument);
    double[] all = new double[cells.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = sums[cells[i]];
    }
    return all;
  }

  @Override
  public Vjp gradient(Method method, Object[] args, boolean[] active) throws Throwable {
    return vjp(method, args, active, 1.0, new Object[args.length]);
  }
}
