package org.wengert.testing;

/**
 * Checks forward mode in several directions at once on a {@link Case}: the method has run once, and
 * in each direction the tangents are those of one direction alone, to the bit.
 */
public final class BatchHarness {
  private final DirectEngine engine;

  public BatchHarness(DirectEngine engine) {
    this.engine = engine;
  }

  /** Checks the case at all its points. */
  public void check(Case subject) {
    Primal primal = new Primal(subject.method(), subject.statics());
    try {
      for (int i = 0; i < subject.points().size(); i++) {
        Plan plan = new Plan(subject, i, primal);
        if (plan.entry.size() > 0) {
          check(plan);
        }
      }
    } finally {
      primal.restore();
    }
  }

  /** A direction, another one, none, and one of the axes. */
  static double[][] directions(double[] direction) {
    int n = direction.length;
    double[][] all = {direction.clone(), new double[n], new double[n], new double[n]};
    for (int i = 0; i < n; i++) {
      all[1][i] = (i % 3 - 1.25) * direction[n - 1 - i];
    }
    all[3][n / 2] = 1;
    return all;
  }

  private void check(Plan plan) {
    double[][] directions = directions(plan.direction);
    String[] together = observe(plan, directions);
    for (int d = 0; d < directions.length; d++) {
      String alone = observe(plan, directions[d]);
      if (!alone.equals(together[d])) {
        throw new AssertionError(
            "%s: direction %d%n  alone: %s%n  among others: %s"
                .formatted(plan.where(), d, alone, together[d]));
      }
    }
  }

  private String observe(Plan plan, double[] direction) {
    Object[] args = plan.freshArgs();
    Object[] tangents = plan.tangents(direction);
    plan.primal.restore();
    try {
      Engine.Jvp found = engine.jvp(plan.primal.method(), args, tangents);
      return text(plan, found, tangents);
    } catch (Throwable e) {
      return thrown(plan, e, args);
    } finally {
      plan.primal.restore();
    }
  }

  private String[] observe(Plan plan, double[][] directions) {
    Object[] args = plan.freshArgs();
    Object[][] tangents = new Object[directions.length][];
    String[] all = new String[directions.length];
    for (int d = 0; d < all.length; d++) {
      tangents[d] = plan.tangents(directions[d]);
    }
    plan.primal.restore();
    try {
      Engine.Jvp[] found = engine.jvps(plan.primal.method(), args, tangents);
      String effects = Primal.effects(found[0].value(), args, plan.primal.statics());
      if (!effects.equals(plan.plain.text())) {
        throw new AssertionError(plan.plain.text() + " became " + effects);
      }
      for (int d = 0; d < all.length; d++) {
        all[d] = text(plan, found[d], tangents[d]);
      }
    } catch (AssertionError e) {
      throw new AssertionError(plan.where() + ": " + e.getMessage(), e);
    } catch (Throwable e) {
      java.util.Arrays.fill(all, thrown(plan, e, args));
    } finally {
      plan.primal.restore();
    }
    return all;
  }

  private static String text(Plan plan, Engine.Jvp found, Object[] tangents) {
    return Bits.of(plan.dependents(found.tangent(), tangents));
  }

  /** Only what the plain call throws, too, is for the harness to compare. */
  private static String thrown(Plan plan, Throwable e, Object[] args) {
    if (plan.plain.thrown() == null || e.getClass() != plan.plain.thrown().getClass()) {
      throw new AssertionError(plan.where() + ": threw " + e, e);
    }
    return e.getClass() + " " + Bits.of(args) + plan.primal.statics();
  }
}
