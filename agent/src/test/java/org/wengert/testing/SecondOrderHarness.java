package org.wengert.testing;

import java.util.Arrays;

/**
 * Checks Hessians times vectors on a {@link Case} whose result is a number: value, arrays and
 * static fields are as one plain call leaves them, the gradient is that of the first order, its
 * tangent agrees with differences of gradients, the Hessian is symmetric, and a second call gives
 * the same bits.
 */
public final class SecondOrderHarness {
  private static final double GRADIENT_TOLERANCE = 1e-12;
  private static final double SYMMETRY_TOLERANCE = 1e-12;
  private static final double STEP = 0x1p-13;
  private static final double FLOAT_STEP = 0x1p-8;

  /** Of more independents not all columns are asked for. */
  private static final int MOST_COLUMNS = 12;

  private static final int MOST_PARAMETERS = 60;

  private final DirectEngine engine;

  public SecondOrderHarness(DirectEngine engine) {
    this.engine = engine;
  }

  /** Whether there is something to check. */
  public static boolean applies(Case subject) {
    if (subject.isFirstOrderOnly()) {
      return false;
    }
    Class<?> result = subject.method().getReturnType();
    return result == double.class || result == float.class;
  }

  /** Checks the case at all points at which its derivatives are compared. */
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

  private record Found(double[] gradient, double[] product) {
    String bits() {
      return Bits.of(gradient) + " " + Bits.of(product);
    }
  }

  private void check(Plan plan, boolean valueOnly) {
    Found found = ask(plan, plan.direction);
    require(plan, "a second call", found.bits(), ask(plan, plan.direction).bits());
    checkBatch(plan);
    if (valueOnly) {
      return;
    }
    double[] first = gradient(plan, plan.args);
    double size = Math.max(1e-300, norm(first));
    for (int i = 0; i < first.length; i++) {
      if (Math.abs(first[i] - found.gradient[i]) > GRADIENT_TOLERANCE * size) {
        throw failed(plan, "the gradient", first, found.gradient);
      }
    }
    checkSymmetry(plan);
    checkForwardOverForward(plan, found);
    if (plan.subject.isSmoothTwice()) {
      checkDifferences(plan, found);
    }
  }

  /** Several directions at once are what they are one by one, to the bit. */
  private void checkBatch(Plan plan) {
    if (plan.args.length > MOST_PARAMETERS) {
      return; // To pass them on in four directions takes more than the JIT compiles.
    }
    double[][] directions = BatchHarness.directions(plan.direction);
    Found[] together = ask(plan, directions);
    for (int d = 0; d < directions.length; d++) {
      String alone = ask(plan, directions[d]).bits();
      require(plan, "direction " + d + " alone", alone, together[d].bits());
    }
  }

  private static double norm(double[] vector) {
    return Arrays.stream(vector).map(Math::abs).max().orElse(0);
  }

