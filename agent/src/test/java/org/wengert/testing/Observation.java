package org.wengert.testing;

import java.util.Arrays;

/**
 * What the engine answered at one point in all its forms: forward mode, reverse mode and, for
 * scalar results, the joint gradient. Static state is put back before and after each of the calls.
 *
 * @param tangent of the dependents, in forward mode
 * @param adjoint of the independents, in reverse mode
 * @param gradient adjoints of the independents from the joint form; null if the result is no scalar
 * @param unitAdjoint the same from reverse mode with seed 1 and no exit adjoints; null likewise
 */
record Observation(double[] tangent, double[] adjoint, double[] gradient, double[] unitAdjoint) {

  static Observation of(Engine engine, Plan plan) throws Throwable {
    double[] tangent = tangent(engine, plan);
    double[] adjoint = adjoint(engine, plan, plan.resultSeed(), plan.exitSeeds());
    if (!plan.hasScalarResult()) {
      return new Observation(tangent, adjoint, null, null);
    }
    Object[] none = new Object[plan.args.length];
    double[] unit = adjoint(engine, plan, 1.0, none);
    return new Observation(tangent, adjoint, gradient(engine, plan), unit);
  }

  private static double[] tangent(Engine engine, Plan plan) throws Throwable {
    Object[] args = plan.freshArgs();
    Object[] tangents = plan.tangents();
    plan.primal.restore();
    try {
      Engine.Jvp jvp = engine.jvp(plan.primal.method(), args, tangents);
      requireSameEffects("forward mode", plan, jvp.value(), args);
      return plan.dependents(jvp.tangent(), tangents);
    } finally {
      plan.primal.restore();
    }
  }

  private static double[] adjoint(Engine engine, Plan plan, Object seed, Object[] exitAdjoints)
      throws Throwable {
    Object[] args = plan.freshArgs();
    String seeds = Bits.of(seed) + Bits.of(exitAdjoints);
    plan.primal.restore();
    try {
      Engine.Vjp vjp =
          engine.vjp(plan.primal.method(), args, plan.subject.active(), seed, exitAdjoints);
      requireSameEffects("reverse mode", plan, vjp.value(), args);
      if (!seeds.equals(Bits.of(seed) + Bits.of(exitAdjoints))) {
        throw new AssertionError(plan.where() + ": reverse mode modified the seeds");
      }
      return plan.entry.read(vjp.argAdjoints());
    } finally {
      plan.primal.restore();
    }
  }

  private static double[] gradient(Engine engine, Plan plan) throws Throwable {
    Object[] args = plan.freshArgs();
    plan.primal.restore();
    try {
      Engine.Vjp vjp = engine.gradient(plan.primal.method(), args, plan.subject.active());
      requireSameEffects("the joint gradient", plan, vjp.value(), args);
      return plan.entry.read(vjp.argAdjoints());
    } finally {
      plan.primal.restore();
    }
  }

  /** Value, arrays and static fields as one plain call leaves them, to the bit. */
  private static void requireSameEffects(String mode, Plan plan, Object value, Object[] args) {
    String found = Primal.effects(value, args, plan.primal.statics());
    if (!found.equals(plan.plain.text())) {
      throw new AssertionError(
          "%s: %s differs from the plain call%n plain:%n  %s%n %s:%n  %s"
              .formatted(plan.where(), mode, plan.plain.text(), mode, found));
    }
  }

  /** All numbers to the bit, for comparing observations. */
  String bits() {
    return "tangent %s adjoint %s gradient %s unit adjoint %s"
        .formatted(Bits.of(tangent), Bits.of(adjoint), Bits.of(gradient), Bits.of(unitAdjoint));
  }

  /** Whether all derivatives are numbers. */
  boolean isFinite() {
    return Arrays.stream(tangent).allMatch(Double::isFinite)
        && Arrays.stream(adjoint).allMatch(Double::isFinite);
  }
}
