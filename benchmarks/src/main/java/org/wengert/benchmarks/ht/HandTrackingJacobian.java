package org.wengert.benchmarks.ht;

import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.benchmarks.JacobianUnderTest;

/**
 * The Jacobian of {@link HandTracking#objective} by the engine: a row an error, with columns by the
 * error's own place (none if points are at vertices, else two) and by the pose.
 */
public final class HandTrackingJacobian implements JacobianUnderTest {
  private static final int WITHIN = 2;

  private final double[][] us;
  private final Object[] arguments;
  private final int within;
  private final Derivative byPose;
  private final Derivative byPlace;
  private final double[][] byTheta;
  private final double[][] all;
  private final Object[] direction;

  /** Of a hand; tangents are those in a direction of the pose. */
  public HandTrackingJacobian(Hand hand, double[] direction) {
    this.us = hand.us();
    this.arguments = hand.arguments();
    this.within = us.length == 0 ? 0 : WITHIN;
    Derivative objective = Derivatives.of(HandTracking.class, "objective");
    this.byPose = objective.withRespectTo("theta");
    this.byPlace = objective.withRespectTo("us");
    int rows = 3 * hand.correspondences().length;
    this.byTheta = new double[rows][Hand.POSE];
    this.all = within == 0 ? byTheta : new double[rows][within + Hand.POSE];
    this.direction = new Object[arguments.length];
    this.direction[0] = direction;
  }

  @Override
  public double[][] jacobian() {
    byPose.jacobians().forward().into(byTheta, arguments);
    for (int k = 0; k < within; k++) {
      placeColumn(k);
    }
    for (int i = 0; i < all.length && within > 0; i++) {
      System.arraycopy(byTheta[i], 0, all[i], within, Hand.POSE);
    }
    return all;
  }

  /** Each error depends on its own place only, so that one direction moves them all. */
  private void placeColumn(int k) {
    double[][] places = new double[us.length][WITHIN];
    for (double[] place : places) {
      place[k] = 1;
    }
    Object[] tangents = new Object[arguments.length];
    tangents[1] = places;
    double[] column = (double[]) byPlace.jvp(arguments, tangents).tangent();
    for (int i = 0; i < column.length; i++) {
      all[i][k] = column[i];
    }
  }

  @Override
  public double[] tangent() {
    return (double[]) byPose.jvp(arguments, direction).tangent();
  }

  /** Forward mode records nothing. */
  @Override
  public long tapeBytes() {
    return 0;
  }
}
