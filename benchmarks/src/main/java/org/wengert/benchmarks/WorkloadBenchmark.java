package org.wengert.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Times one kind of call of one workload. Started by {@link JmhForks}, which says of which one, and
 * alternates the kinds in fresh forks.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorkloadBenchmark {

  /** The workload's name. */
  @Param("gmm10")
  public String workload;

  /** What is called. */
  @Param("PRIMAL")
  public Kind kind;

  private Call call;

  /** Makes the input, and checks the engine's derivatives where there is an engine. */
  @Setup(Level.Trial)
  public void prepare() {
    Subject subject = Workloads.create(workload).prepare();
    subject.check();
    call =
        subject
            .call(kind)
            .orElseThrow(() -> new IllegalStateException(workload + " has no " + kind));
  }

  /** One call. */
  @Benchmark
  public double call() {
    return call.run();
  }
}
