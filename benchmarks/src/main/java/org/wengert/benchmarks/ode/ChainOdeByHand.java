package org.wengert.benchmarks.ode;

import org.wengert.benchmarks.ValueAndGradient;

/**
 * The gradient of {@link ChainOde#lastComponent}, derived by hand: the forward sweep keeps the
 * state before every step, the reverse sweep runs the steps backwards and evaluates the stages
 * again, which costs less than the memory to keep them.
 *
 * <p>Stages are shifted by one place, with 1 in front: the slope is then {@code x[i] * shifted[i]}
 * for all {@code i}, and every loop has one subscript, which the JIT compiler vectorizes.
 */
public final class ChainOdeByHand {

  private final double[] x;
  private final double h;
  private final int n;
  private final double[][] states;
  private final double[][] shifted;
  private final double[] y;
  private final double[] stage;
  private final double[] slope;
  private final double[] sum;

  private ChainOdeByHand(double[] x, int s) {
    this.x = x;
    h = 2.0 / s;
    n = x.length;
    states = new double[s][];
    shifted = new double[4][n];
    y = new double[n];
    stage = new double[n];
    slope = new double[n];
    sum = new double[n];
  }

  /** Value and gradient; parameters as for {@link ChainOde#lastComponent}. */
  public static ValueAndGradient gradient(double[] x, int s) {
    ChainOdeByHand sweep = new ChainOdeByHand(x, s);
    for (int step = 0; step < s; step++) {
      sweep.states[step] = sweep.y.clone();
      sweep.forwardStep(sweep.y);
    }
    double value = sweep.y[x.length - 1];
    return new ValueAndGradient(value, new Object[] {sweep.reverse(), null});
  }

  /** One step from {@code y}, in place; leaves its stages in {@code shifted}. */
  private void forwardStep(double[] y) {
    evaluateSlope(y, shifted[0]);
    for (int i = 0; i < n; i++) {
      sum[i] = slope[i];
      stage[i] = y[i] + h * slope[i] / 2;
    }
    evaluateSlope(stage, shifted[1]);
    for (int i = 0; i < n; i++) {
      sum[i] += 2 * slope[i];
      stage[i] = y[i] + h * slope[i] / 2;
    }
    evaluateSlope(stage, shifted[2]);
    for (int i = 0; i < n; i++) {
      sum[i] += 2 * slope[i];
      stage[i] = y[i] + h * slope[i];
    }
    evaluateSlope(stage, shifted[3]);
    for (int i = 0; i < n; i++) {
      y[i] += h * (sum[i] + slope[i]) / 6;
    }
  }

  private void evaluateSlope(double[] at, double[] shifted) {
    shifted[0] = 1;
    System.arraycopy(at, 0, shifted, 1, n - 1);
    for (int i = 0; i < n; i++) {
      slope[i] = x[i] * shifted[i];
    }
  }

  /** Returns the adjoint of {@code x}; the states are overwritten. */
  private double[] reverse() {
    double[] xAdjoint = new double[n];
    double[] yAdjoint = new double[n];
    yAdjoint[n - 1] = 1;
    for (int step = states.length - 1; step >= 0; step--) {
      forwardStep(states[step]);
      reverseStep(yAdjoint, xAdjoint);
    }
    return xAdjoint;
  }

  /** Turns the adjoint of {@code y} after the step into that before it. */
  private void reverseStep(double[] yAdjoint, double[] xAdjoint) {
    double weight = h / 6;
    for (int i = 0; i < n; i++) {
      sum[i] = yAdjoint[i];
      slope[i] = weight * yAdjoint[i];
    }
    reverseSlope(shifted[3], xAdjoint);
    reverseStage(2 * weight, h, yAdjoint);
    reverseSlope(shifted[2], xAdjoint);
    reverseStage(2 * weight, h / 2, yAdjoint);
    reverseSlope(shifted[1], xAdjoint);
    reverseStage(weight, h / 2, yAdjoint);
    reverseSlope(shifted[0], xAdjoint);
    for (int i = 0; i < n; i++) {
      yAdjoint[i] = sum[i] + stage[i];
    }
  }

  /** From the adjoint of a slope to that of the stage it was evaluated at. */
  private void reverseSlope(double[] shifted, double[] xAdjoint) {
    for (int i = 0; i < n; i++) {
      xAdjoint[i] += slope[i] * shifted[i];
      slope[i] *= x[i];
    }
    System.arraycopy(slope, 1, stage, 0, n - 1);
    stage[n - 1] = 0;
  }

  /** From the adjoint of a stage to that of the slope it was made from. */
  private void reverseStage(double weight, double step, double[] yAdjoint) {
    for (int i = 0; i < n; i++) {
      sum[i] += stage[i];
      slope[i] = weight * yAdjoint[i] + step * stage[i];
    }
  }
}
