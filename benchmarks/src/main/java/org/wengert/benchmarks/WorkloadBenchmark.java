package org.wengert.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Times one workload. Usually started by {@link Main}, which alternates the methods in fresh forks.
 *
 * <p>The forks' heap is fixed, touched in advance and collected by one thread: with the defaults,
 * what the gradients allocate keeps meeting fresh pages, and on some machines those faults cost
 * several times the gradient itself.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-Xmn32m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"})
public class WorkloadBenchmark {

  /** The workload's name. */
  @Param({"gmm", "lse", "llsq", "kmeans", "lstm", "det", "ode", "nbody", "matrix", "expression"})
  public String workload;

  private Workload subject;
  private DerivativeUnderTest engine;

  /** Makes the input, and checks the engine's derivatives where there is an engine. */
  @Setup(Level.Trial)
  public void prepare() {
    subject = Workloads.create(workload);
    DerivativeUnderTest.provider().ifPresent(this::bind);
  }

  private void bind(DerivativeUnderTest.Provider provider) {
    Object[] direction = Partials.direction(subject);
    engine = provider.bind(subject, direction);
    Correctness.check(subject, engine, direction);
  }

  /** The plain call. */
  @Benchmark
  public double primal() {
    return subject.primal();
  }

  /** Value and gradient, derived by hand. */
  @Benchmark
  public ValueAndGradient handDerived() {
    return subject.handDerived();
  }

  /** Value and one directional derivative, by the engine. */
  @Benchmark
  public ValueAndTangent tangent() {
    return requireEngine().tangent();
  }

  /** Value and gradient, by the engine. */
  @Benchmark
  public ValueAndGradient gradient() {
    return requireEngine().gradient();
  }

  private DerivativeUnderTest requireEngine() {
    if (engine == null) {
      throw new IllegalStateException(
          "no DerivativeUnderTest.Provider on the class path: there is no engine to time");
    }
    return engine;
  }
}
