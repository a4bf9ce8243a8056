package org.wengert.benchmarks.lstm;

import org.wengert.Differentiable;
import org.wengert.Inactive;

/**
 * The loss of a long short-term memory network that predicts the next character of a sequence, as
 * ADBench and GradBench define it: every gate has one weight per bit, not a matrix.
 */
public final class Lstm {

  private Lstm() {}

  /**
   * The negative mean log-likelihood of the sequence.
   *
   * @param mainParams per layer a row of weights and a row of biases, each [4b]: the forget, in,
   *     out and change gates one after another; [2l][4b]
   * @param extraParams input weights, output weights and output biases; [3][b]
   * @param state initial hidden and cell states of every layer, left as they are; [2l][b]
   * @param sequence the characters, one bit an entry; [c][b]
   */
  @Differentiable
  public static double objective(
      double[][] mainParams,
      double[][] extraParams,
      @Inactive double[][] state,
      @Inactive double[][] sequence) {
    int layers = mainParams.length / 2;
    int b = extraParams[0].length;
    double[][] current = new double[2 * layers][];
    for (int i = 0; i < 2 * layers; i++) {
      current[i] = state[i].clone();
    }
    double[] input = new double[b];
    double[] prediction = new double[b];
    double total = 0;
    int count = 0;
    for (int t = 0; t < sequence.length - 1; t++) {
      predict(mainParams, extraParams, current, sequence[t], input, prediction);
      double lse = logSumExp(prediction);
      for (int j = 0; j < b; j++) {
        total += sequence[t + 1][j] * (prediction[j] - lse);
      }
      count += b;
    }
    return -total / count;
  }

  private static void predict(
      double[][] mainParams,
      double[][] extraParams,
      double[][] state,
      double[] character,
      double[] input,
      double[] prediction) {
    int b = input.length;
    for (int j = 0; j < b; j++) {
      input[j] = character[j] * extraParams[0][j];
    }
    for (int i = 0; i < mainParams.length; i += 2) {
      layer(mainParams[i], mainParams[i + 1], state[i], state[i + 1], input);
      for (int j = 0; j < b; j++) {
        input[j] = state[i][j];
      }
    }
    for (int j = 0; j < b; j++) {
      prediction[j] = input[j] * extraParams[1][j] + extraParams[2][j];
    }
  }

  /** One step of one layer; {@code hidden} and {@code cell} are overwritten. */
  private static void layer(
      double[] weight, double[] bias, double[] hidden, double[] cell, double[] input) {
    int b = hidden.length;
    for (int j = 0; j < b; j++) {
      double forget = sigmoid(input[j] * weight[j] + bias[j]);
      double ingate = sigmoid(hidden[j] * weight[b + j] + bias[b + j]);
      double outgate = sigmoid(input[j] * weight[2 * b + j] + bias[2 * b + j]);
      double change = Math.tanh(hidden[j] * weight[3 * b + j] + bias[3 * b + j]);
      cell[j] = cell[j] * forget + ingate * change;
      hidden[j] = outgate * Math.tanh(cell[j]);
    }
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** {@code log(2 + sum exp(v))}. */
  private static double logSumExp(double[] v) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum += Math.exp(v[j]);
    }
    return Math.log(sum + 2);
  }
}
