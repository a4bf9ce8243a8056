package org.wengert;

/**
 * The second derivatives of a scalar function in one direction: its Hessian times a vector, each
 * part of the shape and type of its argument. In other words the tangent of the gradient, which the
 * same call gives too.
 */
public final class Hvp extends Adjoints {
  private final Gradient gradient;

  Hvp(Gradient gradient, Object[] arguments, double[] scalars, Object[] shadows, Reached products) {
    super(gradient.primal, gradient.primal.independent, arguments, scalars, shadows, products);
    this.gradient = gradient;
  }

  /** The function's value: bit for bit that of the plain call. A float result is widened. */
  public double value() {
    return gradient.value();
  }

  /** The gradient at the same arguments. */
  public Gradient gradient() {
    return gradient;
  }

  @Override
  public String toString() {
    return "Hvp[value=" + value() + ", " + super.toString().substring(1);
  }
}
