package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.benchmarks.det.DeterminantWorkload;
import org.wengert.benchmarks.gmm.GmmWorkload;
import org.wengert.benchmarks.llsq.LinearLeastSquaresWorkload;
import org.wengert.benchmarks.lse.LogSumExpWorkload;
import org.wengert.benchmarks.lstm.LstmWorkload;
import org.wengert.benchmarks.ode.ChainOdeWorkload;

/** What the derivatives are compared with in the table computes the same. */
class ReferencesTest {

  static Stream<GradientWorkload> small() {
    return Stream.of(
        new GmmWorkload(4, 3, 5, 2),
        new LogSumExpWorkload(9),
        new LinearLeastSquaresWorkload(6, 11),
        new LstmWorkload(2, 6, 3),
        new DeterminantWorkload(4),
        new ChainOdeWorkload("ode", 8, 5));
  }

  @ParameterizedTest
  @MethodSource("small")
  void agreesWithTheHandDerivedGradient(GradientWorkload workload) {
    same(workload, workload.hipparchus().orElseThrow().get(), 1e-11);
  }

  @ParameterizedTest
  @MethodSource("small")
  void soDoCentralDifferences(GradientWorkload workload) {
    same(workload, CentralDifferences.gradient(workload), 1e-7);
  }

  private static void same(GradientWorkload workload, ValueAndGradient other, double tolerance) {
    ValueAndGradient byHand = workload.handDerived();
    same(new double[] {byHand.value()}, new double[] {other.value()}, tolerance);
    for (int i = 0; i < byHand.partials().length; i++) {
      if (byHand.partials()[i] != null) {
        same(
            Partials.flatten(byHand.partials()[i]),
            Partials.flatten(other.partials()[i]),
            tolerance);
      }
    }
  }

  private static void same(double[] byHand, double[] other, double tolerance) {
    assertEquals(byHand.length, other.length);
    for (int i = 0; i < byHand.length; i++) {
      assertEquals(byHand[i], other[i], tolerance * Math.max(1, Math.abs(byHand[i])));
    }
  }
}
