package org.wengert.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The random programs are valid, various and tame, and the reference computes what Java does. */
class GeneratorTest {
  private static final int PROGRAMS = 2_000;
  private static final int BATCH = 100;

  /** With slopes beyond this, a value bounded by a few units turns within a difference's step. */
  private static final double STEEPEST = 1e3;

  /** What must occur in a good share of programs, as a piece of source. */
  private static final Map<String, Double> SHARES = new LinkedHashMap<>();

  static {
    SHARES.put("for (", 0.3);
    SHARES.put("while (", 0.3);
    SHARES.put("do {", 0.08);
    SHARES.put("while (true)", 0.04);
    SHARES.put("switch (", 0.2);
    SHARES.put("break loop", 0.03);
    SHARES.put("continue loop", 0.03);
    SHARES.put("if (", 0.6);
    SHARES.put(" ? ", 0.3);
    SHARES.put("System.arraycopy", 0.1);
    SHARES.put("Arrays.fill", 0.1);
    SHARES.put("Arrays.copyOf(", 0.05);
    SHARES.put("Arrays.copyOfRange(", 0.05);
    SHARES.put(".clone()", 0.1);
    SHARES.put("depth", 0.15);
    SHARES.put("Nested.", 0.05);
    SHARES.put("double[][]", 0.1);
    SHARES.put("float", 0.4);
    SHARES.put("StrictMath", 0.2);
    SHARES.put("nxt", 0.02);
    SHARES.put("static double[] sa", 0.3);
    SHARES.put("new Node", 0.3);
    SHARES.put("extends Node", 0.2);
    SHARES.put("super.", 0.08);
    SHARES.put("instanceof", 0.1);
    SHARES.put("record Pair", 0.4);
    SHARES.put("interface Shape", 0.12);
    SHARES.put("Shape.super.", 0.015);
    SHARES.put("synchronized", 0.05);
    SHARES.put("new Trouble(", 0.05);
    SHARES.put(" -> {", 0.05);
    SHARES.put("::", 0.15);
    SHARES.put(".andThen(", 0.01);
    SHARES.put("List<Double>", 0.2);
    SHARES.put("Map<Integer, Double>", 0.1);
    SHARES.put("Collections.sort(", 0.008);
    SHARES.put(" : l", 0.05);
    SHARES.put("Double.valueOf(", 0.05);
    SHARES.put("static void prepare", 0.1);
  }

  private static List<Long> seeds(long from, int count) {
    return LongStream.range(from, from + count).boxed().toList();
  }

  @Test
  void referenceComputesWhatTheCompiledProgramComputes() {
    int wild = 0;
    int thrown = 0;
    for (int from = 1; from < PROGRAMS; from += BATCH) {
      for (Subject subject : Subject.of(seeds(from, BATCH), Features.all(), 10)) {
        Outcome outcome = Reference.run(subject.program(), subject.inputs());
        State state = Exported.state(subject.program(), outcome);
        String difference = state.difference(subject.plainRun());
        assertNull(difference, () -> text(subject) + difference);
        wild += outcome.trace().wild() ? 1 : 0;
        thrown += outcome.thrown() != null ? 1 : 0;
      }
    }
    assertTrue(wild <= PROGRAMS * 0.05, wild + " wild");
    assertTrue(wild > 0, "values beyond the tame must occur too");
    assertTrue(thrown > 0 && thrown < PROGRAMS * 0.07, thrown + " threw");
  }

  private static String text(Subject subject) {
    return Printer.print(subject.program()) + subject.inputs() + "\n";
  }

  @Test
  void derivativesOfTheReferenceAgreeWithDifferences() {
    Features smooth = Features.all().set("floats", false);
    int compared = 0;
    int sharp = 0;
    for (long seed = 1; seed <= PROGRAMS; seed++) {
      Program program = ProgramGenerator.generate("P" + seed, seed, smooth, 10);
      Inputs inputs = InputGenerator.generate(program, seed, smooth);
      Outcome outcome = Reference.run(program, inputs);
      if (outcome.isTame() && !outcome.trace().floats()) {
        int agreeing = agreeing(program, inputs, outcome, seed);
        compared += agreeing >= 0 ? 1 : 0;
        sharp += Math.max(0, agreeing);
      }
    }
    assertTrue(compared > PROGRAMS * 0.5, "only " + compared + " programs were compared");
    assertTrue(sharp > PROGRAMS, "only " + sharp + " derivatives were compared sharply");
  }

