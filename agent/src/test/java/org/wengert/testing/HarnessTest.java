package org.wengert.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.corpus.Corpus;
import org.wengert.corpus.Textbook;

/**
 * The harness and the corpus against an engine by differences: the corpus has the derivatives it
 * claims, and an engine that is wrong in any one way is caught with a message that says so.
 */
class HarnessTest {

  private static final double LOOSE = 1e-5;

  private final Engine right = new FiniteDifferenceEngine(Corpus.classesWithState());

  static Stream<Case> smoothCases() {
    return Corpus.cases().stream().filter(Case::isSmooth);
  }

  static Stream<Case> otherCases() {
    return Corpus.cases().stream().filter(c -> !c.isSmooth());
  }

  @ParameterizedTest
  @MethodSource("smoothCases")
  void differencesSatisfyTheHarnessOnSmoothCases(Case subject) {
    new DerivativeHarness(right, LOOSE).check(subject);
  }

  @ParameterizedTest
  @MethodSource("otherCases")
  void valuesAndEffectsOfTheOtherCasesAreReproducible(Case subject) {
    new DerivativeHarness(right, Double.POSITIVE_INFINITY).check(subject);
  }

  @Test
  void theCorpusIsLargeAndItsPointsRun() {
    long methods = Corpus.cases().stream().map(Case::method).distinct().count();
    assertTrue(methods >= 80, () -> "only " + methods + " primals");
    for (Case subject : Corpus.cases()) {
      assertTrue(!subject.points().isEmpty(), () -> subject.name() + " has no points");
      Primal primal = new Primal(subject.method(), subject.statics());
      for (Case.Point point : subject.points()) {
        // Twice the same: else bit-identity with the plain call would say nothing.
        assertTrue(
            primal.run(point.args()).text().equals(primal.run(point.args()).text()),
            () -> subject.name() + " is not deterministic");
      }
    }
  }

  /** Primals of the tests below. */
  public static final class Subjects {

    static int executions;

    private Subjects() {}

    public static double sample(double x, double[] a) {
      executions++;
      a[0] *= x;
      return a[0] * a[1] + x * x;
    }

    public static void inPlace(double[] a) {
      a[0] *= a[1];
    }

    public static double partly(double x) {
      if (x < 0) {
        throw new IllegalStateException("negative");
      }
      return x * x;
    }
  }

  /** An engine that is right unless a test overrides what it answers. */
  private static class Altered implements Engine {

    @Override
    public Jvp jvp(Method method, Object[] args, Object[] tangents) throws Throwable {
      return right().jvp(method, args, tangents);
    }

    @Override
    public Vjp vjp(Method method, Object[] args, boolean[] active, Object seed, Object[] exits)
        throws Throwable {
      return right().vjp(method, args, active, seed, exits);
    }

    @Override
    public Vjp gradient(Method method, Object[] args, boolean[] active) throws Throwable {
      return vjp(method, args, active, 1.0, new Object[args.length]);
    }

    Engine right() {
      return new FiniteDifferenceEngine(List.of(Subjects.class));
    }
  }

  private static Case sample() {
    return Case.of(Subjects.class, "sample")
        .at(1.5, new double[] {2, 3})
        .statics(Subjects.class)
        .gradient(HarnessTest::sampleGradient);
  }

  private static Object[] sampleGradient(Object[] args) {
    double x = (double) args[0];
    double[] a = (double[]) args[1];
    return new Object[] {a[0] * a[1] + 2 * x, new double[] {x * a[1], x * a[0]}};
  }

