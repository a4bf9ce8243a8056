package org.wengert.benchmarks.lstm;

import org.wengert.benchmarks.ValueAndGradient;

/**
 * The gradient of {@link Lstm#objective} with respect to the parameters, derived by hand:
 * backpropagation through time over recorded gates.
 */
public final class LstmByHand {

  /** What a layer's step records per bit, one block of {@code b} after another. */
  private static final int INPUT = 0;

  private static final int HIDDEN = 1;
  private static final int CELL = 2;
  private static final int FORGET = 3;
  private static final int INGATE = 4;
  private static final int OUTGATE = 5;
  private static final int CHANGE = 6;
  private static final int TANH_CELL = 7;
  private static final int BLOCKS = 8;

  private final double[][] mainParams;
  private final double[][] extraParams;
  private final double[][] sequence;
  private final int layers;
  private final int b;
  private final double[][] state;
  private final double[][][] records;
  private final double[][] outputs;
  private final double[][] predictionAdjoints;
  private final double[][] mainAdjoint;
  private final double[][] extraAdjoint;

  private LstmByHand(
      double[][] mainParams, double[][] extraParams, double[][] state, double[][] sequence) {
    this.mainParams = mainParams;
    this.extraParams = extraParams;
    this.sequence = sequence;
    layers = mainParams.length / 2;
    b = extraParams[0].length;
    this.state = new double[2 * layers][];
    for (int i = 0; i < 2 * layers; i++) {
      this.state[i] = state[i].clone();
    }
    int steps = sequence.length - 1;
    records = new double[steps][layers][BLOCKS * b];
    outputs = new double[steps][b];
    predictionAdjoints = new double[steps][b];
    mainAdjoint = new double[2 * layers][4 * b];
    extraAdjoint = new double[3][b];
  }

  /** Value and gradient; parameters as for {@link Lstm#objective}. */
  public static ValueAndGradient gradient(
      double[][] mainParams, double[][] extraParams, double[][] state, double[][] sequence) {
    return new LstmByHand(mainParams, extraParams, state, sequence).run();
  }

  private ValueAndGradient run() {
    int steps = sequence.length - 1;
    double scale = -1.0 / (steps * b);
    double total = 0;
    double[] input = new double[b];
    for (int t = 0; t < steps; t++) {
      total += forwardStep(t, input, scale);
    }
    double[][] hiddenAdjoint = new double[layers][b];
    double[][] cellAdjoint = new double[layers][b];
    for (int t = steps - 1; t >= 0; t--) {
      reverseStep(t, hiddenAdjoint, cellAdjoint, input);
    }
    Object[] partials = {mainAdjoint, extraAdjoint, null, null};
    return new ValueAndGradient(-total / (steps * b), partials);
  }

  /** Returns the log-likelihood of one step and records its gates and prediction adjoints. */
  private double forwardStep(int t, double[] input, double scale) {
    double[] inputWeight = extraParams[0];
    double[] character = sequence[t];
    for (int j = 0; j < b; j++) {
      input[j] = character[j] * inputWeight[j];
    }
    for (int i = 0; i < layers; i++) {
      forwardLayer(
          mainParams[2 * i],
          mainParams[2 * i + 1],
          state[2 * i],
          state[2 * i + 1],
          input,
          records[t][i]);
    }
    System.arraycopy(input, 0, outputs[t], 0, b);
    return likelihood(input, sequence[t + 1], predictionAdjoints[t], scale);
  }

  /** One step of one layer; {@code input} becomes the layer's output. */
  private static void forwardLayer(
      double[] weight, double[] bias, double[] hidden, double[] cell, double[] input, double[] r) {
    int b = hidden.length;
    for (int j = 0; j < b; j++) {
      double in = input[j];
      double forget = Lstm.sigmoid(in * weight[j] + bias[j]);
      double ingate = Lstm.sigmoid(hidden[j] * weight[b + j] + bias[b + j]);
      double outgate = Lstm.sigmoid(in * weight[2 * b + j] + bias[2 * b + j]);
      double change = Math.tanh(hidden[j] * weight[3 * b + j] + bias[3 * b + j]);
      r[INPUT * b + j] = in;
      r[HIDDEN * b + j] = hidden[j];
      r[CELL * b + j] = cell[j];
      r[FORGET * b + j] = forget;
      r[INGATE * b + j] = ingate;
      r[OUTGATE * b + j] = outgate;
      r[CHANGE * b + j] = change;
      cell[j] = cell[j] * forget + ingate * change;
      double tanhCell = Math.tanh(cell[j]);
      r[TANH_CELL * b + j] = tanhCell;
      hidden[j] = outgate * tanhCell;
      input[j] = hidden[j];
    }
  }

