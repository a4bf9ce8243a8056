package org.wengert.testing;

import java.util.Arrays;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Jacobian;
import org.wengert.Jacobians;
import org.wengert.PreparedJacobian;

/**
 * Checks Jacobians on a {@link Case}: value, arrays and static fields are as one plain call leaves
 * them, both modes find the same numbers, and a prepared Jacobian those bits, twice.
 */
public final class JacobianHarness {
  private static final double TOLERANCE = 1e-11;

  /** That many columns take one run. */
  private static final int MOST_COLUMNS = 4;

  private static final int MOST_ROWS = 8;

  /** Checks the case at all its points. */
  public void check(Case subject) {
    Primal primal = new Primal(subject.method(), subject.statics());
    try {
      for (int i = 0; i < subject.points().size(); i++) {
        Plan plan = new Plan(subject, i, primal);
        if (plan.plain.thrown() == null && plan.entry.size() > 0) {
          check(plan, subject.points().get(i).valueOnly());
        }
      }
    } finally {
      primal.restore();
    }
  }

  private void check(Plan plan, boolean valueOnly) {
    Derivative derivative = Derivatives.of(plan.primal.method());
    int width = at(plan, derivative.jacobians().rows()).columns().size();
    Jacobians some = derivative.jacobians().columns(sample(width, MOST_COLUMNS));
    Jacobian forward = at(plan, some.forward());
    int[] rows = sample(forward.rows().size(), MOST_ROWS);
    Jacobian reverse = at(plan, some.reverse().rows(rows));
    double[][] expected = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      expected[i] = forward.matrix()[rows[i]];
      require(plan, "rows", forward.rows().get(rows[i]), reverse.rows().get(i));
    }
    require(plan, "columns", forward.columns(), reverse.columns());
    if (!valueOnly) {
      compare(plan, expected, reverse.matrix());
    }
    checkPrepared(plan, some.reverse().rows(rows), reverse.matrix());
    checkPrepared(plan, some.forward(), forward.matrix());
  }

  private static int[] sample(int count, int most) {
    int[] some = new int[Math.min(count, most)];
    for (int k = 0; k < some.length; k++) {
      some[k] = (int) ((long) k * count / some.length);
    }
    return some;
  }

  private static Jacobian at(Plan plan, Jacobians wanted) {
    Object[] args = plan.freshArgs();
    plan.primal.restore();
    try {
      Jacobian found = wanted.at(args);
      requireEffects(plan, found.value(), args);
      return found;
    } finally {
      plan.primal.restore();
    }
  }

  private static void requireEffects(Plan plan, Object value, Object[] args) {
    require(plan, "effects", plan.plain.text(), Primal.effects(value, args, plan.primal.statics()));
  }

  private static void compare(Plan plan, double[][] forward, double[][] reverse) {
    double size = 1e-300;
    for (double[] row : forward) {
      for (double each : row) {
        size = Double.isFinite(each) ? Math.max(size, Math.abs(each)) : size;
      }
    }
    for (int i = 0; i < forward.length; i++) {
      for (int j = 0; j < forward[i].length; j++) {
        double f = forward[i][j];
        double r = reverse[i][j];
        if (Double.isFinite(f) && Double.isFinite(r)
            ? Math.abs(f - r) > TOLERANCE * size
            : Double.isFinite(f) != Double.isFinite(r)) {
          throw failed(plan, "modes", Arrays.deepToString(forward), Arrays.deepToString(reverse));
        }
      }
    }
  }

  private static void checkPrepared(Plan plan, Jacobians wanted, double[][] expected) {
    Object[] args = plan.freshArgs();
    double[][] matrix = new double[expected.length][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = new double[expected[i].length];
    }
    try (PreparedJacobian prepared = wanted.prepare(args)) {
      for (int time = 0; time < 2; time++) {
        plan.primal.restore();
        prepared.into(matrix);
        requireEffects(plan, prepared.value(), args);
        require(plan, "prepared", Bits.of(expected), Bits.of(matrix));
        refill(args, plan.freshArgs());
      }
    } finally {
      plan.primal.restore();
    }
  }

  /** Numbers into the same arrays; rows are other ones. */
  private static void refill(Object[] args, Object[] fresh) {
    for (int i = 0; i < args.length; i++) {
      if (args[i] != null && args[i].getClass().isArray()) {
        int length = java.lang.reflect.Array.getLength(args[i]);
        System.arraycopy(fresh[i], 0, args[i], 0, length);
      }
    }
  }

  private static void require(Plan plan, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw failed(plan, what, expected, found);
    }
  }

  private static AssertionError failed(Plan plan, String what, Object expected, Object found) {
    return new AssertionError(
        "%s: %s%n  expected: %s%n  found: %s".formatted(plan.where(), what, expected, found));
  }
}
