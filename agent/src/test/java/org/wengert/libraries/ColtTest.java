package org.wengert.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.testing.Case;

/** Colt as it is: class files of version 46, which have no stack maps. */
class ColtTest {
  private static final double[][] A = {{2, 0.3, -0.5}, {0.7, -1.5, 0.4}, {0.1, 0.9, 3}};
  private static final double[] X = {0.4, -1.2, 2.1};

  private static Case named(String name) {
    return Case.of(Colt.class, name);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1.7, 4.2, 20.5})
  void derivativeOfLogGammaIsDigamma(double x) {
    double found = (double) Directly.gradient(Colt.class, "logGamma", x)[0];
    // All that commons-math3 knows of it.
    assertEquals(Gamma.digamma(x), found, 1e-8);
  }

  @Test
  void specialFunctionsAreDifferentiable() {
    Directly.check(named("incompleteGamma").at(1.7, 0.8).at(2.5, 6.0));
    Directly.check(named("normal").at(0.3, 1.7, 0.9).at(0.3, 1.7, -3.5));
    Directly.check(named("errorFunction").at(0.4).at(1.6).at(-2.0));
    Directly.check(named("bessel").at(0.7).at(9.5));
  }

  @Test
  void derivativeOfTheNormalDistributionIsItsDensity() {
    Object[] found = Directly.gradient(Colt.class, "normal", 0.3, 4.0, 1.1);
    double density = new NormalDistribution(0.3, 2).density(1.1);
    assertEquals(density, (double) found[2], 1e-9);
    assertEquals(-density, (double) found[0], 1e-9);
  }

  @Test
  void matricesAreDifferentiable() {
    Directly.check(named("views").at(A, X));
    Directly.check(named("sparse").at((Object) X));
    Directly.check(named("solve").at(A, X));
    Directly.check(named("determinant").at((Object) A));
    Directly.check(named("cholesky").at((Object) A));
    Directly.check(named("singularValues").at((Object) A));
  }

  @Test
  void statisticsAndFunctionsAreDifferentiable() {
    Directly.check(named("statistics").at((Object) X));
    Directly.check(named("composed").at(0.7, 1.2));
  }
}