  private void checkSymmetry(Plan plan) {
    int n = plan.entry.size();
    int columns = Math.min(n, MOST_COLUMNS);
    double[][] hessian = new double[columns][];
    double size = 0;
    for (int j = 0; j < columns; j++) {
      double[] unit = new double[n];
      unit[j] = 1;
      hessian[j] = ask(plan, unit).product;
      size = Math.max(size, norm(hessian[j]));
    }
    double bound = SYMMETRY_TOLERANCE * plan.subject.conditioning() * size;
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        if (!(Math.abs(hessian[i][j] - hessian[j][i]) <= bound)) {
          throw failed(plan, "symmetry in " + i + ", " + j, hessian[i], hessian[j]);
        }
      }
    }
  }

  /** The tangent of the tangent: {@code vᵀHu} by another mix of modes. */
  private void checkForwardOverForward(Plan plan, Found found) {
    double[] v = plan.direction.clone();
    for (int i = 0; i < v.length; i++) {
      v[i] = (i % 2 == 0 ? -0.75 : 1.25) * v[v.length - 1 - i];
    }
    double[] expected = new double[3];
    double[] sizes = new double[3];
    for (int i = 0; i < v.length; i++) {
      double[] terms = {
        found.gradient[i] * plan.direction[i], found.gradient[i] * v[i], found.product[i] * v[i]
      };
      for (int k = 0; k < 3; k++) {
        expected[k] += terms[k];
        sizes[k] += Math.abs(terms[k]);
      }
    }
    double[] answer = secondTangent(plan, v);
    for (int k = 0; k < 3; k++) {
      double bound = 1e-12 * plan.subject.conditioning() * sizes[k];
      if (!(Math.abs(answer[k] - expected[k]) <= bound)) {
        throw failed(plan, "forward over forward, " + k, expected, answer);
      }
    }
  }

  private double[] secondTangent(Plan plan, double[] v) {
    Object[] args = plan.freshArgs();
    plan.primal.restore();
    try {
      double[] found =
          engine.secondTangent(
              plan.primal.method(),
              args,
              plan.subject.active(),
              plan.entry.shadows(plan.direction),
              plan.entry.shadows(v));
      Object value = plan.plain.value() instanceof Float ? (Object) (float) found[0] : found[0];
      String effects = Primal.effects(value, args, plan.primal.statics());
      require(plan, "a plain call", plan.plain.text(), effects);
      return Arrays.copyOfRange(found, 1, 4);
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(plan.where() + ": forward over forward threw " + e, e);
    } finally {
      plan.primal.restore();
    }
  }

  private void checkDifferences(Plan plan, Found found) {
    boolean floats = false;
    double reach = 1;
    double[] x = plan.entry.read(plan.args);
    for (int i = 0; i < x.length; i++) {
      floats |= plan.entry.isFloat(i);
      reach = Math.max(reach, Math.abs(x[i]));
    }
    floats |= plan.subject.method().getReturnType() == float.class;
    double step = (floats ? FLOAT_STEP : STEP) * Math.min(1, reach);
    double[] coarse = central(plan, x, step);
    double[] fine = central(plan, x, step / 2);
    double[] difference = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      difference[i] = (4 * fine[i] - coarse[i]) / 3;
    }
    double size = Math.max(1, Math.max(norm(difference), norm(found.gradient)));
    // Values that are floats round, and so do the steps.
    double tolerance = (floats ? 100 : 10) * plan.subject.differenceTolerance() * size;
    for (int i = 0; i < x.length; i++) {
      if (!(Math.abs(difference[i] - found.product[i]) <= tolerance)) {
        throw failed(plan, "differences in " + plan.entry.name(i), difference, found.product);
      }
    }
  }

  private double[] central(Plan plan, double[] x, double step) {
    double[] up = gradient(plan, moved(plan, x, step));
    double[] down = gradient(plan, moved(plan, x, -step));
    for (int i = 0; i < up.length; i++) {
      up[i] = (up[i] - down[i]) / (2 * step);
    }
    return up;
  }

  private static Object[] moved(Plan plan, double[] x, double step) {
    Object[] args = plan.freshArgs();
    for (int i = 0; i < x.length; i++) {
      plan.entry.write(args, i, x[i] + step * plan.direction[i]);
    }
    return args;
  }

  private double[] gradient(Plan plan, Object[] at) {
    plan.primal.restore();
    try {
      Engine.Vjp found =
          engine.gradient(plan.primal.method(), DeepCopy.tuple(at), plan.subject.active());
      return plan.entry.read(found.argAdjoints());
    } catch (Throwable e) {
      throw new AssertionError(plan.where() + ": the gradient threw " + e, e);
    } finally {
      plan.primal.restore();
    }
  }

  private Found ask(Plan plan, double[] direction) {
    return ask(plan, new double[][] {direction})[0];
  }

  private Found[] ask(Plan plan, double[][] directions) {
    Object[] args = plan.freshArgs();
    Object[][] tangents = new Object[directions.length][];
    for (int d = 0; d < tangents.length; d++) {
      tangents[d] = plan.entry.shadows(directions[d]);
    }
    plan.primal.restore();
    try {
      DirectEngine.Second[] found =
          engine.hvps(plan.primal.method(), args, plan.subject.active(), tangents);
      String effects = Primal.effects(found[0].value(), args, plan.primal.statics());
      require(plan, "a plain call", plan.plain.text(), effects);
      Found[] all = new Found[found.length];
      for (int d = 0; d < all.length; d++) {
        double[] gradient = plan.entry.read(found[d].adjoints());
        all[d] = new Found(gradient, plan.entry.read(found[d].products()));
      }
      return all;
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(plan.where() + ": the second derivative threw " + e, e);
    } finally {
      plan.primal.restore();
    }
  }

  private static void require(Plan plan, String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new AssertionError(
          "%s: %s and the second derivative differ%n  %s%n  %s"
              .formatted(plan.where(), what, expected, found));
    }
  }

  private static AssertionError failed(Plan plan, String what, double[] expected, double[] found) {
    return new AssertionError(
        "%s: %s%n  expected %s%n  found    %s"
            .formatted(plan.where(), what, Arrays.toString(expected), Arrays.toString(found)));
  }
}
