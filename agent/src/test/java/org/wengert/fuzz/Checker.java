package org.wengert.fuzz;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Engine;

/**
 * Compares an engine with the compiled program (values, memory, exceptions: bit by bit) and with
 * the reference (derivatives: relative to the sum of absolute paths).
 */
final class Checker {
  private static final double AGAINST_REFERENCE = 1e-9;
  private static final double DOT_PRODUCT = 1e-12;

  private final Engine engine;

  Checker(Engine engine) {
    this.engine = engine;
  }

  /** Both modes, each twice, on the inputs of the subject. */
  Verdict check(Subject subject) {
    try {
      Outcome outcome = Reference.run(subject.program(), subject.inputs());
      return new Comparison(subject, outcome).all();
    } catch (TooLarge tooLarge) {
      return Verdict.of(Verdict.Kind.TOO_LARGE);
    } catch (Trace.TooLong tooLong) {
      return Verdict.of(Verdict.Kind.TOO_LONG);
    } catch (Disagreement d) {
      return new Verdict(Verdict.Kind.DISAGREES, d.what(), d.getMessage());
    }
  }

  /** The derivative has been refused because no class file could hold it. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A call of the engine; array arguments are changed as the program changes them. */
  private interface EngineCall<T> {
    T on(Object[] arguments) throws Throwable;
  }

  /** One subject's comparisons. */
  private final class Comparison {
    private final Subject subject;
    private final Outcome outcome;
    private final Inputs inputs;
    private final Layout layout;
    private final State plain;
    private final Object[] tangents;
    private final double[] direction;
    private final Object resultSeed;
    private final Object[] exitAdjoints;

    Comparison(Subject subject, Outcome outcome) {
      this.subject = subject;
      this.outcome = outcome;
      this.inputs = subject.inputs().copy();
      this.layout = Layout.of(inputs);
      this.plain = subject.plainRun();
      Chance chance = new Chance(subject.seed() + 77);
      this.tangents = shadowsOfActive(new Shadows(chance), inputs.arguments(), false);
      this.direction = Independents.vector(inputs, layout, tangents);
      this.resultSeed = new Shadows(chance).of(plain.result());
      this.exitAdjoints = shadowsOfActive(new Shadows(chance), plain.arguments(), true);
    }

    /** At exit only arrays have adjoints, and a matrix only if its rows are still its own. */
    private Object[] shadowsOfActive(Shadows shadows, Object[] values, boolean atExit) {
      Object[] all = new Object[values.length];
      for (int i = 0; i < all.length; i++) {
        boolean wanted = inputs.active()[i];
        if (atExit) {
          wanted &=
              values[i] != null && values[i].getClass().isArray() && !outcome.rowsReplaced()[i];
        }
        all[i] = wanted ? shadows.of(values[i]) : null;
      }
      return all;
    }

    Verdict all() {
      String difference = Exported.state(subject.program(), outcome).difference(plain);
      if (difference != null) {
        throw new Disagreement("reference and plain call", difference);
      }
      if (plain.thrown() != null) {
        throwing();
        return Verdict.of(Verdict.Kind.THROWS);
      }
      List<Dependents.Entry> tangentsAtExit = jvp();
      double[] adjoints = vjp();
      if (outcome.isTame()) {
        dotProduct(tangentsAtExit, adjoints);
      }
      if (outcome.result() instanceof Dual) {
        gradient();
      }
      jvp();
      vjp();
      return Verdict.of(outcome.isTame() ? Verdict.Kind.AGREES : Verdict.Kind.VALUE_ONLY);
    }

    private void throwing() {
      run("jvp", a -> engine.jvp(subject.entry(), a, (Object[]) Inputs.deepCopy(tangents)));
      Ty result = subject.program().entry().result();
      if (!result.isArray()) {
        Object seed = result.isFloating() ? 1.0 : null;
        run("vjp", a -> engine.vjp(subject.entry(), a, inputs.active(), seed, exitAdjoints));
      }
    }

