package org.wengert.benchmarks.ht;

import java.util.SplittableRandom;
import org.wengert.benchmarks.RandomArrays;

/**
 * A hand in a pose, and the points that its surface should meet: the arguments of {@link
 * HandTracking#objective}, described there.
 */
public record Hand(
    double[] theta,
    double[][] us,
    int[] parents,
    double[][][] baseRelatives,
    double[][][] inverseBaseAbsolutes,
    double[][] basePositions,
    double[][] weights,
    int[][] triangles,
    boolean isMirrored,
    int[] correspondences,
    double[][] points) {

  /** Numbers of a pose. */
  public static final int POSE = 26;

  /** Bones that move a vertex, of a random hand. */
  private static final int MOVING = 3;

  private static final int FINGER_BONES = 4;

  /** A wrist, a palm, and five chains of four bones; points are at vertices. */
  static Hand random(int vertices, int correspondences) {
    SplittableRandom random = new SplittableRandom(31337);
    int[] parents = new int[HandTracking.BONES];
    double[][][] relatives = new double[HandTracking.BONES][][];
    double[][][] inverses = new double[HandTracking.BONES][][];
    for (int i = 0; i < HandTracking.BONES; i++) {
      boolean root = i < 2 || (i - 2) % FINGER_BONES == 0;
      parents[i] = i == 0 ? -1 : root ? Math.min(i - 1, 1) : i - 1;
      relatives[i] = rigid(random);
      inverses[i] = rigid(random);
    }
    int[] seen = new int[correspondences];
    for (int i = 0; i < correspondences; i++) {
      seen[i] = random.nextInt(vertices);
    }
    return new Hand(
        RandomArrays.gaussian(random, POSE),
        new double[0][],
        parents,
        relatives,
        inverses,
        homogeneous(RandomArrays.gaussian(random, vertices, 4)),
        weights(random, vertices),
        new int[0][],
        false,
        seen,
        RandomArrays.gaussian(random, correspondences, 3));
  }

  private static double[][] rigid(SplittableRandom random) {
    double[] v = RandomArrays.gaussian(random, 6);
    double[][] result = HandTracking.rotation(v[0], v[1], v[2]);
    for (int j = 0; j < 3; j++) {
      result[j][3] = v[3 + j];
    }
    return result;
  }

  private static double[][] homogeneous(double[][] positions) {
    for (double[] position : positions) {
      position[3] = 1;
    }
    return positions;
  }

  /** Sums are 1, and most are zero: a vertex follows the bones near it. */
  private static double[][] weights(SplittableRandom random, int vertices) {
    double[][] weights = new double[vertices][HandTracking.BONES];
    for (double[] row : weights) {
      for (int i = 0; i < MOVING; i++) {
        row[random.nextInt(HandTracking.BONES)] += 1.0 / MOVING;
      }
    }
    return weights;
  }

  /** The differences in all coordinates, [3 c]. */
  public double[] errors() {
    return HandTracking.objective(
        theta,
        us,
        parents,
        baseRelatives,
        inverseBaseAbsolutes,
        basePositions,
        weights,
        triangles,
        isMirrored,
        correspondences,
        points);
  }

  /** As the derivative API takes them. */
  Object[] arguments() {
    return new Object[] {
      theta,
      us,
      parents,
      baseRelatives,
      inverseBaseAbsolutes,
      basePositions,
      weights,
      triangles,
      isMirrored,
      correspondences,
      points
    };
  }
}
