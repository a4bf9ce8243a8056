package org.wengert.benchmarks.ht;

import java.util.ArrayList;
import java.util.List;

/**
 * How the bones' transforms move with the angles of the pose. An angle moves its bone and those
 * that hang on it, so that most of the derivatives are zero, and are not there.
 */
final class BoneMotions {
  /** Angles of a finger: two at its first bone, one at each of the next two. */
  private static final int ANGLES = 4;

  private static final int FINGER_BONES = 4;
  private static final int FIRST_BONE = 2;

  private final double[][][] transforms = new double[HandTracking.BONES][][];
  private final int[][] bones = new int[HandTracking.FINGERS * ANGLES][];
  private final double[][][][] derivatives = new double[bones.length][][][];

  BoneMotions(Hand hand, double[][] pose) {
    int count = HandTracking.BONES;
    double[][][] relatives = new double[count][][];
    double[][][] absolutes = new double[count][][];
    for (int i = 0; i < count; i++) {
      int parent = hand.parents()[i];
      double[][] turned = HandTracking.rotation(pose[0][i + 3], pose[2][i + 3], pose[1][i + 3]);
      relatives[i] = HandTracking.multiply(hand.baseRelatives()[i], turned);
      absolutes[i] =
          parent < 0 ? relatives[i] : HandTracking.multiply(absolutes[parent], relatives[i]);
      transforms[i] = HandTracking.multiply(absolutes[i], hand.inverseBaseAbsolutes()[i]);
    }
    for (int angle = 0; angle < bones.length; angle++) {
      differentiate(hand, pose, angle, relatives, absolutes);
    }
  }

  private void differentiate(
      Hand hand, double[][] pose, int angle, double[][][] relatives, double[][][] absolutes) {
    int joint = Math.max(0, angle % ANGLES - 1);
    int bone = FIRST_BONE + FINGER_BONES * (angle / ANGLES) + joint;
    double x = pose[0][bone + 3];
    double y = pose[2][bone + 3];
    double z = pose[1][bone + 3];
    double[][] turn = angle % ANGLES == 1 ? byZ(x, y, z) : byX(x, y, z);
    double[][] relative = HandTracking.multiply(hand.baseRelatives()[bone], turn);
    int parent = hand.parents()[bone];
    double[][][] moved = new double[HandTracking.BONES][][];
    moved[bone] = parent < 0 ? relative : HandTracking.multiply(absolutes[parent], relative);
    List<Integer> which = new ArrayList<>();
    List<double[][]> motions = new ArrayList<>();
    for (int i = bone; i < moved.length; i++) {
      int above = hand.parents()[i];
      if (i > bone && above >= 0 && moved[above] != null) {
        moved[i] = HandTracking.multiply(moved[above], relatives[i]);
      }
      if (moved[i] != null) {
        which.add(i);
        motions.add(HandTracking.multiply(moved[i], hand.inverseBaseAbsolutes()[i]));
      }
    }
    bones[angle] = which.stream().mapToInt(Integer::intValue).toArray();
    derivatives[angle] = motions.toArray(double[][][]::new);
  }

  /** The derivative of {@link HandTracking#rotation} by the angle about the x axis. */
  private static double[][] byX(double x, double y, double z) {
    double[][] r = HandTracking.rotation(x, y, z);
    double[][] d = new double[4][4];
    for (int i = 0; i < 3; i++) {
      d[i][1] = r[i][2];
      d[i][2] = -r[i][1];
    }
    return d;
  }

  /** The same by the angle about the z axis. */
  private static double[][] byZ(double x, double y, double z) {
    double[][] r = HandTracking.rotation(x, y, z);
    double[][] d = new double[4][4];
    for (int j = 0; j < 3; j++) {
      d[0][j] = -r[1][j];
      d[1][j] = r[0][j];
    }
    return d;
  }

  /** How many angles there are. */
  int angles() {
    return bones.length;
  }

  /** Where the bones take a vertex, [3], without the turn of the whole. */
  void position(double[] base, double[] weights, double[] out) {
    double x = 0;
    double y = 0;
    double z = 0;
    for (int i = 0; i < HandTracking.BONES; i++) {
      double[][] transform = transforms[i];
      x += weights[i] * HandTracking.along(transform[0], base);
      y += weights[i] * HandTracking.along(transform[1], base);
      z += weights[i] * HandTracking.along(transform[2], base);
    }
    out[0] = x;
    out[1] = y;
    out[2] = z;
  }

  /** How an angle moves that place, [3]. */
  void motion(int angle, double[] base, double[] weights, double[] out) {
    int[] which = bones[angle];
    double[][][] motions = derivatives[angle];
    double x = 0;
    double y = 0;
    double z = 0;
    for (int i = 0; i < which.length; i++) {
      double weight = weights[which[i]];
      double[][] motion = motions[i];
      x += weight * HandTracking.along(motion[0], base);
      y += weight * HandTracking.along(motion[1], base);
      z += weight * HandTracking.along(motion[2], base);
    }
    out[0] = x;
    out[1] = y;
    out[2] = z;
  }
}
