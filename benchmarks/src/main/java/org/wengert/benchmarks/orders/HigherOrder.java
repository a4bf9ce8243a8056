package org.wengert.benchmarks.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.wengert.Derivative;
import org.wengert.Derivatives;

/**
 * What second derivatives and Jacobians cost, over sizes: a Hessian times a vector takes a fixed
 * number of gradients, whatever the number W of weights, so that it is O(W) and the whole Hessian
 * O(W²); a Jacobian in forward mode takes less than one tangent a column. Everything takes turns in
 * this JVM, and the fastest call counts.
 */
public final class HigherOrder {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final int[] WIDTHS = {4, 8, 16, 32, 64, 128};

  /** Of more weights the whole Hessian is not asked for. */
  private static final int MOST_FOR_HESSIAN = 1_000;

  private static final int LEAST_CALLS = 30;

  private static final String USAGE =
      """
      Usage: java -javaagent:wengert-agent.jar -cp benchmarks.jar org.wengert.benchmarks.orders.HigherOrder SECONDS
        SECONDS    to measure each size, 3 for a result
      """;

  private static volatile Object sink;

  private HigherOrder() {}

  /** Prints both tables. */
  public static void main(String[] args) {
    if (args.length != 1 || !args[0].matches("[1-9][0-9]*")) {
      System.err.print(USAGE);
      System.exit(2);
    }
    int seconds = Integer.parseInt(args[0]);
    secondOrder(seconds);
    System.out.println();
    jacobians(seconds);
  }

  private static void secondOrder(int seconds) {
    System.out.printf(
        "%8s %8s %12s %12s %12s %14s %16s%n",
        "width", "W", "gradient us", "hvp us", "Hessian us", "hvp/gradient", "Hessian/gradient");
    Derivative loss = Derivatives.of(DenseNetwork.class, "loss");
    for (int width : WIDTHS) {
      double[][][] weights = DenseNetwork.weights(width);
      double[][] biases = DenseNetwork.biases(width);
      Object[] arguments = {
        weights, biases, DenseNetwork.vector(width, 2), DenseNetwork.vector(width, 3)
      };
      Object[] direction = {weights, biases, null, null};
      int count = weights.length * width * (width + 1);
      List<Supplier<Object>> calls = new ArrayList<>();
      calls.add(() -> loss.gradient(arguments));
      calls.add(() -> loss.hvp(arguments, direction));
      double[] best = best(calls, seconds);
      boolean whole = count <= MOST_FOR_HESSIAN;
      // In turns of its own: it takes most of the time, and the others would stay cold.
      double hessian = whole ? best(List.of(() -> loss.hessian(arguments)), seconds)[0] : 0;
      System.out.printf(
          "%8d %8d %12.1f %12.1f %12s %14.2f %16s%n",
          width,
          count,
          best[0],
          best[1],
          whole ? "%.1f".formatted(hessian) : "-",
          best[1] / best[0],
          whole ? "%.1f".formatted(hessian / best[0]) : "-");
    }
  }

  private static void jacobians(int seconds) {
    System.out.printf(
        "%8s %12s %12s %14s %14s %24s%n",
        "columns",
        "tangent us",
        "reverse us",
        "Jacobian us",
        "Jac./tangent",
        "Jac. a column/tangent");
    Derivative output = Derivatives.of(DenseNetwork.class, "output").withRespectTo("input");
    for (int width : WIDTHS) {
      double[] input = DenseNetwork.vector(width, 4);
      Object[] arguments = {DenseNetwork.weights(width), DenseNetwork.biases(width), input};
      Object[] direction = {null, null, input};
      List<Supplier<Object>> calls = new ArrayList<>();
      calls.add(() -> output.jvp(arguments, direction));
      calls.add(() -> output.jacobians().reverse().at(arguments));
      calls.add(() -> output.jacobians().forward().at(arguments));
      double[] best = best(calls, seconds);
      System.out.printf(
          "%8d %12.1f %12.1f %14.1f %14.2f %24.2f%n",
          width, best[0], best[1], best[2], best[2] / best[0], best[2] / best[0] / width);
    }
  }

  /** Microseconds of the fastest call of each. */
  private static double[] best(List<Supplier<Object>> calls, int seconds) {
    double[] best = new double[calls.size()];
    java.util.Arrays.fill(best, Double.POSITIVE_INFINITY);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int done = 0; done < LEAST_CALLS || System.nanoTime() < end; done++) {
      for (int k = 0; k < best.length; k++) {
        long start = System.nanoTime();
        sink = calls.get(k).get();
        best[k] = Math.min(best[k], (System.nanoTime() - start) / NANOS_PER_MICRO);
      }
    }
    return best;
  }
}
