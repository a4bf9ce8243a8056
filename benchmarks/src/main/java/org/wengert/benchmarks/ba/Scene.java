package org.wengert.benchmarks.ba;

import java.util.SplittableRandom;

/**
 * Cameras, points and observations: observation {@code i} is of point {@code i mod m} by camera
 * {@code i mod n}, as in GradBench.
 *
 * @param cameras as {@link BundleAdjustment#error} takes them, [n][11]
 * @param points [m][3]
 * @param weights of the observations, [p]
 * @param features where the points were seen, [p][2]
 */
public record Scene(double[][] cameras, double[][] points, double[] weights, double[][] features) {

  /** Numbers of a camera. */
  public static final int CAMERA = 11;

  /** Numbers of a point. */
  public static final int POINT = 3;

  /** Cameras that turn a little, and look at points some ten units away. */
  static Scene random(long seed, int cameras, int points, int observations) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] allCameras = new double[cameras][];
    for (int i = 0; i < cameras; i++) {
      allCameras[i] = camera(random);
    }
    double[][] allPoints = new double[points][];
    for (int i = 0; i < points; i++) {
      allPoints[i] =
          new double[] {random.nextGaussian(), random.nextGaussian(), random.nextDouble(9, 12)};
    }
    double[] weights = new double[observations];
    double[][] features = new double[observations][];
    for (int i = 0; i < observations; i++) {
      weights[i] = random.nextDouble(0.5, 1.5);
      features[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
    }
    return new Scene(allCameras, allPoints, weights, features);
  }

  private static double[] camera(SplittableRandom random) {
    double[] camera = new double[CAMERA];
    for (int j = 0; j < CAMERA; j++) {
      camera[j] = 0.1 * random.nextGaussian();
    }
    camera[BundleAdjustment.FOCUS] = random.nextDouble(1, 2);
    return camera;
  }

  /** The number of observations. */
  public int observations() {
    return weights.length;
  }

  /** The camera of an observation. */
  public int cameraOf(int observation) {
    return observation % cameras.length;
  }

  /** The point of an observation. */
  public int pointOf(int observation) {
    return observation % points.length;
  }

  /**
   * The primal: all errors.
   *
   * @param errors two of each observation, then one of each weight, [3 p]; overwritten
   */
  public void errors(double[] errors) {
    for (int i = 0; i < weights.length; i++) {
      double[] camera = cameras[cameraOf(i)];
      double[] point = points[pointOf(i)];
      for (int k = 0; k < 2; k++) {
        errors[2 * i + k] = BundleAdjustment.error(camera, point, weights[i], features[i], k);
      }
    }
    for (int i = 0; i < weights.length; i++) {
      errors[2 * weights.length + i] = BundleAdjustment.weightError(weights[i]);
    }
  }
}
