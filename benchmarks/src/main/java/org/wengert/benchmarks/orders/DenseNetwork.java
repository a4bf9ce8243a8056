package org.wengert.benchmarks.orders;

import java.util.SplittableRandom;
import org.wengert.Inactive;
import org.wengert.benchmarks.RandomArrays;

/** A dense network: tanh layers, the last one linear; all layers as wide as the input. */
public final class DenseNetwork {
  private static final int LAYERS = 3;

  private DenseNetwork() {}

  /** Half the squared error of the network's output. */
  public static double loss(
      double[][][] weights,
      double[][] biases,
      @Inactive double[] input,
      @Inactive double[] target) {
    double[] output = output(weights, biases, input);
    double loss = 0;
    for (int i = 0; i < target.length; i++) {
      double error = output[i] - target[i];
      loss += 0.5 * error * error;
    }
    return loss;
  }

  /** The network's output; for Jacobians by the input. */
  public static double[] output(double[][][] weights, double[][] biases, double[] input) {
    double[] activation = input;
    for (int k = 0; k < weights.length; k++) {
      double[] next = new double[weights[k].length];
      for (int i = 0; i < next.length; i++) {
        double sum = biases[k][i];
        for (int j = 0; j < activation.length; j++) {
          sum += weights[k][i][j] * activation[j];
        }
        next[i] = k == weights.length - 1 ? sum : Math.tanh(sum);
      }
      activation = next;
    }
    return activation;
  }

  static double[][][] weights(int width) {
    SplittableRandom random = new SplittableRandom(width);
    double[][][] weights = new double[LAYERS][][];
    for (int k = 0; k < LAYERS; k++) {
      weights[k] = RandomArrays.gaussian(random, width, width);
      for (double[] row : weights[k]) {
        for (int j = 0; j < row.length; j++) {
          row[j] /= Math.sqrt(width);
        }
      }
    }
    return weights;
  }

  static double[][] biases(int width) {
    return RandomArrays.gaussian(new SplittableRandom(width + 1), LAYERS, width);
  }

  static double[] vector(int width, int seed) {
    return RandomArrays.gaussian(new SplittableRandom(seed), width);
  }
}
