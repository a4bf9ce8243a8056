package org.wengert.benchmarks;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A function with one result, with fixed input: the primal as a person would write it and its
 * gradient derived by hand. The engine's side is a {@link DerivativeUnderTest}, bound to the method
 * and the arguments named here.
 *
 * <p>Instances hold their data and are not changed by a call: every call sees the same input.
 */
public interface GradientWorkload extends Workload {

  /** The class that declares the primal. */
  Class<?> primalClass();

  /** The name of the primal: a static method, not overloaded, that returns {@code double}. */
  String primalMethod();

  /** The primal's arguments, scalars boxed; the arrays are the workload's own, not copies. */
  Object[] arguments();

  /** Which arguments are independents, parallel to {@link #arguments()}. */
  boolean[] independents();

  /** Calls the primal, directly. */
  double primal();

  /** Calls the hand-derived gradient, directly. */
  ValueAndGradient handDerived();

  /**
   * Value and gradient by Hipparchus, whose numbers carry their partial derivatives; empty where
   * the primal was not written for them.
   */
  default Optional<Supplier<ValueAndGradient>> hipparchus() {
    return Optional.empty();
  }

  @Override
  default Subject prepare() {
    return new GradientSubject(this);
  }
}
