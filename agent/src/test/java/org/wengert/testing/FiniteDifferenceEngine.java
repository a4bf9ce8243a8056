package org.wengert.testing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * An engine by central differences: slow, loose and obviously right. It stands in for the compiler
 * in the tests of the harness, and verifies that the corpus has the derivatives it claims.
 */
final class FiniteDifferenceEngine implements Engine {

  private final List<Class<?>> statics;

  /**
   * @param statics the classes whose static fields the methods touch
   */
  FiniteDifferenceEngine(List<Class<?>> statics) {
    this.statics = statics;
  }

  /** The Jacobian at the arguments, and the layouts of its rows and columns. */
  private final class Jacobian {
    final Layout entry;
    final Layout result;
    final Layout exit;
    final double[][] columns;

    Jacobian(Method method, Object[] args, boolean[] active) {
      Primal primal = new Primal(method, statics);
      Primal.Run plain = primal.run(args);
      String[] names = new String[args.length];
      Arrays.setAll(names, i -> "argument " + i);
      // A copy, since the call may replace rows of the arguments themselves.
      entry = Layout.of(DeepCopy.tuple(args), active, names);
      result =
          Layout.of(new Object[] {plain.value()}, new boolean[] {true}, new String[] {"result"});
      exit = Layout.of(plain.args(), arrays(method), names);
      columns =
          plain.thrown() != null
              ? new double[0][]
              : Differences.columns(primal, args, entry, run -> dependents(run));
    }

    private double[] dependents(Primal.Run run) {
      double[] first = result.read(new Object[] {run.value()});
      double[] second = exit.read(run.args());
      double[] all = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, all, first.length, second.length);
      return all;
    }
  }

  private static boolean[] arrays(Method method) {
    boolean[] result = new boolean[method.getParameterCount()];
    for (int i = 0; i < result.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      result[i] = type.isArray() && Layout.isFloating(type);
    }
    return result;
  }

  @Override
  public Jvp jvp(Method method, Object[] args, Object[] tangents) throws Throwable {
    boolean[] active = new boolean[args.length];
    for (int i = 0; i < args.length; i++) {
      active[i] = tangents[i] != null;
    }
    Jacobian jacobian = new Jacobian(method, args, active);
    double[] direction = jacobian.entry.read(tangents);
    Object value = new Primal(method, statics).invoke(args);
    double[] tangent = new double[jacobian.result.size() + jacobian.exit.size()];
    for (int j = 0; j < direction.length; j++) {
      for (int i = 0; i < tangent.length; i++) {
        tangent[i] += jacobian.columns[j][i] * direction[j];
      }
    }
    int split = jacobian.result.size();
    Object[] exits = jacobian.exit.shadows(Arrays.copyOfRange(tangent, split, tangent.length));
    for (int i = 0; i < args.length; i++) {
      tangents[i] = tangents[i] == null || exits[i] == null ? tangents[i] : exits[i];
    }
    return new Jvp(value, jacobian.result.shadows(Arrays.copyOf(tangent, split))[0]);
  }

  @Override
  public Vjp vjp(Method method, Object[] args, boolean[] active, Object seed, Object[] exitAdjoints)
      throws Throwable {
    Jacobian jacobian = new Jacobian(method, args, active);
    Object value = new Primal(method, statics).invoke(args);
    double[] adjoint = new double[jacobian.entry.size()];
    double[] resultSeed = jacobian.result.read(new Object[] {seed});
    for (int j = 0; j < adjoint.length; j++) {
      for (int i = 0; i < resultSeed.length; i++) {
        adjoint[j] += jacobian.columns[j][i] * resultSeed[i];
      }
    }
    addExits(jacobian, method, exitAdjoints, adjoint);
    return new Vjp(value, jacobian.entry.shadows(adjoint));
  }

  /** Adds the adjoints of the arrays that have some. */
  private static void addExits(
      Jacobian jacobian, Method method, Object[] exitAdjoints, double[] adjoint) {
    boolean[] seeded = arrays(method);
    for (int i = 0; i < seeded.length; i++) {
      seeded[i] &= exitAdjoints[i] != null;
    }
    Object[] zeros = jacobian.exit.shadows(new double[jacobian.exit.size()]);
    for (int i = 0; i < seeded.length; i++) {
      zeros[i] = seeded[i] ? exitAdjoints[i] : zeros[i];
    }
    double[] seeds = jacobian.exit.read(zeros);
    for (int j = 0; j < adjoint.length; j++) {
      for (int i = 0; i < seeds.length; i++) {
        adjoint[j] += jacobian.columns[j][jacobian.result.size() + i] * seeds[i];
      }
    }
  }

  @Override
  public Vjp gradient(Method method, Object[] args, boolean[] active) throws Throwable {
    return vjp(method, args, active, 1.0, new Object[args.length]);
  }
}
