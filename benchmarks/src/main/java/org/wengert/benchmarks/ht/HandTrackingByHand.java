package org.wengert.benchmarks.ht;

/**
 * The Jacobian of {@link HandTracking#objective} by the pose, derived by hand, for points at
 * vertices. Of each vertex that a point belongs to, its place and how the angles move it are summed
 * over the bones as the primal does, then turned with the whole.
 */
final class HandTrackingByHand {
  /** The columns of the angles follow those of the whole's rotation and translation. */
  private static final int ANGLES = 6;

  private final Hand hand;
  private final double[][] jacobian;
  private final double[] place = new double[3];

  HandTrackingByHand(Hand hand) {
    this.hand = hand;
    this.jacobian = new double[3 * hand.correspondences().length][Hand.POSE];
  }

  /** A row an error, [3 c][26]; the array is the same at every call. */
  double[][] fill() {
    double[][] pose = HandTracking.pose(hand.theta());
    BoneMotions bones = new BoneMotions(hand, pose);
    double[][] whole = HandTracking.axisAngle(pose);
    double[][][] turns = new double[3][][];
    for (int k = 0; k < 3; k++) {
      turns[k] = AxisAngle.derivative(pose[0][0], pose[1][0], pose[2][0], k);
    }
    for (int i = 0; i < hand.correspondences().length; i++) {
      int vertex = hand.correspondences()[i];
      double[] base = hand.basePositions()[vertex];
      double[] weights = hand.weights()[vertex];
      bones.position(base, weights, place);
      for (int k = 0; k < 3; k++) {
        put(i, k, turns[k]);
        jacobian[3 * i + k][3 + k] = -1;
      }
      for (int angle = 0; angle < bones.angles(); angle++) {
        bones.motion(angle, base, weights, place);
        put(i, ANGLES + angle, whole);
      }
    }
    return jacobian;
  }

  /** A column of a point's rows: minus the matrix times the place, which is mirrored before. */
  private void put(int point, int column, double[][] matrix) {
    double x = hand.isMirrored() ? -place[0] : place[0];
    for (int j = 0; j < 3; j++) {
      double[] row = matrix[j];
      jacobian[3 * point + j][column] = -(row[0] * x + row[1] * place[1] + row[2] * place[2]);
    }
  }
}
