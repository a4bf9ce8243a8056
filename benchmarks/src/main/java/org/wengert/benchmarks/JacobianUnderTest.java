package org.wengert.benchmarks;

/** The engine's derivatives of a function with many results. */
public interface JacobianUnderTest {

  /** The entries of the Jacobian; the array is the same at every call. */
  Object jacobian();

  /** The derivatives of all results in one direction, by forward mode. */
  double[] tangent();

  /** Bytes of tape that the Jacobian records at once. */
  long tapeBytes();
}