  private static void requireCaught(Engine wrong, Case subject, String... words) {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> new DerivativeHarness(wrong, LOOSE).check(subject));
    for (String word : words) {
      assertTrue(error.getMessage().contains(word), error.getMessage());
    }
  }

  private static void scale(Object shadow, double by) {
    double[] array = (double[]) shadow;
    for (int i = 0; i < array.length; i++) {
      array[i] *= by;
    }
  }

  @Test
  void rightAnswersPass() {
    new DerivativeHarness(new Altered(), LOOSE).check(sample());
  }

  @Test
  void wrongSignInReverseIsCaughtByTheDotProduct() {
    Engine wrong =
        new Altered() {
          @Override
          public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
              throws Throwable {
            Vjp found = super.vjp(m, args, active, seed, exits);
            scale(found.argAdjoints()[1], -1);
            return found;
          }
        };
    requireCaught(
        wrong,
        sample(),
        "Subjects.sample at point 0 (1.5",
        "forward and reverse mode disagree",
        "a[1]");
  }

  @Test
  void missingTermInForwardIsCaughtByTheDotProduct() {
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
            scale(tangents[1], 0);
            return super.jvp(m, args, tangents);
          }
        };
    requireCaught(wrong, sample(), "forward and reverse mode disagree", "result");
  }

  @Test
  void sameErrorInBothModesIsCaughtByDifferences() {
    requireCaught(new Doubled(), sample(), "forward mode disagrees with differences in result");
  }

  @Test
  void sameErrorInBothModesIsCaughtByTheHandDerivedGradient() {
    requireCaught(
        new Doubled(),
        sample().notSmooth(),
        "reverse mode disagrees with the hand-derived gradient in x");
  }

  /** Consistent, and twice what is right. */
  private static class Doubled extends Altered {
    @Override
    public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
      Jvp found = super.jvp(m, args, tangents);
      scale(tangents[1], 2);
      return new Jvp(found.value(), 2 * (double) found.tangent());
    }

    @Override
    public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
        throws Throwable {
      Vjp found = super.vjp(m, args, active, seed, exits);
      scale(found.argAdjoints()[1], 2);
      found.argAdjoints()[0] = 2 * (double) found.argAdjoints()[0];
      return found;
    }
  }

  @Test
  void forgottenExitTangentsAreCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
            return super.jvp(m, args, tangents.clone());
          }
        };
    requireCaught(
        wrong,
        Case.of(Subjects.class, "inPlace").at(new double[] {2, 3}),
        "forward and reverse mode disagree",
        "a[0] on exit");
  }

  @Test
  void jointGradientThatDiffersIsCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Vjp gradient(Method m, Object[] args, boolean[] active) throws Throwable {
            Vjp found = super.gradient(m, args, active);
            scale(found.argAdjoints()[1], 1.0001);
            return found;
          }
        };
    requireCaught(wrong, sample(), "the joint gradient disagrees with reverse mode in a[0]");
  }

  @Test
  void adjointsLeftFromTheFirstCallAreCaught() {
    double[] left = new double[2];
    Engine wrong =
        new Altered() {
          @Override
          public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
              throws Throwable {
            Vjp found = super.vjp(m, args, active, seed, exits);
            double[] adjoint = (double[]) found.argAdjoints()[1];
            if (exits[1] != null) {
              adjoint[0] += left[0];
              left[0] = adjoint[0];
            }
            return found;
          }
        };
    requireCaught(wrong, sample(), "a second call gave other bits");
  }

  @Test
  void stateOfOneThreadIsCaught() {
    Thread home = Thread.currentThread();
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
            Jvp found = super.jvp(m, args, tangents);
            boolean atHome = Thread.currentThread() == home;
            return new Jvp(found.value(), (double) found.tangent() + (atHome ? 0 : 1e-12));
          }
        };
    requireCaught(wrong, sample(), "another thread gave other bits");
  }

  @Test
  void stateSharedByThreadsIsCaught() {
    AtomicInteger inside = new AtomicInteger();
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
            int others = inside.getAndIncrement();
            try {
              Thread.sleep(50);
              Jvp found = super.jvp(m, args, tangents);
              return new Jvp(found.value(), (double) found.tangent() + others);
            } finally {
              inside.decrementAndGet();
            }
          }
        };
    requireCaught(wrong, Case.of(Subjects.class, "partly").at(2.0), "two threads at once");
  }

  @Test
  void valueThatDiffersInItsLastBitIsCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
            Jvp found = super.jvp(m, args, tangents);
            return new Jvp(Math.nextUp((double) found.value()), found.tangent());
          }
        };
    requireCaught(wrong, sample(), "forward mode differs from the plain call", "value");
  }

  @Test
  void negativeZeroForZeroIsCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
              throws Throwable {
            return new Vjp(-0.0, super.vjp(m, args, active, seed, exits).argAdjoints());
          }
        };
    requireCaught(
        wrong,
        Case.of(Textbook.class, "expSin").at(0.0),
        "reverse mode differs from the plain call");
  }

  @Test
  void secondExecutionIsCaughtByCountersAndArrays() {
    Engine wrong =
        new Altered() {
          @Override
          public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
              throws Throwable {
            Vjp found = super.vjp(m, args, active, seed, exits);
            m.invoke(null, args);
            return found;
          }
        };
    requireCaught(wrong, sample(), "reverse mode differs from the plain call", "executions=2");
    requireCaught(
        wrong,
        Case.of(Subjects.class, "inPlace").at(new double[] {2, 3}),
        "reverse mode differs from the plain call",
        "arrays [[18.0");
  }

  @Test
  void modifiedSeedsAreCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
              throws Throwable {
            Vjp found = super.vjp(m, args, active, seed, exits);
            if (exits[0] != null) {
              Arrays.fill((double[]) exits[0], 0);
            }
            return found;
          }
        };
    requireCaught(
        wrong, Case.of(Subjects.class, "inPlace").at(new double[] {2, 3}), "modified the seeds");
  }

  @Test
  void missingDerivativeIsCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
              throws Throwable {
            Vjp found = super.vjp(m, args, active, seed, exits);
            found.argAdjoints()[1] = null;
            return found;
          }
        };
    requireCaught(wrong, sample(), "there is no component a[0]");
  }

  private static Case throwing() {
    return Case.of(Subjects.class, "partly").at(-1.0).at(2.0);
  }

  @Test
  void swallowedExceptionIsCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
            try {
              return super.jvp(m, args, tangents);
            } catch (IllegalStateException e) {
              return new Jvp(0.0, 0.0);
            }
          }
        };
    requireCaught(wrong, throwing(), "IllegalStateException: negative", "forward mode ended with");
  }

  @Test
  void wrappedExceptionIsCaught() {
    Engine wrong =
        new Altered() {
          @Override
          public Vjp vjp(Method m, Object[] args, boolean[] active, Object seed, Object[] exits)
              throws Throwable {
            try {
              return super.vjp(m, args, active, seed, exits);
            } catch (IllegalStateException e) {
              throw new IllegalStateException("while differentiating", e);
            }
          }
        };
    requireCaught(wrong, throwing(), "reverse mode ended with", "while differentiating");
  }

  @Test
  void engineBrokenByAnExceptionIsCaught() {
    double[] broken = {0};
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) throws Throwable {
            try {
              Jvp found = super.jvp(m, args, tangents);
              double offset = broken[0];
              broken[0] = 0;
              return new Jvp(found.value(), (double) found.tangent() + offset);
            } catch (IllegalStateException e) {
              broken[0] = 1;
              throw e;
            }
          }
        };
    requireCaught(wrong, throwing(), "a call after java.lang.IllegalStateException");
  }

  @Test
  void refusalIsReportedWithTheCase() {
    Engine wrong =
        new Altered() {
          @Override
          public Jvp jvp(Method m, Object[] args, Object[] tangents) {
            throw new UnsupportedOperationException("not differentiable");
          }
        };
    requireCaught(wrong, sample(), "Subjects.sample at point 0", "not differentiable");
  }
}
