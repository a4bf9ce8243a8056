package org.wengert.testing;

import java.io.PrintStream;
import java.util.List;
import org.wengert.corpus.Corpus;

/**
 * Prints the bits of all derivatives of the corpus, one line for each point. Run in JVMs with
 * different compilers, the outputs are to be the same. Every point is repeated, so that compiled
 * code runs; a repetition that gives other bits than the first call makes a line {@code UNSTABLE}.
 *
 * <p>Arguments: the number of repetitions, then optionally {@code values} to run the primals alone.
 */
public final class CorpusRunner {

  /** Repetitions of one point end after this time, in nanoseconds. */
  private static final long LONGEST = 500_000_000L;

  /** Null where only values are asked for. */
  private final Engine engine;

  private final int repetitions;
  private final PrintStream out;

  CorpusRunner(Engine engine, int repetitions, PrintStream out) {
    this.engine = engine;
    this.repetitions = repetitions;
    this.out = out;
  }

  /** Runs the whole corpus. */
  public static void main(String[] args) {
    Engine engine = args.length > 1 && args[1].equals("values") ? null : EngineUnderTest.engine();
    new CorpusRunner(engine, Integer.parseInt(args[0]), System.out).run(Corpus.cases());
  }

  void run(List<Case> cases) {
    int line = 0;
    for (Case subject : cases) {
      if (!subject.isCompiledRight()) {
        continue;
      }
      Primal primal = new Primal(subject.method(), subject.statics());
      for (int i = 0; i < subject.points().size(); i++) {
        // The running number tells cases of the same method apart.
        String name = line++ + " " + subject.name() + "#" + i;
        out.println(name + "\t" + bits(new Plan(subject, i, primal)));
      }
    }
  }

  private String bits(Plan plan) {
    if (plan.plain.thrown() != null) {
      return "throws " + plan.plain.thrown().getClass().getName();
    }
    String first = observe(plan);
    long start = System.nanoTime();
    for (int i = 1; i < repetitions && System.nanoTime() - start < LONGEST; i++) {
      String again = observe(plan);
      if (!again.equals(first)) {
        return "UNSTABLE, call " + i + " gave " + again + " after " + first;
      }
    }
    return first;
  }

  private String observe(Plan plan) {
    String values = plan.primal.run(plan.args).text().replace("\n", " ");
    try {
      return engine == null ? values : values + " " + Observation.of(engine, plan).bits();
    } catch (Throwable e) {
      // A failure is a line too: the other points are still compared.
      return "FAILED " + e.toString().replace("\n", " ");
    }
  }
}