  /** How many non-zero derivatives agreed to 1e-4; -1 if differences say nothing. */
  private static int agreeing(Program program, Inputs inputs, Outcome outcome, long seed) {
    Layout layout = Layout.of(inputs);
    Chance chance = new Chance(seed);
    double[] direction = new double[layout.count()];
    for (int j = 0; j < direction.length; j++) {
      direction[j] = chance.uniform(-1, 1);
    }
    List<Differences.Estimate> estimates = Differences.along(program, inputs, direction);
    if (estimates == null) {
      return -1;
    }
    List<Dual> dependents = Differences.flat(outcome);
    if (dependents.stream().anyMatch(d -> bracket(d, direction) > STEEPEST)) {
      return -1;
    }
    int sharp = 0;
    for (int i = 0; i < dependents.size(); i++) {
      sharp += compare(program, inputs, dependents.get(i), estimates.get(i), direction) ? 1 : 0;
    }
    return sharp;
  }

  private static double bracket(Dual dependent, double[] direction) {
    double bracket = 0;
    for (int j = 0; j < direction.length; j++) {
      bracket += dependent.magnitudeBy(j) * Math.abs(direction[j]);
    }
    return bracket;
  }

  private static boolean compare(
      Program program,
      Inputs inputs,
      Dual dependent,
      Differences.Estimate estimate,
      double[] direction) {
    double expected = 0;
    for (int j = 0; j < direction.length; j++) {
      expected += dependent.derivativeBy(j) * direction[j];
    }
    double bracket = bracket(dependent, direction);
    double allowed = 1e-6 * bracket + estimate.doubt() + 1e-8;
    double error = Math.abs(expected - estimate.value());
    String numbers = expected + " against differences " + estimate + ", bracket " + bracket;
    assertTrue(error <= allowed, () -> Printer.print(program) + inputs + "\n" + numbers);
    return expected != 0 && allowed < 1e-4 * Math.abs(expected);
  }

  @Test
  void sameSeedGivesSameProgramAndInputs() {
    for (long seed : seeds(1, 50)) {
      String one = source(seed, Features.all());
      assertEquals(one, source(seed, Features.all()));
      assertNotEquals(one, source(seed + 1, Features.all()));
    }
  }

  private static String source(long seed, Features features) {
    Program program = ProgramGenerator.generate("P", seed, features, 10);
    return Printer.print(program) + InputGenerator.generate(program, seed, features);
  }

  @Test
  void everyPartOfTheLanguageIsCommon() {
    List<String> sources = new ArrayList<>();
    for (long seed : seeds(1, 1_000)) {
      sources.add(source(seed, Features.all()));
    }
    SHARES.forEach(
        (piece, share) -> {
          long with = sources.stream().filter(s -> s.contains(piece)).count();
          assertTrue(with >= share * 1_000, piece + " in " + with + " of 1000 programs");
        });
  }

  @Test
  void featureThatIsOffDoesNotOccur() {
    Map<String, String> marks =
        Map.ofEntries(
            Map.entry("loops", "break loop"),
            Map.entry("switches", "switch"),
            Map.entry("strict", "StrictMath"),
            Map.entry("matrices", "double[][]"),
            Map.entry("recursion", "depth"),
            Map.entry("nested", "Nested"),
            Map.entry("copies", "arraycopy"),
            Map.entry("statics", "static double[] sa"),
            Map.entry("objects", "Node"),
            Map.entry("dispatch", "Shape"),
            Map.entry("lambdas", "::"),
            Map.entry("collections", "List<"));
    marks.forEach(
        (feature, mark) -> {
          Features without = Features.all().set(feature, false);
          for (long seed : seeds(1, 100)) {
            assertFalse(source(seed, without).contains(mark), feature + " in seed " + seed);
          }
        });
  }

  @Test
  void programsWithoutAnyOneFeatureAreValidJava() {
    for (String feature : Features.ALL.subList(1, Features.ALL.size())) {
      Features without = Features.all().set(feature, false);
      assertEquals(20, Subject.of(seeds(1, 20), without, 10).size());
    }
  }
}
