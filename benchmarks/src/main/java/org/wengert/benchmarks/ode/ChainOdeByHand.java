package org.wengert.benchmarks.ode;

import org.wengert.benchmarks.ValueAndGradient;

/**
 * The gradient of {@link ChainOde#lastComponent}, derived by hand: the forward sweep keeps {@code y}
 * and the three stages of every step, the reverse sweep runs the steps backwards.
 */
public final class ChainOdeByHand {

  private final double[] x;
  private final double h;
  private final int n;
  private final double[][][] stages;
  private final double[] y;
  private final double[] xAdjoint;
  private final double[] yAdjoint;
  private final double[] slopeAdjoint;
  private final double[] stageAdjoint;
  private final double[] sumAdjoint;

  private ChainOdeByHand(double[] x, int s) {
    this.x = x;
    h = 2.0 / s;
    n = x.length;
    stages = new double[s][4][n];
    y = new double[n];
    xAdjoint = new double[n];
    yAdjoint = new double[n];
    slopeAdjoint = new double[n];
    stageAdjoint = new double[n];
    sumAdjoint = new double[n];
  }

  /** Value and gradient; parameters as for {@link ChainOde#lastComponent}. */
  public static ValueAndGradient gradient(double[] x, int s) {
    ChainOdeByHand state = new ChainOdeByHand(x, s);
    for (int step = 0; step < s; step++) {
      state.forwardStep(state.stages[step]);
    }
    state.yAdjoint[x.length - 1] = 1;
    for (int step = s - 1; step >= 0; step--) {
      state.reverseStep(state.stages[step]);
    }
    return new ValueAndGradient(state.y[x.length - 1], new Object[] {state.xAdjoint, null});
  }

  private void forwardStep(double[][] stage) {
    // The adjoints' arrays are free until the reverse sweep.
    double[] slope = slopeAdjoint;
    double[] sum = sumAdjoint;
    System.arraycopy(y, 0, stage[0], 0, n);
    ChainOde.derivative(x, stage[0], slope);
    advance(slope, h / 2, stage[1]);
    System.arraycopy(slope, 0, sum, 0, n);
    ChainOde.derivative(x, stage[1], slope);
    advance(slope, h / 2, stage[2]);
    addTwice(slope, sum);
    ChainOde.derivative(x, stage[2], slope);
    advance(slope, h, stage[3]);
    addTwice(slope, sum);
    ChainOde.derivative(x, stage[3], slope);
    for (int i = 0; i < n; i++) {
      y[i] += h * (sum[i] + slope[i]) / 6;
    }
  }

  private void advance(double[] slope, double step, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = y[i] + step * slope[i];
    }
  }

  private void addTwice(double[] slope, double[] sum) {
    for (int i = 0; i < n; i++) {
      sum[i] += 2 * slope[i];
    }
  }

  /** Turns the adjoint of {@code y} after the step into that before it. */
  private void reverseStep(double[][] stage) {
    double weight = h / 6;
    System.arraycopy(yAdjoint, 0, sumAdjoint, 0, n);
    for (int i = 0; i < n; i++) {
      slopeAdjoint[i] = weight * yAdjoint[i];
    }
    reverseDerivative(stage[3]);
    reverseStage(2 * weight, h);
    reverseDerivative(stage[2]);
    reverseStage(2 * weight, h / 2);
    reverseDerivative(stage[1]);
    reverseStage(weight, h / 2);
    reverseDerivative(stage[0]);
    for (int i = 0; i < n; i++) {
      yAdjoint[i] = sumAdjoint[i] + stageAdjoint[i];
    }
  }

  /** From the adjoint of a slope to that of the stage it was evaluated at. */
  private void reverseDerivative(double[] stage) {
    xAdjoint[0] += slopeAdjoint[0];
    for (int i = 1; i < n; i++) {
      xAdjoint[i] += slopeAdjoint[i] * stage[i - 1];
      stageAdjoint[i - 1] = slopeAdjoint[i] * x[i];
    }
    stageAdjoint[n - 1] = 0;
  }

  /** From the adjoint of a stage to that of the slope it was made from. */
  private void reverseStage(double weight, double step) {
    for (int i = 0; i < n; i++) {
      sumAdjoint[i] += stageAdjoint[i];
      slopeAdjoint[i] = weight * yAdjoint[i] + step * stageAdjoint[i];
    }
  }
}
