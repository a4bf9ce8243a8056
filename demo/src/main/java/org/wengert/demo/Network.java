package org.wengert.demo;

import org.wengert.Differentiable;
import org.wengert.Inactive;

/**
 * A classifier with one hidden layer of hyperbolic tangents and a softmax on top, written the way
 * numerical code has been written for decades: static methods over arrays, one flat array of
 * weights.
 *
 * <p>Layout of the weights: for every hidden unit its weights of the inputs and its bias, then for
 * every class its weights of the hidden units and its bias; see {@link #weightCount}.
 */
public final class Network {

  private Network() {}

  /** The number of weights of a network. */
  public static int weightCount(int inputs, int hidden, int classes) {
    return hidden * (inputs + 1) + classes * (hidden + 1);
  }

  /**
   * The mean cross-entropy of the predictions, plus half of {@code decay} times the squared
   * weights.
   *
   * @param weights the weights
   * @param features the inputs, [samples][inputs]
   * @param labels the right classes, from 0, [samples]
   * @param hidden the number of hidden units
   * @param classes the number of classes
   * @param decay how strongly large weights are punished, at least 0
   */
  @Differentiable
  public static double loss(
      double[] weights,
      @Inactive double[][] features,
      int[] labels,
      int hidden,
      int classes,
      @Inactive double decay) {
    double[] activations = new double[hidden];
    double[] scores = new double[classes];
    double total = 0;
    for (int s = 0; s < features.length; s++) {
      score(weights, features[s], activations, scores);
      total += logSumExp(scores) - scores[labels[s]];
    }
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      squares += weights[i] * weights[i];
    }
    return total / features.length + 0.5 * decay * squares;
  }

  /**
   * The loss and its gradient with respect to the weights, derived by hand: backpropagation.
   *
   * @param gradient overwritten with the gradient, of the length of {@code weights}
   * @return the loss; the other parameters are those of {@link #loss}
   */
  public static double lossGradient(
      double[] weights,
      double[][] features,
      int[] labels,
      int hidden,
      int classes,
      double decay,
      double[] gradient) {
    double[] activations = new double[hidden];
    double[] scores = new double[classes];
    double[] activationAdjoints = new double[hidden];
    double share = 1.0 / features.length;
    double total = 0;
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      gradient[i] = decay * weights[i];
      squares += weights[i] * weights[i];
    }
    for (int s = 0; s < features.length; s++) {
      score(weights, features[s], activations, scores);
      double logSumExp = logSumExp(scores);
      total += logSumExp - scores[labels[s]];
      for (int c = 0; c < classes; c++) {
        double probability = Math.exp(scores[c] - logSumExp);
        scores[c] = share * (c == labels[s] ? probability - 1 : probability);
      }
      backpropagate(weights, features[s], activations, scores, activationAdjoints, gradient);
    }
    return total / features.length + 0.5 * decay * squares;
  }

  /** The class with the highest score. */
  public static int predict(double[] weights, double[] input, int hidden, int classes) {
    double[] scores = new double[classes];
    score(weights, input, new double[hidden], scores);
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (scores[c] > scores[best]) {
        best = c;
      }
    }
    return best;
  }

  /** The share of samples whose class is predicted, from 0 to 1. */
  public static double accuracy(
      double[] weights, double[][] features, int[] labels, int hidden, int classes) {
    int right = 0;
    for (int s = 0; s < features.length; s++) {
      if (predict(weights, features[s], hidden, classes) == labels[s]) {
        right++;
      }
    }
    return (double) right / features.length;
  }

  private static void score(
      double[] weights, double[] input, double[] activations, double[] scores) {
    int w = 0;
    for (int h = 0; h < activations.length; h++) {
      double sum = 0;
      for (int i = 0; i < input.length; i++) {
        sum += weights[w++] * input[i];
      }
      activations[h] = Math.tanh(sum + weights[w++]);
    }
    for (int c = 0; c < scores.length; c++) {
      double sum = 0;
      for (int h = 0; h < activations.length; h++) {
        sum += weights[w++] * activations[h];
      }
      scores[c] = sum + weights[w++];
    }
  }

  private static double logSumExp(double[] v) {
    double max = v[0];
    for (int i = 1; i < v.length; i++) {
      max = Math.max(max, v[i]);
    }
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += Math.exp(v[i] - max);
    }
    return max + Math.log(sum);
  }

  /** Adds one sample's part of the gradient, given the adjoints of its scores. */
  private static void backpropagate(
      double[] weights,
      double[] input,
      double[] activations,
      double[] scoreAdjoints,
      double[] activationAdjoints,
      double[] gradient) {
    int hidden = activations.length;
    int w = hidden * (input.length + 1);
    for (int h = 0; h < hidden; h++) {
      activationAdjoints[h] = 0;
    }
    for (int c = 0; c < scoreAdjoints.length; c++) {
      for (int h = 0; h < hidden; h++) {
        gradient[w] += scoreAdjoints[c] * activations[h];
        activationAdjoints[h] += scoreAdjoints[c] * weights[w];
        w++;
      }
      gradient[w++] += scoreAdjoints[c];
    }
    w = 0;
    for (int h = 0; h < hidden; h++) {
      double sumAdjoint = activationAdjoints[h] * (1 - activations[h] * activations[h]);
      for (int i = 0; i < input.length; i++) {
        gradient[w++] += sumAdjoint * input[i];
      }
      gradient[w++] += sumAdjoint;
    }
  }
}
