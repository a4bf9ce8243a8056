package org.wengert.benchmarks.nested;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedByHandTest {
  private static final double STEP = 1e-5;

  /** What GradBench expects of all tools. */
  private static final double PARTICLE = 0.2071918746486116;

  private static final double SADDLE = 8.246324826140356e-06;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 1})
  void bothDerivativesOfTheFlightMatchDifferences(double w) {
    double up = new Flight(w + STEP).miss();
    double difference = (up - new Flight(w - STEP).miss()) / (2 * STEP);
    assertEquals(difference, ParticleByHand.tangent(w), 1e-6 * Math.abs(difference));
    assertEquals(difference, ParticleByHand.reverse(w), 1e-6 * Math.abs(difference));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void searchesFindWhatGradBenchExpects(boolean reverse) {
    assertEquals(PARTICLE, ParticleByHand.solve(0, reverse), 1e-9);
    double[] expected = {SADDLE, SADDLE, SADDLE, SADDLE};
    double[] start = {1, 1};
    assertArrayEquals(expected, SaddleByHand.solve(start, reverse), 1e-15);
  }

  @Test
  void bothDerivativesThroughTheAscentAreThoseOfTheHeight() {
    double[] p = {0.3, -0.7};
    double[] expected = {0.6, -1.4};
    assertArrayEquals(expected, new Ascent(p, new double[] {1, 1}).tangents());
    assertArrayEquals(expected, new Ascent(p, new double[] {1, 1}).reverse());
  }
}