    /** Calls the engine on fresh arguments, and compares what the call does with the plain call. */
    private <T> T run(String mode, EngineCall<T> call) {
      subject.reset();
      Object[] arguments = subject.inputs().copy().arguments();
      T answer = null;
      Throwable thrown = null;
      try {
        answer = call.on(arguments);
      } catch (Disagreement d) {
        throw d;
      } catch (Refusal refusal) {
        if (refusal.reason().equals("TOO_LARGE")) {
          throw new TooLarge();
        }
        thrown = refusal;
      } catch (DirectEngine.TooLargeForTheJit e) {
        throw new TooLarge();
      } catch (Throwable t) {
        thrown = t;
      }
      compareThrown(mode, thrown);
      State state = new State(resultOf(answer), thrown, arguments, subject.fields());
      String difference = state.difference(plain);
      if (difference != null) {
        throw new Disagreement(mode + " value", "engine against plain: " + difference);
      }
      return answer;
    }

    private Object resultOf(Object answer) {
      if (answer instanceof Engine.Jvp jvp) {
        return jvp.value();
      }
      return answer instanceof Engine.Vjp vjp ? vjp.value() : null;
    }

    /**
     * What HotSpot says about a null reference names local variables, and of exceptions that it
     * throws often it leaves the message out.
     */
    private boolean sameMessage(Throwable expected, Throwable thrown) {
      return thrown instanceof NullPointerException
          || expected.getMessage() == null
          || thrown.getMessage() == null
          || expected.getMessage().equals(thrown.getMessage());
    }

    private void compareThrown(String mode, Throwable thrown) {
      Throwable expected = plain.thrown();
      if (thrown != null
          && thrown.getClass().getSimpleName().equals("NotDifferentiableException")) {
        throw new Disagreement(mode + " refused", trace(thrown));
      }
      if (thrown != null && (expected == null || expected.getClass() != thrown.getClass())) {
        String what = mode + " threw " + thrown.getClass().getSimpleName();
        throw new Disagreement(what, "plain threw " + expected + "\n" + trace(thrown));
      }
      if (thrown == null && expected != null) {
        throw new Disagreement(mode + " did not throw", "plain threw " + expected);
      }
      if (thrown != null && !sameMessage(expected, thrown)) {
        throw new Disagreement(mode + " message", expected + " against " + thrown);
      }
    }

    private List<Dependents.Entry> jvp() {
      Object[] exit = (Object[]) Inputs.deepCopy(tangents);
      Engine.Jvp answer = run("jvp", a -> engine.jvp(subject.entry(), a, exit));
      requireShadow("jvp", answer.tangent(), outcome.result());
      List<Dependents.Entry> entries = pairs("jvp", answer.tangent(), exit);
      if (outcome.isTame()) {
        for (Dependents.Entry e : entries) {
          compareTangent(e);
        }
      }
      return entries;
    }

    private List<Dependents.Entry> pairs(String mode, Object result, Object[] arguments) {
      try {
        return Dependents.pair(outcome, false, result, arguments);
      } catch (ClassCastException | IndexOutOfBoundsException e) {
        throw new Disagreement(mode + " shape of a shadow", trace(e));
      }
    }

    private void requireShadow(String mode, Object shadow, Object result) {
      boolean floating =
          result instanceof Dual || result instanceof Cells || result instanceof Object[];
      if (floating != (shadow != null)) {
        throw new Disagreement(mode + " shadow of result", "result " + result + ": " + shadow);
      }
    }

    private void compareTangent(Dependents.Entry e) {
      double expected = 0;
      double bracket = 0;
      for (int j = 0; j < direction.length; j++) {
        expected += e.value().derivativeBy(j) * direction[j];
        bracket += e.value().magnitudeBy(j) * Math.abs(direction[j]);
      }
      compare("jvp", e.where(), expected, e.shadow(), AGAINST_REFERENCE * bracket);
    }

