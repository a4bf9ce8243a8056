package org.wengert.testing;

import java.lang.reflect.Method;

/**
 * What the harness and the random programs ask of the thing under test: both modes, on any static
 * method, including the derivatives with respect to arrays that the method writes in place.
 *
 * <p>Representation of a derivative ("shadow") of an argument or result, everywhere in this
 * interface: {@code double} or {@code float}: a {@code Double}; {@code double[]} or {@code
 * float[]}: a {@code double[]} of the same length; arrays of higher rank over double or float: an
 * {@code Object[]} (or a subclass such as {@code double[][]}) of the same shape holding shadows;
 * anything else: {@code null}. Derivatives of float code are carried in double. Arguments that are
 * the same array (at any depth) have the same shadow array.
 */
public interface Engine {

  /**
   * Forward mode: the value of {@code method} on {@code args} and its derivative in the direction
   * {@code tangents}. Runs the primal once; arrays in {@code args} are left as the plain call
   * leaves them. Arrays in {@code tangents} are overwritten with the tangents of the arrays at
   * exit.
   *
   * @param tangents parallel to {@code args}; {@code null} where the argument is inactive
   */
  Jvp jvp(Method method, Object[] args, Object[] tangents) throws Throwable;

  /** Value and tangent of the result ({@code null} if it is not floating-point). */
  record Jvp(Object value, Object tangent) {}

  /**
   * Reverse mode: adjoints of the arguments on entry, given the adjoint of the result and those of
   * the arrays on exit. Runs the primal once.
   *
   * @param active which arguments are independents, parallel to {@code args}
   * @param seed adjoint of the result, of its shape; {@code null} for void or inactive results
   * @param exitAdjoints parallel to {@code args}; for array arguments the adjoint of their contents
   *     on exit ({@code null}: zero); ignored for scalars. Not modified.
   */
  Vjp vjp(Method method, Object[] args, boolean[] active, Object seed, Object[] exitAdjoints)
      throws Throwable;

  /** Value, and adjoints parallel to the arguments ({@code null} where inactive). */
  record Vjp(Object value, Object[] argAdjoints) {}

  /**
   * The joint form for a method with scalar floating-point result: value and gradient in one call.
   *
   * @param active which arguments are independents, parallel to {@code args}
   */
  Vjp gradient(Method method, Object[] args, boolean[] active) throws Throwable;
}
