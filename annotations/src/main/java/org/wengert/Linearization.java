package org.wengert;

/**
 * A method at one point, as the linear function that its Jacobian is: one recorded call, whose
 * products with vectors may be taken in any order, any number of times, also after the caller has
 * changed the arguments. It belongs to the thread that made it; close it to give its tape back.
 *
 * <p>{@link #vjp} replays the tape once. The first {@link #jvp} replays it once a dependent and
 * keeps the Jacobian, whose product with a vector each one then is; where there are many dependents
 * and few independents, {@link Derivative#jvp} costs less.
 */
public final class Linearization implements AutoCloseable {
  private final Primal primal;
  private final Vjp recorded;

  /** Zeros of the shapes that the arguments had, for those may change, in the call too. */
  private final Object[] still;

  private final Flat independents;
  private final Outcome outcome;
  private double[][] jacobian;

  Linearization(Derivative derivative, Object[] arguments) {
    this.primal = derivative.primal();
    primal.requireIndependent();
    Jacobians.requireNumbers(primal, "a linearization");
    Object[] checked = primal.arguments(arguments);
    this.still = derivative.stillDirection(checked);
    this.recorded = derivative.vjp(checked);
    Object[] onExit = derivative.stillDirection(checked);
    this.independents = new Flat(primal.independent, primal.names, still);
    Object shape =
        primal.hasArrayResult() ? org.wengert.internal.Shadows.like(recorded.value()) : null;
    this.outcome = new Outcome(primal, primal.hasScalarResult() ? recorded.value() : shape, onExit);
  }

  /** What the plain call returns; null for void. */
  public Object value() {
    return recorded.value();
  }

  /**
   * Jacobian times vector.
   *
   * @param tangents the direction, parallel to the arguments, as for {@link Derivative#jvp}
   * @return the tangent of the result; for methods without a floating-point result those of the
   *     arrays on exit
   * @throws IllegalStateException if closed, or in another thread than the one that made this
   */
  public Jvp jvp(Object... tangents) {
    Object[] direction = new Tangents(primal, null).of(still, tangents);
    double[][] rows = rows();
    Object[] products = outcome.zeros();
    for (int i = 0; i < rows.length; i++) {
      double sum = 0;
      for (int j = 0; j < rows[i].length; j++) {
        sum += rows[i][j] * independents.get(direction, j);
      }
      outcome.flat.set(products, i, sum);
    }
    return new Jvp(primal, still, value(), Outcome.result(products), Outcome.exits(products), null);
  }

  private double[][] rows() {
    if (jacobian == null) {
      double[][] rows = new double[outcome.flat.size()][independents.size()];
      Object[] seeds = outcome.seeds();
      for (int i = 0; i < rows.length; i++) {
        outcome.flat.set(seeds, i, 1);
        Object[] adjoints = recorded.pullback().sweep(seeds);
        outcome.flat.set(seeds, i, 0);
        for (int j = 0; j < rows[i].length; j++) {
          rows[i][j] = independents.get(adjoints, j);
        }
      }
      jacobian = rows;
    } else {
      recorded.pullback().requireUsable();
    }
    return jacobian;
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
