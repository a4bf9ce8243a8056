package org.wengert.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times primal, tangent, gradient and hand-derived gradient of the workloads, and prints a table.
 *
 * <p>A score is the median over the iterations of one fork, a result the median over the forks. The
 * forks of what is compared take turns, so that a machine that slows down slows all of them.
 * Derived gradients are checked before anything is timed: a wrong one ends the run.
 */
public final class Main {

  private Main() {}

  /** Runs what {@code args} say; see {@link RunOptions#USAGE}. */
  public static void main(String[] args) throws IOException, RunnerException {
    if (List.of(args).contains("--help")) {
      System.out.print(RunOptions.USAGE);
      return;
    }
    RunOptions options;
    try {
      options = RunOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Optional<DerivativeUnderTest.Provider> provider = DerivativeUnderTest.provider();
    if (provider.isEmpty()) {
      System.err.println(
          "No agent: primal and hand-derived only. Add -javaagent:agent/target/wengert-agent.jar");
    }
    List<Result> results = check(options, provider);
    List<Kind> kinds = kinds(provider.isPresent());
    if (options.fastest() > 0) {
      results.forEach(result -> Fastest.measure(result, kinds, options.fastest()));
    } else {
      measure(options, results, kinds);
    }
    System.out.print(Table.format(results));
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), JsonReport.format(options, results));
      System.out.println("Results as JSON: " + options.json().get().toAbsolutePath());
    }
  }

  /** Results still without times, of workloads whose derivatives are right. */
  private static List<Result> check(
      RunOptions options, Optional<DerivativeUnderTest.Provider> provider) {
    List<Result> results = new ArrayList<>();
    for (String name : options.workloads()) {
      Workload workload = Workloads.create(name);
      Result result = new Result(workload.name(), workload.sizes());
      if (provider.isPresent()) {
        Object[] direction = Partials.direction(workload);
        DerivativeUnderTest engine = provider.get().bind(workload, direction);
        Correctness.check(workload, engine, direction);
        result.setTapeBytes(engine.tapeBytes());
      }
      results.add(result);
    }
    return results;
  }

  private static List<Kind> kinds(boolean engine) {
    List<Kind> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (engine || !kind.needsEngine()) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static void measure(RunOptions options, List<Result> results, List<Kind> kinds)
      throws RunnerException {
    int total = options.rounds() * results.size() * kinds.size();
    int done = 0;
    for (int round = 0; round < options.rounds(); round++) {
      for (Result result : results) {
        for (Kind kind : kinds) {
          System.err.printf("[%d/%d] %s %s%n", ++done, total, result.name(), kind.method());
          result.add(kind, fork(options, result.name(), kind));
        }
      }
      // Every second round goes the other way, so that no kind is always the last.
      Collections.reverse(kinds);
    }
  }

  /** Times one kind in a fresh JVM; the median over the iterations in nanoseconds a call. */
  private static double fork(RunOptions options, String workload, Kind kind)
      throws RunnerException {
    TimeValue time = TimeValue.milliseconds(options.milliseconds());
    Options jmh =
        new OptionsBuilder()
            .include("^" + WorkloadBenchmark.class.getName() + "\\." + kind.method() + "$")
            .param("workload", workload)
            .forks(1)
            .jvmArgsPrepend(quietFlags())
            .warmupIterations(options.iterations())
            .warmupTime(time)
            .measurementIterations(options.iterations())
            .measurementTime(time)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    RunResult result = new Runner(jmh).runSingle();
    List<Double> iterations = new ArrayList<>();
    result
        .getBenchmarkResults()
        .forEach(
            fork -> {
              for (IterationResult iteration : fork.getIterationResults()) {
                iterations.add(iteration.getPrimaryResult().getScore());
              }
            });
    return Result.median(iterations);
  }

  /** JMH uses sun.misc.Unsafe, which newer JVMs warn of in every fork; all warn of the agent. */
  private static String[] quietFlags() {
    String warnings = "-XX:-PrintWarnings";
    return Runtime.version().feature() < 23
        ? new String[] {"-XX:+IgnoreUnrecognizedVMOptions", warnings}
        : new String[] {
          "-XX:+IgnoreUnrecognizedVMOptions", warnings, "--sun-misc-unsafe-memory-access=allow"
        };
  }
}
