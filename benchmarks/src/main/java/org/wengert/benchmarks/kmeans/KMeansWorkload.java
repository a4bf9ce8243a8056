package org.wengert.benchmarks.kmeans;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** Clustering cost of uniform points; as in GradBench the last points are the centroids. */
public final class KMeansWorkload implements GradientWorkload {

  private final double[][] points;
  private final double[][] centroids;

  /** {@code k} centroids, {@code n} points in {@code d} dimensions. */
  public KMeansWorkload(int k, int n, int d) {
    points = RandomArrays.uniform(new SplittableRandom(31337), n, d);
    centroids = new double[k][];
    for (int j = 0; j < k; j++) {
      centroids[j] = Arrays.copyOf(points[n - k + j], d);
    }
  }

  @Override
  public String name() {
    return "kmeans";
  }

  @Override
  public String sizes() {
    return "k=" + centroids.length + " n=" + points.length + " d=" + points[0].length;
  }

  @Override
  public Class<?> primalClass() {
    return KMeans.class;
  }

  @Override
  public String primalMethod() {
    return "cost";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {points, centroids};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {false, true};
  }

  @Override
  public double primal() {
    return KMeans.cost(points, centroids);
  }

  @Override
  public ValueAndGradient handDerived() {
    return KMeansByHand.gradient(points, centroids);
  }
}
