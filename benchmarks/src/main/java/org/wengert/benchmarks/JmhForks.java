package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JVMs that run {@link WorkloadBenchmark}. */
final class JmhForks {

  /** How JMH's profiler calls the bytes that a call allocates. */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private JmhForks() {}

  /** Times one kind in a fresh JVM: medians over the iterations, added to the result. */
  static void measure(RunOptions options, Jdk jdk, Kind kind, org.wengert.benchmarks.Result result)
      throws RunnerException {
    TimeValue time = TimeValue.milliseconds(options.milliseconds());
    Options jmh =
        new OptionsBuilder()
            .include("^" + WorkloadBenchmark.class.getName() + "\\.call$")
            .param("workload", result.name())
            .param("kind", kind.name())
            .forks(1)
            .jvm(jdk.java())
            .jvmArgsPrepend(jdk.flags().toArray(String[]::new))
            .warmupIterations(options.iterations())
            .warmupTime(time)
            .measurementIterations(options.iterations())
            .measurementTime(time)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    RunResult run = new Runner(jmh).runSingle();
    List<Double> nanoseconds = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    run.getBenchmarkResults()
        .forEach(
            fork -> {
              for (IterationResult iteration : fork.getIterationResults()) {
                nanoseconds.add(iteration.getPrimaryResult().getScore());
                Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
                bytes.add(allocated.getScore());
              }
            });
    result.add(kind, Medians.median(nanoseconds));
    result.addAllocated(kind, Medians.median(bytes));
  }
}
