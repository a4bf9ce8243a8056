package org.wengert.corpus;

/** Layers of networks as plain loops, each with its hand-written backpropagation beside it. */
public final class Networks {

  private Networks() {}

  /**
   * Half the squared error of a dense network: tanh layers, the last one linear. Layer k has {@code
   * weights[k][output][input]} and {@code biases[k][output]}.
   */
  public static double dense(
      double[][][] weights, double[][] biases, double[] input, double[] target) {
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
    double loss = 0;
    for (int i = 0; i < target.length; i++) {
      double error = activation[i] - target[i];
      loss += 0.5 * error * error;
    }
    return loss;
  }

  /**
   * Backpropagation for {@link #dense}: δ_k = (W_{k+1}ᵀ δ_{k+1})∘(1 − a_k²), ∂W_k = δ_k a_{k−1}ᵀ.
   */
  static Object[] denseBackpropagation(
      double[][][] weights, double[][] biases, double[] input, double[] target) {
    int layers = weights.length;
    double[][] a = new double[layers + 1][];
    a[0] = input;
    for (int k = 0; k < layers; k++) {
      a[k + 1] = new double[weights[k].length];
      for (int i = 0; i < a[k + 1].length; i++) {
        double z = biases[k][i];
        for (int j = 0; j < a[k].length; j++) {
          z += weights[k][i][j] * a[k][j];
        }
        a[k + 1][i] = k == layers - 1 ? z : Math.tanh(z);
      }
    }
    double[] delta = new double[target.length];
    double[] byTarget = new double[target.length];
    for (int i = 0; i < target.length; i++) {
      delta[i] = a[layers][i] - target[i];
      byTarget[i] = -delta[i];
    }
    double[][][] byWeights = new double[layers][][];
    double[][] byBiases = new double[layers][];
    for (int k = layers - 1; k >= 0; k--) {
      byBiases[k] = delta;
      byWeights[k] = new double[delta.length][a[k].length];
      double[] below = new double[a[k].length];
      for (int i = 0; i < delta.length; i++) {
        for (int j = 0; j < below.length; j++) {
          byWeights[k][i][j] = delta[i] * a[k][j];
          below[j] += weights[k][i][j] * delta[i];
        }
      }
      for (int j = 0; j < below.length && k > 0; j++) {
        below[j] *= 1 - a[k][j] * a[k][j];
      }
      delta = below;
    }
    return new Object[] {byWeights, byBiases, delta, byTarget};
  }

  /**
   * Half the squared norm of a convolutional layer with ReLU, filters of {@code
   * kernels[filter][row][column]}, followed by pooling of two by two by the mean.
   */
  public static double convolutional(double[][] image, double[][][] kernels, double[] biases) {
    double loss = 0;
    for (int f = 0; f < kernels.length; f++) {
      int size = kernels[f].length;
      int rows = image.length - size + 1;
      int columns = image[0].length - size + 1;
      double[][] map = new double[rows][columns];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          double sum = biases[f];
          for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
              sum += kernels[f][i][j] * image[r + i][c + j];
            }
          }
          map[r][c] = sum > 0 ? sum : 0;
        }
      }
      for (int r = 0; r + 1 < rows; r += 2) {
        for (int c = 0; c + 1 < columns; c += 2) {
          double mean = 0.25 * (map[r][c] + map[r][c + 1] + map[r + 1][c] + map[r + 1][c + 1]);
          loss += 0.5 * mean * mean;
        }
      }
    }
    return loss;
  }

  /**
   * Backpropagation for {@link #convolutional}: the adjoint of a map is a quarter of its pool's
   * mean where the unit is on; kernels collect the correlation of it with the image, the image its
   * convolution with the kernels.
   */
  static Object[] convolutionalBackpropagation(
      double[][] image, double[][][] kernels, double[] biases) {
    double[][] byImage = new double[image.length][image[0].length];
    double[][][] byKernels = new double[kernels.length][][];
    double[] byBiases = new double[biases.length];
    for (int f = 0; f < kernels.length; f++) {
      int size = kernels[f].length;
      byKernels[f] = new double[size][size];
      double[][] z = preActivation(image, kernels[f], biases[f]);
      for (int r = 0; r < z.length / 2 * 2; r++) {
        for (int c = 0; c < z[0].length / 2 * 2; c++) {
          double delta = z[r][c] > 0 ? 0.25 * poolMean(z, r / 2 * 2, c / 2 * 2) : 0;
          byBiases[f] += delta;
          for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
              byKernels[f][i][j] += delta * image[r + i][c + j];
              byImage[r + i][c + j] += delta * kernels[f][i][j];
            }
          }
        }
      }
    }
    return new Object[] {byImage, byKernels, byBiases};
  }

  private static double[][] preActivation(double[][] image, double[][] kernel, double bias) {
    int size = kernel.length;
    double[][] z = new double[image.length - size + 1][image[0].length - size + 1];
    for (int r = 0; r < z.length; r++) {
      for (int c = 0; c < z[0].length; c++) {
        z[r][c] = bias;
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) {
            z[r][c] += kernel[i][j] * image[r + i][c + j];
          }
        }
      }
    }
    return z;
  }

  private static double poolMean(double[][] z, int r, int c) {
    return 0.25
        * (Math.max(z[r][c], 0)
            + Math.max(z[r][c + 1], 0)
            + Math.max(z[r + 1][c], 0)
            + Math.max(z[r + 1][c + 1], 0));
  }

  /** Cross-entropy of a softmax with the class's index; its gradient is softmax − one-hot. */
  public static double crossEntropy(double[] logits, int label) {
    double max = logits[0];
    for (double z : logits) {
      max = Math.max(max, z);
    }
    double sum = 0;
    for (double z : logits) {
      sum += Math.exp(z - max);
    }
    return max + Math.log(sum) - logits[label];
  }

  static Object[] crossEntropyGradient(double[] logits, int label) {
    double sum = 0;
    for (double z : logits) {
      sum += Math.exp(z);
    }
    double[] gradient = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      gradient[i] = Math.exp(logits[i]) / sum - (i == label ? 1 : 0);
    }
    return new Object[] {gradient, null};
  }

  /** Some steps of a long short-term memory cell, its state updated in place. */
  public static double recurrentCell(
      double[][] w, double[] hidden, double[] cell, double[][] inputs) {
    int n = hidden.length;
    double loss = 0;
    for (double[] input : inputs) {
      for (int i = 0; i < n; i++) {
        double forget = sigmoid(w[0][i] * input[i] + w[1][i]);
        double in = sigmoid(w[2][i] * hidden[i] + w[3][i]);
        double out = sigmoid(w[4][i] * input[i] + w[5][i]);
        double change = Math.tanh(w[6][i] * hidden[(i + 1) % n] + w[7][i]);
        cell[i] = cell[i] * forget + in * change;
        hidden[i] = out * Math.tanh(cell[i]);
        loss += hidden[i] * hidden[i];
      }
    }
    return loss;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Self-attention over rows, in single precision. */
  public static float attention(float[][] q, float[][] k, float[][] v) {
    float sum = 0;
    for (float[] query : q) {
      float[] scores = new float[k.length];
      float total = 0;
      for (int j = 0; j < k.length; j++) {
        float dot = 0;
        for (int d = 0; d < query.length; d++) {
          dot += query[d] * k[j][d];
        }
        scores[j] = (float) Math.exp(dot);
        total += scores[j];
      }
      for (int j = 0; j < k.length; j++) {
        sum += scores[j] / total * v[j][0];
      }
    }
    return sum;
  }
}
