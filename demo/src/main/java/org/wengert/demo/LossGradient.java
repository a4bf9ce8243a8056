package org.wengert.demo;

/** One way to get the gradient of the loss. */
public interface LossGradient {

  /** What the tables call it. */
  String name();

  /**
   * Evaluates loss and gradient.
   *
   * @param weights where; left as they are
   * @param gradient overwritten with the partial derivatives, of the length of {@code weights}
   * @return the loss
   */
  double evaluate(double[] weights, double[] gradient);
}
