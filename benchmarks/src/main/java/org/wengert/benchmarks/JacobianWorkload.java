package org.wengert.benchmarks;

/**
 * A function with many results, with fixed input. Its results, and the entries of its Jacobian, are
 * arrays of numbers ({@code double[]} or {@code double[][]}) in an order that the workload defines.
 */
public interface JacobianWorkload extends Workload {

  /** Calls the primal, directly. */
  Object primal();

  /** The entries of the Jacobian, derived by hand. */
  Object handDerived();

  /** The entries of the Jacobian by central differences. */
  Object differences();

  /** How many directions the differences go. */
  int directions();

  /** The product of a Jacobian with the direction that {@link JacobianUnderTest#tangent} goes. */
  double[] timesDirection(Object entries);

  /** The engine's derivatives; only under the agent. */
  JacobianUnderTest engine();

  @Override
  default Subject prepare() {
    return new JacobianSubject(this);
  }
}
