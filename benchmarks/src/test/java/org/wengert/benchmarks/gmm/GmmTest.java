package org.wengert.benchmarks.gmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GmmTest {

  @Test
  void logGammaOfHalvesIsExactAtKnownArguments() {
    assertEquals(0.5 * Math.log(Math.PI), Gmm.logGammaOfHalves(1), 1e-15);
    assertEquals(0, Gmm.logGammaOfHalves(2), 1e-15);
    assertEquals(Math.log(0.5 * Math.sqrt(Math.PI)), Gmm.logGammaOfHalves(3), 1e-15);
    assertEquals(Math.log(24), Gmm.logGammaOfHalves(10), 1e-14);
    assertEquals(Math.log(0.75 * Math.sqrt(Math.PI)), Gmm.logGammaOfHalves(5), 1e-15);
  }

  @Test
  void oneStandardNormalComponentIsTheNormalDensityPlusThePrior() {
    double[][] x = {{0.5}, {-1.25}};
    double[] alpha = {3};
    double[][] zero = {{0}};
    double likelihood = 0;
    for (double[] point : x) {
      likelihood += -0.5 * point[0] * point[0] - 0.5 * Math.log(2 * Math.PI);
    }
    // d = 1, m = 0, gamma = 1: C = 2 (0 - log(2)/2) - lgamma(1), less gamma^2/2 exp(0)^2.
    double prior = -Math.log(2) - 0.5;
    double[][] none = {{}};
    assertEquals(likelihood + prior, Gmm.objective(alpha, zero, zero, none, x, 1, 0), 1e-14);
  }
}
