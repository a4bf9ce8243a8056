package org.wengert.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private final Penguins.Split split = Penguins.split(Penguins.load(), 0.25, 2014);
  private final Problem problem = new Problem(split.train(), 5, 1e-2);

  @Test
  void handDerivedGradientMatchesCentralDifferences() {
    double[] weights = problem.initialWeights(1);
    double[] byHand = new double[weights.length];
    double[] differences = new double[weights.length];
    double loss = new HandDerived(problem).evaluate(weights, byHand);
    assertEquals(problem.loss(weights), loss, 1e-15);
    new CentralDifferences(problem).evaluate(weights, differences);
    assertArrayEquals(differences, byHand, 1e-8);
  }

  @Test
  void lossOfOneUnitIsTheFormula() {
    // One input, one hidden unit, two classes.
    double[] weights = {0.5, -0.25, 2, 0.1, -1, 0.3};
    double hidden = Math.tanh(0.5 * 3 - 0.25);
    double first = 2 * hidden + 0.1;
    double second = -hidden + 0.3;
    double entropy = Math.log(Math.exp(first) + Math.exp(second)) - second;
    double squares = 0.25 + 0.0625 + 4 + 0.01 + 1 + 0.09;
    double loss = Network.loss(weights, new double[][] {{3}}, new int[] {1}, 1, 2, 0.2);
    assertEquals(entropy + 0.1 * squares, loss, 1e-15);
    assertEquals(0, Network.predict(weights, new double[] {3}, 1, 2));
  }

  @Test
  void trainingIsDeterministicAndLearns() {
    LossGradient gradient = new HandDerived(problem);
    double[] start = problem.initialWeights(7);
    Trainer.History first = Trainer.train(problem, split.test(), gradient, start, 150, e -> {});
    Trainer.History second = Trainer.train(problem, split.test(), gradient, start, 150, e -> {});
    assertArrayEquals(first.weights(), second.weights());
    assertArrayEquals(problem.initialWeights(7), start);
    assertEquals(problem.loss(start), first.trainLoss()[0], 1e-15);
    assertTrue(first.testAccuracy()[150] > 0.95, () -> "accuracy " + first.testAccuracy()[150]);
  }

  @Test
  void largestDifferenceIsSeenAtEveryPoint() {
    LossGradient gradient = new HandDerived(problem);
    double[] special = problem.initialWeights(2);
    LossGradient wrong =
        new LossGradient() {
          @Override
          public String name() {
            return "wrong";
          }

          @Override
          public double evaluate(double[] weights, double[] partials) {
            double loss = gradient.evaluate(weights, partials);
            partials[3] += weights == special ? 0.5 : 0.25;
            return loss;
          }
        };
    List<double[]> points = List.of(problem.initialWeights(1), special);
    assertEquals(0.5, GradientTable.largestDifference(gradient, wrong, points), 1e-12);
    assertEquals(0, GradientTable.largestDifference(gradient, gradient, points));
  }
}
