package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;
import org.wengert.testing.ForkedJvm;

/**
 * Random programs in JVMs without C2, two at a time: most of the time would go into C2, for code
 * that runs once. Other tests run the corpus under C2.
 */
final class ForkedPrograms implements AutoCloseable {
  private static final int WORKERS = 2;

  /** A minute is usual; on a machine that does much else it takes longer. */
  private static final int PATIENCE_SECONDS = 1200;

  private final Path directory;
  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
  private final List<DynamicTest> tests = new ArrayList<>();

  ForkedPrograms(Path directory) {
    this.directory = directory;
  }

  /** Starts a program, or queues it; what it prints is the message if it fails. */
  void add(Class<?> program, String features, int size, long seed, int count) {
    List<String> command = new ArrayList<>(ForkedJvm.flagsOfTests());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            features,
            String.valueOf(size),
            String.valueOf(seed),
            String.valueOf(count)));
    Future<ForkedJvm.Result> run =
        workers.submit(() -> ForkedJvm.run(directory, command, PATIENCE_SECONDS));
    String name = features + ", size " + size + ", seeds from " + seed;
    tests.add(DynamicTest.dynamicTest(name, () -> await(run)));
  }

  /** One test a program; all are under way before the first is asked for. */
  List<DynamicTest> tests() {
    return tests;
  }

  private static void await(Future<ForkedJvm.Result> run) throws Throwable {
    try {
      ForkedJvm.Result result = run.get();
      assertEquals(0, result.exit(), result::text);
    } catch (ExecutionException failed) {
      throw failed.getCause();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
