package org.wengert.fuzz;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs checks on a thread of their own, so that derivative code that never ends is a finding. */
final class Watchdog {
  private final Duration limit;
  private ExecutorService worker = daemon();

  /** {@code limit} bounds one check. */
  Watchdog(Duration limit) {
    this.limit = limit;
  }

  private static ExecutorService daemon() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "random program");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The verdict, or a disagreement if it does not come in time; the thread is then abandoned. */
  Verdict run(Supplier<Verdict> check) {
    Future<Verdict> verdict = worker.submit(check::get);
    try {
      return verdict.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      worker.shutdownNow();
      worker = daemon();
      return new Verdict(Verdict.Kind.DISAGREES, "does not end", "no verdict in " + limit);
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
