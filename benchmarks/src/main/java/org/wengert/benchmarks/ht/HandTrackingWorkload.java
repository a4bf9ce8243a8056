package org.wengert.benchmarks.ht;

import java.util.SplittableRandom;
import org.wengert.benchmarks.CentralDifferences;
import org.wengert.benchmarks.JacobianUnderTest;
import org.wengert.benchmarks.JacobianWorkload;
import org.wengert.benchmarks.RandomArrays;

/** Hand tracking with points at vertices, of a random hand; the Jacobian by the pose. */
public final class HandTrackingWorkload implements JacobianWorkload {
  private final Hand hand;
  private final double[] direction;
  private final HandTrackingByHand byHand;

  /** A hand of {@code vertices} vertices, and {@code c} points. */
  public HandTrackingWorkload(int vertices, int c) {
    this.hand = Hand.random(vertices, c);
    this.direction = RandomArrays.uniform(new SplittableRandom(4711), Hand.POSE);
    this.byHand = new HandTrackingByHand(hand);
  }

  @Override
  public String name() {
    return "ht";
  }

  @Override
  public String sizes() {
    return "nv=" + hand.basePositions().length + " c=" + hand.correspondences().length;
  }

  @Override
  public double[] primal() {
    return hand.errors();
  }

  @Override
  public double[][] handDerived() {
    return byHand.fill();
  }

  @Override
  public double[][] differences() {
    double[] theta = hand.theta();
    double[][] jacobian = new double[3 * hand.correspondences().length][Hand.POSE];
    for (int j = 0; j < Hand.POSE; j++) {
      double saved = theta[j];
      theta[j] = saved + CentralDifferences.STEP;
      double[] up = hand.errors();
      theta[j] = saved - CentralDifferences.STEP;
      double[] down = hand.errors();
      theta[j] = saved;
      for (int i = 0; i < jacobian.length; i++) {
        jacobian[i][j] = (up[i] - down[i]) / (2 * CentralDifferences.STEP);
      }
    }
    return jacobian;
  }

  @Override
  public int directions() {
    return Hand.POSE;
  }

  @Override
  public double[] timesDirection(Object entries) {
    double[][] rows = (double[][]) entries;
    double[] product = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < Hand.POSE; j++) {
        product[i] += rows[i][j] * direction[j];
      }
    }
    return product;
  }

  @Override
  public JacobianUnderTest engine() {
    return new HandTrackingJacobian(hand, direction);
  }
}
