package org.wengert.benchmarks;

/**
 * One function to be differentiated, with fixed input: the primal as a person would write it and
 * its gradient derived by hand. The engine's side is a {@link DerivativeUnderTest}, bound to the
 * method and the arguments named here.
 *
 * <p>Instances hold their data and are not changed by a call: every call sees the same input.
 */
public interface Workload {

  /** The short name: first column of the table, and what selects the workload. */
  String name();

  /** The sizes of the input, such as {@code d=10 k=25 n=1000}. */
  String sizes();

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
}
