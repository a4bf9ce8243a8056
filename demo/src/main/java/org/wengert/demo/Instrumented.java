package org.wengert.demo;

/** The gradient by the agent: the companion of {@link Network}, written by the compiler. */
public record Instrumented(Problem problem) implements LossGradient {

  @Override
  public String name() {
    return "instrumented";
  }

  @Override
  public double evaluate(double[] weights, double[] gradient) {
    return NetworkDerivatives.lossGradient(
        weights,
        problem.data().features(),
        problem.data().labels(),
        problem.hidden(),
        problem.classes(),
        problem.decay(),
        gradient);
  }
}
