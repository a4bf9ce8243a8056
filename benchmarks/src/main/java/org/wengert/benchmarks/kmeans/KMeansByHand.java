package org.wengert.benchmarks.kmeans;

import org.wengert.benchmarks.ValueAndGradient;

/** The gradient of {@link KMeans#cost} with respect to the centroids, derived by hand. */
public final class KMeansByHand {

  private KMeansByHand() {}

  /** Value and gradient; parameters as for {@link KMeans#cost}. */
  public static ValueAndGradient gradient(double[][] points, double[][] centroids) {
    int k = centroids.length;
    double[][] centroidsAdjoint = new double[k][centroids[0].length];
    double total = 0;
    for (int i = 0; i < points.length; i++) {
      double best = Double.POSITIVE_INFINITY;
      int nearest = -1;
      for (int j = 0; j < k; j++) {
        double distance = KMeans.squaredDistance(points[i], centroids[j]);
        if (distance < best) {
          best = distance;
          nearest = j;
        }
      }
      total += best;
      if (nearest >= 0) {
        addDistanceAdjoint(points[i], centroids[nearest], centroidsAdjoint[nearest]);
      }
    }
    return new ValueAndGradient(total, new Object[] {null, centroidsAdjoint});
  }

  private static void addDistanceAdjoint(double[] point, double[] centroid, double[] adjoint) {
    for (int i = 0; i < point.length; i++) {
      adjoint[i] += 2 * (centroid[i] - point[i]);
    }
  }
}
