package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wengert.benchmarks.ba.BundleAdjustmentWorkload;
import org.wengert.benchmarks.det.DeterminantWorkload;
import org.wengert.benchmarks.expression.ExpressionWorkload;
import org.wengert.benchmarks.gmm.GmmWorkload;
import org.wengert.benchmarks.ht.HandTrackingWorkload;
import org.wengert.benchmarks.kmeans.KMeansWorkload;
import org.wengert.benchmarks.llsq.LinearLeastSquaresWorkload;
import org.wengert.benchmarks.lse.LogSumExpWorkload;
import org.wengert.benchmarks.lstm.LstmWorkload;
import org.wengert.benchmarks.matrix.MatrixWorkload;
import org.wengert.benchmarks.nbody.NBodyWorkload;
import org.wengert.benchmarks.nested.NestedWorkload;
import org.wengert.benchmarks.ode.ChainOdeWorkload;

/** All workloads, at the sizes that are timed. A new workload is one class and one line here. */
public final class Workloads {

  private static final Map<String, Supplier<Workload>> GRAD_BENCH = new LinkedHashMap<>();
  private static final Map<String, Supplier<Workload>> ALL = new LinkedHashMap<>();

  static {
    GRAD_BENCH.put("gmm10", () -> new GmmWorkload(10, 25, 1000, 0));
    GRAD_BENCH.put("gmm20", () -> new GmmWorkload(20, 50, 1000, 0));
    GRAD_BENCH.put("gmm64", () -> new GmmWorkload(64, 25, 1000, 0));
    GRAD_BENCH.put("lstm", () -> new LstmWorkload(2, 1024, 14));
    GRAD_BENCH.put("ba5", () -> new BundleAdjustmentWorkload("ba5", 257, 65_132, 225_911));
    GRAD_BENCH.put("ht", () -> new HandTrackingWorkload(544, 400));
    GRAD_BENCH.put("lse", () -> new LogSumExpWorkload(10_000));
    GRAD_BENCH.put("llsq", () -> new LinearLeastSquaresWorkload(128, 1024));
    GRAD_BENCH.put("det", () -> new DeterminantWorkload(8));
    GRAD_BENCH.put("kmeans", () -> new KMeansWorkload(100, 1000, 16));
    GRAD_BENCH.put("ode", () -> new ChainOdeWorkload("ode", 1000, 100));
    for (NestedWorkload nested : NestedWorkload.ALL) {
      GRAD_BENCH.put(nested.name(), () -> nested);
    }
    ALL.putAll(GRAD_BENCH);
    ALL.put("ode100", () -> new ChainOdeWorkload("ode100", 100, 100));
    ALL.put("nbody", () -> new NBodyWorkload(20, 20));
    ALL.put("matrix", () -> new MatrixWorkload(40));
    ALL.put("expression", () -> new ExpressionWorkload(20, 10));
  }

  private Workloads() {}

  /** The names of GradBench's, in the order of the table. */
  public static List<String> gradBench() {
    return new ArrayList<>(GRAD_BENCH.keySet());
  }

  /** The names of all workloads. */
  public static List<String> names() {
    return new ArrayList<>(ALL.keySet());
  }

  /**
   * Makes a workload with its input.
   *
   * @throws IllegalArgumentException if there is no workload of that name
   */
  public static Workload create(String name) {
    Supplier<Workload> supplier = ALL.get(name);
    if (supplier == null) {
      throw new IllegalArgumentException(
          "no workload \"" + name + "\"; there are " + String.join(", ", names()));
    }
    return supplier.get();
  }
}