    private void compare(String mode, String where, double expected, double actual, double bound) {
      // Products that underflow depend on the order of the factors.
      if (!(Math.abs(expected - actual) <= bound + Double.MIN_NORMAL)) {
        String text = where + ": reference " + expected + ", engine " + actual;
        throw new Disagreement(mode + " derivative", text + ", allowed difference " + bound);
      }
    }

    private double[] vjp() {
      Object[] exit = (Object[]) Inputs.deepCopy(exitAdjoints);
      Engine.Vjp answer =
          run("vjp", a -> engine.vjp(subject.entry(), a, inputs.active(), resultSeed, exit));
      for (int i = 0; i < exit.length; i++) {
        if (!State.same(exit[i], exitAdjoints[i])) {
          throw new Disagreement("vjp wrote its seed", "exit adjoint " + i);
        }
      }
      double[] adjoints = adjoints("vjp", answer);
      if (outcome.isTame()) {
        compareAdjoints("vjp", answer, weights());
      }
      return adjoints;
    }

    private List<Dependents.Entry> weights() {
      return Dependents.pair(outcome, true, resultSeed, exitAdjoints);
    }

    private double[] adjoints(String mode, Engine.Vjp answer) {
      Object[] all = answer.argAdjoints();
      for (int i = 0; i < all.length; i++) {
        boolean expected = inputs.active()[i] && inputs.arguments()[i] != null;
        if ((all[i] == null) == expected) {
          throw new Disagreement(mode + " adjoint of argument", i + " is " + all[i]);
        }
      }
      try {
        return Independents.vector(inputs, layout, all);
      } catch (ClassCastException | IndexOutOfBoundsException e) {
        throw new Disagreement(mode + " shape of a shadow", trace(e));
      }
    }

    private void compareAdjoints(String mode, Engine.Vjp answer, List<Dependents.Entry> weights) {
      Independents.forEach(
          inputs,
          layout,
          answer.argAdjoints(),
          (where, j, actual) -> {
            double expected = 0;
            double bracket = 0;
            for (Dependents.Entry e : weights) {
              expected += e.shadow() * e.value().derivativeBy(j);
              bracket += Math.abs(e.shadow()) * e.value().magnitudeBy(j);
            }
            compare(mode, where, expected, actual, AGAINST_REFERENCE * bracket);
          });
    }

    private void gradient() {
      Engine.Vjp answer =
          run("gradient", a -> engine.gradient(subject.entry(), a, inputs.active()));
      adjoints("gradient", answer);
      if (outcome.isTame()) {
        Dual result = (Dual) outcome.result();
        compareAdjoints("gradient", answer, List.of(new Dependents.Entry("result", result, 1.0)));
      }
    }

    /** Forward and reverse mode of the engine against each other. */
    private void dotProduct(List<Dependents.Entry> tangentsAtExit, double[] adjoints) {
      double forward = 0;
      double bracket = 0;
      for (Dependents.Entry w : weights()) {
        forward += w.shadow() * tangentAt(tangentsAtExit, w.where());
        for (int j = 0; j < direction.length; j++) {
          bracket += Math.abs(w.shadow() * direction[j]) * w.value().magnitudeBy(j);
        }
      }
      double reverse = 0;
      for (int j = 0; j < direction.length; j++) {
        reverse += adjoints[j] * direction[j];
      }
      double relative = DOT_PRODUCT + 1e-16 * outcome.trace().steps();
      compare("dot product", "forward and reverse", forward, reverse, relative * bracket);
    }

    private double tangentAt(List<Dependents.Entry> tangentsAtExit, String where) {
      return tangentsAtExit.stream()
          .filter(t -> t.where().equals(where))
          .mapToDouble(Dependents.Entry::shadow)
          .findFirst()
          .orElseThrow(() -> new Disagreement("jvp shape of a shadow", "none at " + where));
    }
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
