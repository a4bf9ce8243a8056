package org.wengert.benchmarks.gradbench;

import org.wengert.benchmarks.ht.Hand;
import org.wengert.benchmarks.ht.HandTrackingJacobian;

/** Hand tracking, with points at vertices (simple) or within triangles (complicated). */
final class HtEval {
  private HtEval() {}

  private static Hand hand(Input input) {
    Input data = input.get("data");
    Input model = data.get("model");
    double[] theta = input.get("theta").vector();
    if (theta.length != Hand.POSE) {
      throw new IllegalArgumentException(
          "input.theta has " + theta.length + " numbers: expected " + Hand.POSE);
    }
    return new Hand(
        theta,
        input.get("us").matrix(),
        model.get("parents").integers(),
        model.get("base_relatives").matrices(),
        model.get("inverse_base_absolutes").matrices(),
        model.get("base_positions").matrix(),
        model.get("weights").matrix(),
        model.get("triangles").integerMatrix(),
        model.get("is_mirrored").bool(),
        data.get("correspondences").integers(),
        data.get("points").matrix());
  }

  static Evals.Call objective(Input input) {
    return hand(input)::errors;
  }

  static Evals.Call jacobian(Input input) {
    Hand hand = hand(input);
    return new HandTrackingJacobian(hand, new double[Hand.POSE])::jacobian;
  }
}
