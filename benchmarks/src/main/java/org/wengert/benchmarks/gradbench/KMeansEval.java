package org.wengert.benchmarks.gradbench;

import java.util.Arrays;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Hvp;
import org.wengert.benchmarks.kmeans.KMeans;

/** Clusters: Newton's direction, the gradient over the diagonal of the Hessian. */
final class KMeansEval {
  private KMeansEval() {}

  static Evals.Call cost(Input input) {
    double[][] points = input.get("points").matrix();
    double[][] centroids = input.get("centroids").matrix();
    return () -> KMeans.cost(points, centroids);
  }

  /** The Hessian is diagonal, so its product with a vector of ones is its diagonal. */
  static Evals.Call dir(Input input) {
    double[][] points = input.get("points").matrix();
    double[][] centroids = input.get("centroids").matrix();
    double[][] ones = GmmEval.like(centroids);
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    Derivative cost = Derivatives.of(KMeans.class, "cost");
    Object[] arguments = {points, centroids};
    Object[] direction = {null, ones};
    return () -> {
      Hvp found = cost.hvp(arguments, direction);
      double[][] gradient = (double[][]) found.gradient().of("centroids");
      double[][] diagonal = (double[][]) found.of("centroids");
      for (int j = 0; j < gradient.length; j++) {
        for (int i = 0; i < gradient[j].length; i++) {
          gradient[j][i] /= diagonal[j][i];
        }
      }
      return gradient;
    };
  }
}
