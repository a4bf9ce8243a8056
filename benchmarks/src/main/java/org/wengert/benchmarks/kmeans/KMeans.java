package org.wengert.benchmarks.kmeans;

import org.wengert.Differentiable;
import org.wengert.Inactive;

/** The cost of a clustering: the sum of squared distances to the nearest centroid. */
public final class KMeans {

  private KMeans() {}

  /**
   * The cost of the centroids.
   *
   * @param points [n][d]
   * @param centroids [k][d]
   */
  @Differentiable
  public static double cost(@Inactive double[][] points, double[][] centroids) {
    double total = 0;
    for (int i = 0; i < points.length; i++) {
      double best = Double.POSITIVE_INFINITY;
      for (int j = 0; j < centroids.length; j++) {
        double distance = squaredDistance(points[i], centroids[j]);
        if (distance < best) {
          best = distance;
        }
      }
      total += best;
    }
    return total;
  }

  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