  private double likelihood(double[] output, double[] next, double[] adjoint, double scale) {
    double sum = 0;
    for (int j = 0; j < b; j++) {
      adjoint[j] = Math.exp(output[j] * extraParams[1][j] + extraParams[2][j]);
      sum += adjoint[j];
    }
    double lse = Math.log(sum + 2);
    double result = 0;
    double bits = 0;
    for (int j = 0; j < b; j++) {
      result += next[j] * (output[j] * extraParams[1][j] + extraParams[2][j] - lse);
      bits += next[j];
    }
    double lseAdjoint = scale * bits / (sum + 2);
    for (int j = 0; j < b; j++) {
      adjoint[j] = scale * next[j] - lseAdjoint * adjoint[j];
    }
    return result;
  }

  private void reverseStep(
      int t, double[][] hiddenAdjoint, double[][] cellAdjoint, double[] inputAdjoint) {
    double[] adjoint = predictionAdjoints[t];
    for (int j = 0; j < b; j++) {
      extraAdjoint[1][j] += adjoint[j] * outputs[t][j];
      extraAdjoint[2][j] += adjoint[j];
      inputAdjoint[j] = adjoint[j] * extraParams[1][j];
    }
    for (int i = layers - 1; i >= 0; i--) {
      reverseLayer(
          mainParams[2 * i],
          mainAdjoint[2 * i],
          mainAdjoint[2 * i + 1],
          records[t][i],
          hiddenAdjoint[i],
          cellAdjoint[i],
          inputAdjoint);
    }
    for (int j = 0; j < b; j++) {
      extraAdjoint[0][j] += inputAdjoint[j] * sequence[t][j];
    }
  }

  /** {@code inputAdjoint} is the adjoint of the layer's output on entry, of its input on exit. */
  private static void reverseLayer(
      double[] weight,
      double[] weightAdjoint,
      double[] biasAdjoint,
      double[] r,
      double[] hiddenAdjoint,
      double[] cellAdjoint,
      double[] inputAdjoint) {
    int b = hiddenAdjoint.length;
    for (int j = 0; j < b; j++) {
      double forget = r[FORGET * b + j];
      double ingate = r[INGATE * b + j];
      double outgate = r[OUTGATE * b + j];
      double change = r[CHANGE * b + j];
      double tanhCell = r[TANH_CELL * b + j];
      double input = r[INPUT * b + j];
      double hidden = r[HIDDEN * b + j];
      double seed = hiddenAdjoint[j] + inputAdjoint[j];
      double cell = cellAdjoint[j] + seed * outgate * (1 - tanhCell * tanhCell);
      double forgetSum = cell * r[CELL * b + j] * forget * (1 - forget);
      double ingateSum = cell * change * ingate * (1 - ingate);
      double outgateSum = seed * tanhCell * outgate * (1 - outgate);
      double changeSum = cell * ingate * (1 - change * change);
      weightAdjoint[j] += forgetSum * input;
      weightAdjoint[b + j] += ingateSum * hidden;
      weightAdjoint[2 * b + j] += outgateSum * input;
      weightAdjoint[3 * b + j] += changeSum * hidden;
      biasAdjoint[j] += forgetSum;
      biasAdjoint[b + j] += ingateSum;
      biasAdjoint[2 * b + j] += outgateSum;
      biasAdjoint[3 * b + j] += changeSum;
      cellAdjoint[j] = cell * forget;
      hiddenAdjoint[j] = ingateSum * weight[b + j] + changeSum * weight[3 * b + j];
      inputAdjoint[j] = forgetSum * weight[j] + outgateSum * weight[2 * b + j];
    }
  }
}
