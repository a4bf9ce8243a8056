package org.wengert.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import org.wengert.Derivatives;

/**
 * Times primal, tangent, derivative and hand-derived derivative of the workloads, and what others
 * do, and prints a table.
 *
 * <p>A score is the median over the iterations of one fork, a result the median over the forks. The
 * forks of what is compared take turns, so that a machine that slows down slows all of them.
 * Derivatives are checked before anything is timed: a wrong one ends the run.
 */
public final class Main {

  private final RunOptions options;
  private final List<Row> rows = new ArrayList<>();

  private Main(RunOptions options) {
    this.options = options;
  }

  /** What is measured on one JDK: the kinds that the workload has. */
  private record Row(Result result, Jdk jdk, List<Kind> kinds) {

    List<Kind> kinds(boolean references) {
      return kinds.stream().filter(kind -> kind.isReference() == references).toList();
    }
  }

  /** Runs what {@code args} say; see {@link RunOptions#USAGE}. */
  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
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
    if (!Derivatives.isActive()) {
      System.err.println(
          "No agent: no derivatives but the hand-derived."
              + " Add -javaagent:agent/target/wengert-agent.jar");
    }
    new Main(options).run();
  }

  private void run() throws IOException, InterruptedException, RunnerException {
    options.workloads().forEach(this::check);
    if (options.fastest() > 0) {
      measureFastest();
    } else {
      measureByJmh();
    }
    if (options.references()) {
      measureReferences();
    }
    List<Result> results = rows.stream().map(Row::result).toList();
    System.out.print(Table.format(results));
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), JsonReport.format(options, results));
      System.out.println("Results as JSON: " + options.json().get().toAbsolutePath());
    }
    if (options.picture().isPresent()) {
      Picture.write(results, options.picture().get());
      System.out.println("Ratios as a picture: " + options.picture().get().toAbsolutePath());
    }
  }

  /** Adds rows without times of a workload whose derivatives are right. */
  private void check(String name) {
    Workload workload = Workloads.create(name);
    Subject subject = workload.prepare();
    subject.check();
    List<Kind> kinds =
        Arrays.stream(Kind.values()).filter(kind -> subject.call(kind).isPresent()).toList();
    for (Jdk jdk : options.jdks()) {
      Result result = new Result(workload.name(), workload.sizes(), jdk.version());
      result.setTapeBytes(subject.tapeBytes());
      rows.add(new Row(result, jdk, kinds));
    }
  }

  private void measureFastest() throws IOException, InterruptedException {
    for (Row row : rows) {
      progress(row, row.kinds(false));
      row.result()
          .add(Forks.fastest(row.jdk(), row.result().name(), row.kinds(false), options.fastest()));
    }
  }

  private void measureByJmh() throws RunnerException {
    for (int round = 0; round < options.rounds(); round++) {
      for (Row row : rows) {
        List<Kind> kinds = new ArrayList<>(row.kinds(false));
        if (round % 2 == 1) {
          // Every second round goes the other way, so that no kind is always the last.
          Collections.reverse(kinds);
        }
        for (Kind kind : kinds) {
          progress(row, List.of(kind));
          JmhForks.measure(options, row.jdk(), kind, row.result());
        }
      }
    }
  }

  /** The fastest call within a second: these are orders of magnitude, not close races. */
  private void measureReferences() throws IOException, InterruptedException {
    for (Row row : rows) {
      for (Kind kind : row.kinds(true)) {
        progress(row, List.of(kind));
        row.result().add(Forks.reference(row.jdk(), row.result().name(), kind, 1));
      }
    }
  }

  private static void progress(Row row, List<Kind> kinds) {
    System.err.println(row.result().name() + " on JDK " + row.result().jdk() + ": " + kinds);
  }
}
