package org.wengert.fuzz;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Engine;

/**
 * Second order on random programs that return a number: what a call leaves is what a plain call
 * leaves, the gradient is the reference's, products with two vectors are symmetric, and each is
 * what differences of gradients say, where no step changes the path of the execution.
 */
final class SecondOrderChecker {
  private static final double GRADIENT = 1e-9;
  private static final double SYMMETRY = 1e-8;
  private static final double DIFFERENCES = 1e-5;
  private static final double STEP = 1e-4;

  /** A step that halves changes what is smooth by less than this part. */
  private static final double ROUGH = 1e-3;

  private final DirectEngine engine;

  /** How often each outcome came. */
  final Map<String, Integer> counts = new TreeMap<>();

  SecondOrderChecker(DirectEngine engine) {
    this.engine = engine;
  }

  /** Checks one program, or finds that there is nothing to check. */
  void check(Subject subject) {
    Outcome outcome;
    try {
      outcome = Reference.run(subject.program(), subject.inputs());
    } catch (Trace.TooLong e) {
      count("too long");
      return;
    }
    Class<?> type = subject.entry().getReturnType();
    if (type != double.class && type != float.class) {
      count("no number");
    } else if (Layout.of(subject.inputs()).count() == 0) {
      count("no independents");
    } else {
      new Comparison(subject, outcome).all();
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private final class Comparison {
    private final Subject subject;
    private final Outcome outcome;
    private final Inputs inputs;
    private final Layout layout;
    private final State plain;

    Comparison(Subject subject, Outcome outcome) {
      this.subject = subject;
      this.outcome = outcome;
      this.inputs = subject.inputs().copy();
      this.layout = Layout.of(inputs);
      this.plain = subject.plainRun();
    }

    void all() {
      Chance chance = new Chance(subject.seed() + 78);
      Object[] u = direction(chance);
      Object[] v = direction(chance);
      double[][] found;
      try {
        found = ask(u);
        compareBatches(u, v, found);
      } catch (Refusal refusal) {
        if (refusal.reason().equals("TOO_LARGE")) {
          count("too large");
          return;
        }
        throw refusal;
      } catch (DirectEngine.TooLargeForTheJit e) {
        count("too large");
        return;
      }
      if (found == null) {
        count("throws");
      } else if (!outcome.isTame()) {
        count("value only");
      } else {
        compareGradient(found[0]);
        compareSymmetry(u, found[1], v, ask(v)[1]);
        compareDifferences(u, found[1]);
      }
    }

    private Object[] direction(Chance chance) {
      Shadows shadows = new Shadows(chance);
      Object[] all = new Object[inputs.arguments().length];
      for (int i = 0; i < all.length; i++) {
        all[i] = inputs.active()[i] ? shadows.of(inputs.arguments()[i]) : null;
      }
      return all;
    }

    /** Several directions at once are what they are one by one, to the bit, in both orders. */
    private void compareBatches(Object[] u, Object[] v, double[][] alone) {
      Object[][] directions = {v, u, u, v};
      double[][] together = ask(directions, 1);
      if (!Arrays.deepEquals(alone, together)) {
        throw failed(
            "several directions",
            Arrays.deepToString(together) + ", not " + Arrays.deepToString(alone));
      }
      String expected = tangent(new Object[][] {u}, 0);
      String found = tangent(directions, 1);
      if (!expected.equals(found)) {
        throw failed("several tangents", found + ", not " + expected);
      }
    }

    /** What one direction overwrites is not another's. */
    private static Object[][] copies(Object[][] directions) {
      Object[][] copies = new Object[directions.length][];
      for (int d = 0; d < copies.length; d++) {
        copies[d] = (Object[]) Inputs.deepCopy(directions[d]);
      }
      return copies;
    }

    /** The tangents of a direction that is alone, or one of several, as text. */
    private String tangent(Object[][] given, int which) {
      subject.reset();
      Object[] arguments = subject.inputs().copy().arguments();
      Object[][] directions = copies(given);
      try {
        Engine.Jvp found =
            directions.length == 1
                ? engine.jvp(subject.entry(), arguments, directions[0])
                : engine.jvps(subject.entry(), arguments, directions)[which];
        String exits = Arrays.deepToString(directions[which]);
        return Arrays.deepToString(new Object[] {found.value(), found.tangent()}) + exits;
      } catch (Refusal | DirectEngine.TooLargeForTheJit e) {
        throw e;
      } catch (Throwable t) {
        return t.toString();
      }
    }

    /** Gradient and product; null where the program throws, as it does plainly. */
    private double[][] ask(Object[] direction) {
      return ask(new Object[][] {direction}, 0);
    }

    private double[][] ask(Object[][] directions, int which) {
      subject.reset();
      Object[] arguments = subject.inputs().copy().arguments();
      DirectEngine.Second found = null;
      Throwable thrown = null;
      try {
        Object[][] tangents = copies(directions);
        found = engine.hvps(subject.entry(), arguments, inputs.active(), tangents)[which];
      } catch (Refusal | DirectEngine.TooLargeForTheJit e) {
        throw e;
      } catch (Throwable t) {
        thrown = t;
      }
      if (thrown != null
          && (plain.thrown() == null || plain.thrown().getClass() != thrown.getClass())) {
        throw new AssertionError(where() + ": plain threw " + plain.thrown(), thrown);
      }
      Object value = found == null ? null : found.value();
      State state = new State(value, thrown, arguments, subject.fields());
      String difference = state.difference(plain);
      if (difference != null) {
        throw failed("a plain call", difference);
      }
      return found == null
          ? null
          : new double[][] {
            Independents.vector(inputs, layout, found.adjoints()),
            Independents.vector(inputs, layout, found.products())
          };
    }

    private String where() {
      return "seed " + subject.seed() + "\n" + Printer.print(subject.program());
    }

    private AssertionError failed(String what, String details) {
      return new AssertionError(what + ": " + details + "\n" + where());
    }

    private void compareGradient(double[] gradient) {
      Dual result = (Dual) outcome.result();
      for (int j = 0; j < gradient.length; j++) {
        double bound = GRADIENT * result.magnitudeBy(j) + Double.MIN_NORMAL;
        if (!(Math.abs(gradient[j] - result.derivativeBy(j)) <= bound)) {
          throw failed("gradient", gradient[j] + " by " + j + ", not " + result.derivativeBy(j));
        }
      }
    }

    private void compareSymmetry(Object[] u, double[] hu, Object[] v, double[] hv) {
      double[] left = Independents.vector(inputs, layout, u);
      double[] right = Independents.vector(inputs, layout, v);
      double sum = 0;
      double bracket = 0;
      for (int j = 0; j < hu.length; j++) {
        sum += right[j] * hu[j] - left[j] * hv[j];
        bracket += Math.abs(right[j] * hu[j]) + Math.abs(left[j] * hv[j]);
      }
      if (!Double.isFinite(bracket)) {
        count("infinite");
      } else if (!(Math.abs(sum) <= SYMMETRY * bracket + Double.MIN_NORMAL)) {
        throw failed("symmetry", sum + " of " + bracket);
      }
    }

    private void compareDifferences(Object[] u, double[] product) {
      double[] direction = Independents.vector(inputs, layout, u);
      double[] coarse = central(direction, STEP);
      double[] fine = coarse == null ? null : central(direction, STEP / 2);
      if (fine == null) {
        count("another path");
        return;
      }
      double size = 0;
      double doubt = 0;
      for (int j = 0; j < fine.length; j++) {
        size = Math.max(size, Math.max(Math.abs(product[j]), Math.abs(fine[j])));
        doubt = Math.max(doubt, Math.abs(fine[j] - coarse[j]));
      }
      double noise = 1e-10 * largest(outcome, fine.length) / STEP;
      if (!Double.isFinite(size) || doubt > ROUGH * size + noise) {
        count("rough");
        return;
      }
      for (int j = 0; j < fine.length; j++) {
        double expected = (4 * fine[j] - coarse[j]) / 3;
        double bound = DIFFERENCES * size + doubt + noise;
        if (!(Math.abs(expected - product[j]) <= bound)) {
          throw failed(
              "differences",
              Arrays.toString(product) + " not " + expected + " in " + j + ", bound " + bound);
        }
      }
      count(size > 1000 * noise ? "agrees" : "agrees on zero");
    }

    private double largest(Outcome of, int count) {
      Dual result = (Dual) of.result();
      double most = 1e-12;
      for (int j = 0; j < count; j++) {
        most = Math.max(most, result.magnitudeBy(j));
      }
      return most;
    }

    /** Differences of gradients along a direction; null where a step changes the path. */
    private double[] central(double[] direction, double step) {
      double[] up = gradient(direction, step);
      double[] down = up == null ? null : gradient(direction, -step);
      if (down == null) {
        return null;
      }
      for (int j = 0; j < up.length; j++) {
        up[j] = (up[j] - down[j]) / (2 * step);
      }
      return up;
    }

    private double[] gradient(double[] direction, double step) {
      long path = outcome.trace().path();
      Inputs moved = Differences.moved(subject.program(), inputs, direction, step, path);
      if (moved == null) {
        return null;
      }
      subject.reset();
      try {
        Object[] arguments = moved.copy().arguments();
        Engine.Vjp found = engine.gradient(subject.entry(), arguments, inputs.active());
        return Independents.vector(inputs, layout, found.argAdjoints());
      } catch (Throwable e) {
        throw new AssertionError(where() + ": the gradient threw", e);
      }
    }
  }
}
