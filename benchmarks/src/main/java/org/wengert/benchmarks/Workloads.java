package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wengert.benchmarks.det.DeterminantWorkload;
import org.wengert.benchmarks.expression.ExpressionWorkload;
import org.wengert.benchmarks.gmm.GmmWorkload;
import org.wengert.benchmarks.kmeans.KMeansWorkload;
import org.wengert.benchmarks.llsq.LinearLeastSquaresWorkload;
import org.wengert.benchmarks.lse.LogSumExpWorkload;
import org.wengert.benchmarks.lstm.LstmWorkload;
import org.wengert.benchmarks.matrix.MatrixWorkload;
import org.wengert.benchmarks.nbody.NBodyWorkload;
import org.wengert.benchmarks.ode.ChainOdeWorkload;

/** All workloads, at the sizes that are timed. A new workload is one class and one line here. */
public final class Workloads {

  private static final Map<String, Supplier<Workload>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("gmm", () -> new GmmWorkload(10, 25, 1000, 0));
    ALL.put("lse", () -> new LogSumExpWorkload(10_000));
    ALL.put("llsq", () -> new LinearLeastSquaresWorkload(128, 1024));
    ALL.put("kmeans", () -> new KMeansWorkload(100, 1000, 16));
    ALL.put("lstm", () -> new LstmWorkload(2, 1024, 14));
    ALL.put("det", () -> new DeterminantWorkload(8));
    ALL.put("ode", () -> new ChainOdeWorkload(100, 100));
    ALL.put("nbody", () -> new NBodyWorkload(20, 20));
    ALL.put("matrix", () -> new MatrixWorkload(40));
    ALL.put("expression", () -> new ExpressionWorkload(20, 10));
  }

  private Workloads() {}

  /** The names of all workloads, in the order of the table. */
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
