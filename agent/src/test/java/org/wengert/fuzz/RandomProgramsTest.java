package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.testing.EngineUnderTest;
import org.wengert.testing.ForkedJvm;

/**
 * The engine agrees with plain calls and with the reference on 5,500 random programs: 500 over
 * numbers and arrays, and 5,000 short ones over everything: classes, lambdas, collections,
 * exceptions.
 *
 * <p>Most of the time would go into C2, for code that runs once, so the programs run in JVMs
 * without it, two at a time. Other tests run the corpus under C2.
 */
@Tag("engine")
class RandomProgramsTest {
  private static final int CHUNKS = 5;
  private static final int WORKERS = 2;

  /** A minute is usual; on a machine that does much else it takes longer. */
  private static final int PATIENCE_SECONDS = 1200;

  @TempDir private static Path directory;

  private static ExecutorService workers;

  @BeforeAll
  static void start() {
    workers = Executors.newFixedThreadPool(WORKERS);
  }

  @AfterAll
  static void stop() {
    workers.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> derivativesOfRandomProgramsAgree() {
    List<DynamicTest> tests = new ArrayList<>();
    add(tests, "numeric", 10, 1, 1);
    add(tests, "all", 5, 1_000_001, 2);
    add(tests, "all", 3, 2_000_001, 8);
    return tests.stream();
  }

  /** All are under way before the first is asked for. */
  private static void add(
      List<DynamicTest> tests, String features, int size, long seed, int processes) {
    for (int i = 0; i < processes; i++) {
      long first = seed + (long) i * CHUNKS * Chunks.PROGRAMS;
      Future<ForkedJvm.Result> run = workers.submit(() -> run(features, size, first));
      String name = features + ", size " + size + ", seeds from " + first;
      tests.add(DynamicTest.dynamicTest(name, () -> await(run)));
    }
  }

  private static ForkedJvm.Result run(String features, int size, long seed) {
    List<String> command = new ArrayList<>(ForkedJvm.flagsOfTests());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Chunks.class.getName(),
            features,
            String.valueOf(size),
            String.valueOf(seed),
            String.valueOf(CHUNKS)));
    return ForkedJvm.run(directory, command, PATIENCE_SECONDS);
  }

  private static void await(Future<ForkedJvm.Result> run) throws Throwable {
    try {
      ForkedJvm.Result result = run.get();
      assertEquals(0, result.exit(), result::text);
    } catch (ExecutionException failed) {
      throw failed.getCause();
    }
  }

  /** A part of this program's gradient was cut in hundreds of steps that gained nothing. */
  @Test
  void partsThatOnlyCallPartsAreNotMade() {
    Campaign campaign = new Campaign(EngineUnderTest.engine(), Features.numeric(), 10);
    campaign.run(8_000_503, 1);
    assertEquals(0, campaign.count(Verdict.Kind.DISAGREES), campaign::summary);
  }
}
