package org.wengert.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * Times without forks: every kind in turn, in this JVM, and of each the fastest call. What else a
 * busy machine does makes calls slower, never faster, so that ratios of these times mean something
 * where medians do not.
 */
final class Fastest {

  /** Calls of one kind before the next one's turn, so that each finds its data in the caches. */
  private static final int IN_A_ROW = 5;

  /** Results go here, so that no call is dead code. */
  private volatile Object sink;

  private Fastest() {}

  /** Adds the times of all kinds to {@code result}, after calling them for some seconds. */
  static void measure(Result result, List<Kind> kinds, int seconds) {
    new Fastest().run(result, kinds, seconds);
  }

  private void run(Result result, List<Kind> kinds, int seconds) {
    WorkloadBenchmark benchmark = new WorkloadBenchmark();
    benchmark.workload = result.name();
    benchmark.prepare();
    long[] best = new long[kinds.size()];
    Arrays.fill(best, Long.MAX_VALUE);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    do {
      for (int k = 0; k < best.length; k++) {
        for (int i = 0; i < IN_A_ROW; i++) {
          long start = System.nanoTime();
          sink = call(benchmark, kinds.get(k));
          best[k] = Math.min(best[k], System.nanoTime() - start);
        }
      }
    } while (System.nanoTime() < end);
    for (int k = 0; k < best.length; k++) {
      result.add(kinds.get(k), best[k]);
    }
  }

  private static Object call(WorkloadBenchmark benchmark, Kind kind) {
    return switch (kind) {
      case PRIMAL -> benchmark.primal();
      case TANGENT -> benchmark.tangent();
      case GRADIENT -> benchmark.gradient();
      case HAND_DERIVED -> benchmark.handDerived();
    };
  }
}
