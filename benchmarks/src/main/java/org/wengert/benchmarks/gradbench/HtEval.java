package org.wengert.benchmarks.gradbench;

import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Jvp;
import org.wengert.benchmarks.ht.HandTracking;

/** Hand tracking, with points at vertices (simple) or within triangles (complicated). */
final class HtEval {
  private static final int POSE = 26;
  private static final int WITHIN = 2;

  private final double[][] us;
  private final Object[] arguments;

  private HtEval(Input input) {
    Input data = input.get("data");
    Input model = data.get("model");
    double[] theta = input.get("theta").vector();
    if (theta.length != POSE) {
      throw new IllegalArgumentException(
          "input.theta has " + theta.length + " numbers: expected " + POSE);
    }
    this.us = input.get("us").matrix();
    this.arguments =
        new Object[] {
          theta,
          us,
          model.get("parents").integers(),
          model.get("base_relatives").matrices(),
          model.get("inverse_base_absolutes").matrices(),
          model.get("base_positions").matrix(),
          model.get("weights").matrix(),
          model.get("triangles").integerMatrix(),
          model.get("is_mirrored").bool(),
          data.get("correspondences").integers(),
          data.get("points").matrix()
        };
  }

  static Evals.Call objective(Input input) {
    HtEval eval = new HtEval(input);
    return eval::error;
  }

  private double[] error() {
    return HandTracking.objective(
        (double[]) arguments[0],
        us,
        (int[]) arguments[2],
        (double[][][]) arguments[3],
        (double[][][]) arguments[4],
        (double[][]) arguments[5],
        (double[][]) arguments[6],
        (int[][]) arguments[7],
        (boolean) arguments[8],
        (int[]) arguments[9],
        (double[][]) arguments[10]);
  }

  static Evals.Call jacobian(Input input) {
    HtEval eval = new HtEval(input);
    int within = eval.us.length == 0 ? 0 : WITHIN;
    int rows = 3 * ((int[]) eval.arguments[9]).length;
    Derivative byPose = Derivatives.of(HandTracking.class, "objective").withRespectTo("theta");
    Derivative byPlace = Derivatives.of(HandTracking.class, "objective").withRespectTo("us");
    double[][] byTheta = new double[rows][POSE];
    double[][] all = new double[rows][within + POSE];
    return () -> {
      byPose.jacobians().forward().into(byTheta, eval.arguments);
      for (int k = 0; k < within; k++) {
        eval.placeColumn(byPlace, k, all);
      }
      for (int i = 0; i < rows; i++) {
        System.arraycopy(byTheta[i], 0, all[i], within, POSE);
      }
      return all;
    };
  }

  /** Each error depends on its own place only, so that one direction moves them all. */
  private void placeColumn(Derivative byPlace, int k, double[][] all) {
    double[][] direction = GmmEval.like(us);
    for (double[] place : direction) {
      place[k] = 1;
    }
    Object[] tangents = new Object[arguments.length];
    tangents[1] = direction;
    Jvp moved = byPlace.jvp(arguments, tangents);
    double[] column = (double[]) moved.tangent();
    for (int i = 0; i < column.length; i++) {
      all[i][k] = column[i];
    }
  }
}
