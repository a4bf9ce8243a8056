package org.wengert.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;

/**
 * Checks an engine on a {@link Case}: the value, arrays and static fields are bit-identical to the
 * plain call's (so side effects happened once), forward agrees with reverse, both with differences
 * and with the hand-derived gradient, the joint gradient with reverse mode; a second call, another
 * thread and two threads at once give the same bits; exceptions of the primal arrive and leave
 * everything usable.
 */
public final class DerivativeHarness {

  /** The dot-product bound, relative to the sum of the absolute terms of both brackets. */
  private static final double DOT_TOLERANCE = 1e-13;

  /** The joint form may sum adjoints in another order. */
  private static final double JOINT_TOLERANCE = 1e-12;

  private static final int INTERLEAVED_CALLS = 3;

  private final Engine engine;
  private final double handTolerance;

  /** A harness with the tolerances that exact derivatives meet. */
  public DerivativeHarness(Engine engine) {
    this(engine, 0);
  }

  /**
   * A harness for an engine that is exact to a tolerance only.
   *
   * @param handTolerance the least tolerance of comparisons with hand-derived gradients
   */
  DerivativeHarness(Engine engine, double handTolerance) {
    this.engine = engine;
    this.handTolerance = handTolerance;
  }

  /**
   * Checks the case at all its points.
   *
   * @throws AssertionError at the first disagreement, with all values side by side
   */
  public void check(Case subject) {
    Primal primal = new Primal(subject.method(), subject.statics());
    try {
      for (int i = 0; i < subject.points().size(); i++) {
        Plan plan = new Plan(subject, i, primal);
        if (plan.plain.thrown() == null) {
          checkPoint(plan);
        } else {
          checkThrowingPoint(plan);
        }
      }
    } finally {
      primal.restore();
    }
  }

  private void checkPoint(Plan plan) {
    Observation first = observe(plan);
    if (!plan.subject.points().get(plan.number).valueOnly()) {
      checkDerivatives(plan, first);
    }
    requireSameBits(plan, "a second call", first, observe(plan));
    requireSameBits(plan, "another thread", first, fromThreads(plan, 1).get(0));
    if (!plan.primal.hasStatics()) {
      // Primals with static state are not thread-safe themselves.
      for (Observation other : fromThreads(plan, 2)) {
        requireSameBits(plan, "two threads at once", first, other);
      }
    }
  }

  private void checkDerivatives(Plan plan, Observation found) {
    DerivativeTable table = new DerivativeTable(plan, found);
    table.require("a derivative is not finite", found.isFinite());
    checkDotProduct(plan, found, table);
    if (plan.subject.isSmooth()) {
      double[][] columns =
          Differences.columns(
              plan.primal, plan.args, plan.entry, run -> plan.dependents(run.value(), run.args()));
      table.setDifferences(columns);
      table.requireDifferences(plan.subject.differenceTolerance());
    }
    if (found.gradient() != null) {
      table.requireJoint(JOINT_TOLERANCE);
    }
    if (plan.subject.handDerived() != null) {
      Object[] hand = plan.subject.handDerived().at(plan.freshArgs());
      table.setHandDerived(hand);
      double exact = plan.subject.handTolerance();
      double loose = Math.max(handTolerance, plan.subject.differenceTolerance());
      table.requireHandDerived(handTolerance == 0 ? exact : Math.max(exact, loose));
    }
  }

  /** |⟨ȳ, Jẋ⟩ − ⟨Jᵀȳ, ẋ⟩| ≤ 1e-13·(Σ|ȳᵢẏᵢ| + Σ|x̄ⱼẋⱼ|). */
  private static void checkDotProduct(Plan plan, Observation found, DerivativeTable table) {
    double forward = 0;
    double reverse = 0;
    double scale = 0;
    for (int i = 0; i < plan.seeds.length; i++) {
      forward += plan.seeds[i] * found.tangent()[i];
      scale += Math.abs(plan.seeds[i] * found.tangent()[i]);
    }
    for (int j = 0; j < plan.direction.length; j++) {
      reverse += plan.direction[j] * found.adjoint()[j];
      scale += Math.abs(plan.direction[j] * found.adjoint()[j]);
    }
    double bound = DOT_TOLERANCE * plan.subject.conditioning() * scale;
    String message =
        "forward and reverse mode disagree: ⟨ȳ, Jẋ⟩ = %s, ⟨Jᵀȳ, ẋ⟩ = %s, difference %s, bound %s"
            .formatted(forward, reverse, Math.abs(forward - reverse), bound);
    table.require(message, Math.abs(forward - reverse) <= bound);
  }

