package org.wengert.demo;

/** The gradient by central differences: two losses a weight, and a step size to be guessed. */
public record CentralDifferences(Problem problem) implements LossGradient {

  /** Near the cube root of the machine precision, where truncation and rounding balance. */
  private static final double STEP = 6e-6;

  @Override
  public String name() {
    return "central differences";
  }

  @Override
  public double evaluate(double[] weights, double[] gradient) {
    double[] moved = weights.clone();
    for (int i = 0; i < weights.length; i++) {
      double step = STEP * Math.max(1, Math.abs(weights[i]));
      moved[i] = weights[i] + step;
      double above = problem.loss(moved);
      moved[i] = weights[i] - step;
      double below = problem.loss(moved);
      moved[i] = weights[i];
      gradient[i] = (above - below) / (2 * step);
    }
    return problem.loss(weights);
  }
}
