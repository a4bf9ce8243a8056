package org.wengert.demo;

/** The gradient that was derived and programmed by hand. */
public record HandDerived(Problem problem) implements LossGradient {

  @Override
  public String name() {
    return "hand-derived";
  }

  @Override
  public double evaluate(double[] weights, double[] gradient) {
    return Network.lossGradient(
        weights,
        problem.data().features(),
        problem.data().labels(),
        problem.hidden(),
        problem.classes(),
        problem.decay(),
        gradient);
  }
}
