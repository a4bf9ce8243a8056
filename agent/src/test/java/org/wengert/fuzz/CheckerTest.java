package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The checker accepts a right engine, finds the faults of wrong ones, and shrinks what it found.
 */
class CheckerTest {
  private static final List<Subject> SOME =
      Subject.of(LongStream.range(1, 151).boxed().toList(), Features.all(), 10);

  private final Map<String, Subject> subjects = new HashMap<>();

  private Verdict check(UnaryOperator<Program> fault, Subject subject) {
    subjects.put(subject.type().getName(), subject);
    return new Checker(new InterpretedEngine(subjects, fault)).check(subject);
  }

  private List<Shrinker.Failure> failures(UnaryOperator<Program> fault) {
    List<Shrinker.Failure> failures = new ArrayList<>();
    for (Subject s : SOME) {
      Verdict verdict = check(fault, s);
      if (verdict.disagrees()) {
        failures.add(new Shrinker.Failure(s, verdict, Features.all(), 10));
      }
    }
    return failures;
  }

  @Test
  void engineMadeOfTheReferenceAgrees() {
    for (Subject s : SOME) {
      Verdict verdict = check(Faults::none, s);
      assertFalse(verdict.disagrees(), () -> s.seed() + ": " + verdict);
    }
  }

  @Test
  void forgottenArrayCopiesAreFoundAndShrunk() {
    List<Shrinker.Failure> found = failures(Faults::forgetsCopies);
    assertTrue(found.size() >= 5, found.size() + " found");
    Shrinker shrinker = new Shrinker(s -> check(Faults::forgetsCopies, s), Duration.ofSeconds(30));
    Shrinker.Failure small = shrinker.shrink(found.get(0));
    assertEquals(found.get(0).verdict().what(), small.verdict().what());
    String report = small.report();
    assertTrue(report.contains("arraycopy") || report.contains("fill"), report);
    assertTrue(report.lines().count() < 25, report);
  }

  @Test
  void wrongPartialIsFound() {
    assertTrue(failures(Faults::takesSineForTanh).size() >= 5);
  }

  @Test
  void lostLoopIterationIsFound() {
    assertTrue(failures(Faults::losesWhileLoops).size() >= 3);
  }

  @Test
  void lostStoreInAnObjectIsFound() {
    assertTrue(failures(Faults::losesFields).size() >= 5);
  }

  @Test
  void checkThatNeverEndsIsReported() {
    Verdict verdict = new Watchdog(Duration.ofMillis(50)).run(CheckerTest::sleeping);
    assertEquals("does not end", verdict.what());
  }

  private static Verdict sleeping() {
    try {
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Verdict.of(Verdict.Kind.AGREES);
  }
}
