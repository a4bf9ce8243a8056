package org.wengert.fuzz;

import java.time.Duration;
import java.util.function.Function;

/** Makes a failing program as small as it gets while it still fails in the same way. */
final class Shrinker {
  private final Function<Subject, Verdict> check;
  private final Duration limit;

  /** {@code limit} bounds the time for one program. */
  Shrinker(Function<Subject, Verdict> check, Duration limit) {
    this.check = check;
    this.limit = limit;
  }

  /** A failing program with its verdict. */
  record Failure(Subject subject, Verdict verdict, Features features, int size) {

    /** All that is needed to see the failure again. */
    String report() {
      return "seed "
          + subject.seed()
          + ": "
          + verdict.what()
          + "\n"
          + verdict.details()
          + "\nentry"
          + subject.inputs()
          + "\n"
          + Printer.print(subject.program());
    }
  }

  /** Greedy: takes the first simpler variant that fails alike, until there is none. */
  Failure shrink(Failure failure) {
    long end = System.nanoTime() + limit.toNanos();
    Failure smallest = failure;
    int from = 0;
    int idle = 0;
    while (System.nanoTime() < end) {
      var candidates = ProgramEdits.of(smallest.subject().program(), smallest.subject().inputs());
      if (idle >= candidates.size()) {
        break;
      }
      from %= candidates.size();
      Failure simpler = attempt(candidates.get(from), smallest);
      if (simpler != null) {
        smallest = simpler;
        idle = 0;
      } else {
        idle++;
        from++;
      }
    }
    return smallest;
  }

  private Failure attempt(ProgramEdits.Candidate candidate, Failure failing) {
    try {
      long seed = failing.subject().seed();
      Subject subject = Subject.compile(candidate.program(), seed, candidate.inputs());
      Verdict verdict = check.apply(subject);
      boolean alike = verdict.disagrees() && verdict.what().equals(failing.verdict().what());
      return alike ? new Failure(subject, verdict, failing.features(), failing.size()) : null;
    } catch (MemoryCompiler.Refused | RuntimeException invalid) {
      return null; // most edits leave something undefined; that is how they are found out
    }
  }
}
