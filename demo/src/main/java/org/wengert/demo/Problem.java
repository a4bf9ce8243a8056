package org.wengert.demo;

import java.util.SplittableRandom;

/**
 * A network of one shape and what it is trained on: everything the loss depends on but the weights.
 *
 * @param data the training set
 * @param hidden the number of hidden units
 * @param decay the weight decay
 */
public record Problem(Penguins.Samples data, int hidden, double decay) {

  /** The number of classes. */
  public int classes() {
    return Penguins.SPECIES.size();
  }

  /** The number of weights. */
  public int weightCount() {
    return Network.weightCount(data.features()[0].length, hidden, classes());
  }

  /** Small random weights, the same for the same seed. */
  public double[] initialWeights(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = new double[weightCount()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.3 * random.nextGaussian();
    }
    return weights;
  }

  /** The arguments of {@link Network#loss} on the training set. */
  public Object[] arguments(double[] weights) {
    return new Object[] {weights, data.features(), data.labels(), hidden, classes(), decay};
  }

  /** The loss on the training set. */
  public double loss(double[] weights) {
    return lossOn(data, weights);
  }

  /** The loss on other data. */
  public double lossOn(Penguins.Samples samples, double[] weights) {
    return Network.loss(weights, samples.features(), samples.labels(), hidden, classes(), decay);
  }

  /** The share of samples that are classified correctly, from 0 to 1. */
  public double accuracyOn(Penguins.Samples samples, double[] weights) {
    return Network.accuracy(weights, samples.features(), samples.labels(), hidden, classes());
  }
}
