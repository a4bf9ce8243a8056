package org.wengert.demo;

import java.util.function.IntConsumer;

/** Gradient descent with momentum over the whole training set; nothing in it is random. */
public final class Trainer {

  private static final double RATE = 0.05;
  private static final double MOMENTUM = 0.9;

  private Trainer() {}

  /**
   * What happened, per epoch; entry 0 is the state before the first step.
   *
   * @param weights the weights at the end
   * @param trainLoss the loss on the training set
   * @param testLoss the loss on the test set
   * @param trainAccuracy the accuracy on the training set, from 0 to 1
   * @param testAccuracy the accuracy on the test set, from 0 to 1
   */
  public record History(
      double[] weights,
      double[] trainLoss,
      double[] testLoss,
      double[] trainAccuracy,
      double[] testAccuracy) {

    /** The number of steps that were made. */
    public int epochs() {
      return trainLoss.length - 1;
    }
  }

  /**
   * Trains.
   *
   * @param test data to evaluate on, not trained on
   * @param gradient the gradient of the problem's loss
   * @param weights where to start; left as they are
   * @param epochs the number of steps
   * @param progress told the number of steps made, after each
   */
  public static History train(
      Problem problem,
      Penguins.Samples test,
      LossGradient gradient,
      double[] weights,
      int epochs,
      IntConsumer progress) {
    double[] current = weights.clone();
    double[] velocity = new double[current.length];
    double[] partials = new double[current.length];
    double[][] curves = new double[4][epochs + 1];
    for (int epoch = 0; epoch <= epochs; epoch++) {
      curves[0][epoch] = gradient.evaluate(current, partials);
      curves[1][epoch] = problem.lossOn(test, current);
      curves[2][epoch] = problem.accuracyOn(problem.data(), current);
      curves[3][epoch] = problem.accuracyOn(test, current);
      if (epoch < epochs) {
        step(current, velocity, partials);
        progress.accept(epoch + 1);
      }
    }
    return new History(current, curves[0], curves[1], curves[2], curves[3]);
  }

  private static void step(double[] weights, double[] velocity, double[] partials) {
    for (int i = 0; i < weights.length; i++) {
      velocity[i] = MOMENTUM * velocity[i] - RATE * partials[i];
      weights[i] += velocity[i];
    }
  }
}
