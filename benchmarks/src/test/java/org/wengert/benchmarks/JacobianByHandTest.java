package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.benchmarks.ba.BundleAdjustmentWorkload;
import org.wengert.benchmarks.ht.HandTrackingWorkload;

class JacobianByHandTest {
  private static final double TOLERANCE = 1e-7;

  static Stream<JacobianWorkload> small() {
    return Stream.of(
        new BundleAdjustmentWorkload("ba", 3, 5, 40), new HandTrackingWorkload(30, 20));
  }

  @ParameterizedTest
  @MethodSource("small")
  void everyEntryMatchesCentralDifferences(JacobianWorkload workload) {
    double[] byHand = Partials.flatten(workload.handDerived());
    double[] differences = Partials.flatten(workload.differences());
    assertEquals(differences.length, byHand.length);
    assertTrue(Arrays.stream(byHand).filter(entry -> Math.abs(entry) > 1e-3).count() > 100);
    for (int i = 0; i < byHand.length; i++) {
      double tolerance = TOLERANCE * Math.max(1, Math.abs(byHand[i]));
      assertEquals(differences[i], byHand[i], tolerance, workload.name() + " entry " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void callsLeaveTheInputAsItIs(JacobianWorkload workload) {
    double[] before = Partials.flatten(workload.primal()).clone();
    double[] first = Partials.flatten(workload.handDerived()).clone();
    workload.differences();
    assertTrue(Arrays.equals(before, Partials.flatten(workload.primal())));
    assertTrue(Arrays.equals(first, Partials.flatten(workload.handDerived())));
  }
}