  private void checkThrowingPoint(Plan plan) {
    Plan other = usablePlan(plan);
    Observation before = other == null ? null : observe(other);
    requireThrownInAllForms(plan);
    if (other != null) {
      requireSameBits(other, "a call after " + plan.plain.thrown(), before, observe(other));
    }
  }

  /** The first point of the case at which the primal does not throw, or null. */
  private static Plan usablePlan(Plan throwing) {
    for (int i = 0; i < throwing.subject.points().size(); i++) {
      Plan other = new Plan(throwing.subject, i, throwing.primal);
      if (other.plain.thrown() == null) {
        return other;
      }
    }
    return null;
  }

  private void requireThrownInAllForms(Plan plan) {
    Object[] none = new Object[plan.args.length];
    requireThrown(
        plan, "forward mode", args -> engine.jvp(plan.primal.method(), args, plan.tangents()));
    requireThrown(
        plan,
        "reverse mode",
        args -> engine.vjp(plan.primal.method(), args, plan.subject.active(), seedOf(plan), none));
    if (Layout.isFloating(plan.primal.method().getReturnType())
        && !plan.primal.method().getReturnType().isArray()) {
      requireThrown(
          plan,
          "the joint gradient",
          args -> engine.gradient(plan.primal.method(), args, plan.subject.active()));
    }
  }

  /** A seed where the plain call has no result to shape it after. */
  private static Object seedOf(Plan plan) {
    Class<?> type = plan.primal.method().getReturnType();
    return type == double.class || type == float.class ? 1.0 : null;
  }

  private interface EngineCall {
    Object on(Object[] args) throws Throwable;
  }

  private static void requireThrown(Plan plan, String mode, EngineCall call) {
    Object[] args = plan.freshArgs();
    plan.primal.restore();
    String found;
    String statics;
    try {
      found = "the result " + call.on(args);
    } catch (Throwable thrown) {
      found = describe(thrown);
    } finally {
      statics = plan.primal.statics();
      plan.primal.restore();
    }
    String expected = describe(plan.plain.thrown()) + effectsOf(plan.plain);
    String actual = found + "\n  arrays " + Bits.of(args) + "\n  statics " + statics;
    if (!actual.equals(expected)) {
      throw new AssertionError(
          "%s: the primal throws%n  %s%n %s ended with%n  %s"
              .formatted(plan.where(), expected, mode, actual));
    }
  }

  private static String effectsOf(Primal.Run run) {
    return "\n  arrays " + Bits.of(run.args()) + "\n  statics " + run.statics();
  }

  /** The JVM words a NullPointerException after the local variables, which variants rename. */
  private static String describe(Throwable thrown) {
    return thrown instanceof NullPointerException
        ? thrown.getClass().getName()
        : thrown.getClass().getName() + ": " + thrown.getMessage() + ", cause " + thrown.getCause();
  }

  private Observation observe(Plan plan) {
    try {
      return Observation.of(engine, plan);
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(plan.where() + ": the derivative call threw " + e, e);
    }
  }

  private List<Observation> fromThreads(Plan plan, int threads) {
    // A thread that fails leaves, and the others need not wait for it.
    Phaser start = new Phaser(threads);
    Callable<List<Observation>> calls =
        () -> {
          try {
            List<Observation> found = new ArrayList<>();
            for (int i = 0; i < (threads == 1 ? 1 : INTERLEAVED_CALLS); i++) {
              start.arriveAndAwaitAdvance();
              found.add(observe(plan));
            }
            return found;
          } finally {
            start.arriveAndDeregister();
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Observation>>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(calls));
      }
      List<Observation> all = new ArrayList<>();
      ExecutionException failure = null;
      for (Future<List<Observation>> future : running) {
        try {
          all.addAll(future.get());
        } catch (ExecutionException e) {
          failure = failure == null ? e : failure;
        }
      }
      if (failure != null) {
        throw failure;
      }
      return all;
    } catch (ExecutionException e) {
      throw new AssertionError("in another thread: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static void requireSameBits(
      Plan plan, String when, Observation first, Observation other) {
    if (!first.bits().equals(other.bits())) {
      throw new AssertionError(
          "%s: %s gave other bits%n  first: %s%n  then:  %s"
              .formatted(plan.where(), when, first.bits(), other.bits()));
    }
  }
}
