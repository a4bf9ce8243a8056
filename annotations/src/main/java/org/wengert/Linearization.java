package org.wengert;

/**
 * A method at one point, as the linear function that its Jacobian is: one recorded call, whose
 * products with vectors may be taken in any order, any number of times, also after the caller has
 * changed the arguments. It belongs to the thread that made it; close it to give its tape back.
 *
 * <p>{@link #vjp} replays the tape once. How {@link #jvp} is found depends on the sizes, so that
 * memory stays in proportion to what goes in and comes out wherever it can:
 *
 * <ul>
 *   <li>Of at most four dependents, the first replays the tape once for each and keeps these rows.
 *   <li>Of more, each runs the method in forward mode, on a copy of the arguments as they were:
 *       where that could not be noticed, and arguments are numbers, strings and arrays of numbers.
 *   <li>Else, and where objects are among independents or dependents, the first replays the tape
 *       once for each dependent and keeps the whole Jacobian.
 * </ul>
 */
public final class Linearization implements AutoCloseable {
  private final Primal primal;
  private final Products products;
  private final Vjp recorded;

  Linearization(Derivative derivative, Object[] arguments) {
    this.primal = derivative.primal();
    primal.requireIndependent();
    this.products = Products.of(derivative, primal.arguments(arguments));
    this.recorded = products.record();
  }

  /** What the plain call returns; null for void. */
  public Object value() {
    return recorded.value();
  }

  /**
   * Jacobian times vector.
   *
   * @param tangents the direction, parallel to the arguments, as for {@link Derivative#jvp}
   * @return the tangent of the result; for methods without one that can hold floating-point
   *     numbers, those of the arrays and objects on exit
   * @throws IllegalStateException if closed, or in another thread than the one that made this
   */
  public Jvp jvp(Object... tangents) {
    return products.times(tangents);
  }

  /**
   * Vector times Jacobian.
   *
   * @param seed as for {@link Pullback#apply}
   */
  public Adjoints vjp(Object seed) {
    return recorded.pullback().apply(seed);
  }

  /**
   * Vector times Jacobian, for adjoints of what the arrays hold on exit, too.
   *
   * @param seed as for {@link Pullback#applyAtExit}
   * @param exitAdjoints likewise
   */
  public Adjoints vjpAtExit(Object seed, Object... exitAdjoints) {
    return recorded.pullback().applyAtExit(seed, exitAdjoints);
  }

  /** Bytes of tape that the recorded call used. */
  public long tapeBytes() {
    return recorded.pullback().tapeBytes();
  }

  /** Gives the tape back. Closing twice has no effect. */
  @Override
  public void close() {
    recorded.close();
  }

  @Override
  public String toString() {
    return "Linearization of " + primal + ", value=" + Values.text(value());
  }
}
