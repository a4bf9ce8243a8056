package org.wengert.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Times all kinds of calls in turn, in one JVM, and of each the fastest call. What else a busy
 * machine does makes calls slower, never faster, so that ratios of these times mean something where
 * medians do not.
 */
final class Fastest {

  /** Calls of one kind before the next one's turn, so that each finds its data in the caches. */
  private static final int IN_A_ROW = 5;

  /** Calls of the primal that tell how long it takes, before that of a reference is foreseen. */
  private static final int TRIALS = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Results go here, so that no call is dead code. */
  private volatile double sink;

  private final Map<Kind, Call> calls = new EnumMap<>(Kind.class);
  private final Map<Kind, Double> nanoseconds = new EnumMap<>(Kind.class);

  private Fastest() {}

  /**
   * What {@link Forks} starts.
   *
   * @param args the workload, seconds, the file for the {@link Measurement} as JSON, kinds
   */
  public static void main(String[] args) throws IOException {
    List<Kind> kinds = Stream.of(args).skip(3).map(Kind::valueOf).toList();
    Subject subject = Workloads.create(args[0]).prepare();
    subject.check();
    Measurement measured = new Fastest().measure(subject, kinds, Integer.parseInt(args[1]));
    new ObjectMapper().writeValue(new File(args[2]), measured);
  }

  private Measurement measure(Subject subject, List<Kind> kinds, int seconds) {
    for (Kind kind : kinds) {
      if (finishes(subject, kind)) {
        subject.call(kind).ifPresent(call -> calls.put(kind, call));
      }
    }
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    do {
      List.copyOf(calls.keySet()).forEach(this::takeTurn);
    } while (System.nanoTime() < end);
    return new Measurement(nanoseconds, allocatedBytes());
  }

  private boolean finishes(Subject subject, Kind kind) {
    if (!kind.isReference()) {
      return true;
    }
    double primal = Double.POSITIVE_INFINITY;
    Call call = subject.call(Kind.PRIMAL).orElse(() -> 0);
    for (int i = 0; i < TRIALS; i++) {
      primal = Math.min(primal, time(call));
    }
    return primal * kind.leastPrimals(subject.directions()) < kind.patience() * 1e9;
  }

  private void takeTurn(Kind kind) {
    Call call = calls.get(kind);
    try {
      for (int i = 0; i < (kind.isReference() ? 1 : IN_A_ROW); i++) {
        nanoseconds.merge(kind, time(call), Math::min);
      }
    } catch (OutOfMemoryError e) {
      if (!kind.isReference()) {
        throw e;
      }
      // Numbers that carry many partials do not fit: this is one way not to finish.
      calls.remove(kind);
    }
  }

  private double time(Call call) {
    long start = System.nanoTime();
    sink = call.run();
    return System.nanoTime() - start;
  }

  /**
   * Of calls that are compiled by now, whose buffers are there; what others allocate is not shown.
   */
  private Map<Kind, Double> allocatedBytes() {
    Map<Kind, Double> bytes = new EnumMap<>(Kind.class);
    calls.forEach(
        (kind, call) -> {
          for (int i = 0; i < IN_A_ROW && !kind.isReference(); i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            sink = call.run();
            double after = THREADS.getCurrentThreadAllocatedBytes();
            bytes.merge(kind, after - before, Math::min);
          }
        });
    return bytes;
  }
}
