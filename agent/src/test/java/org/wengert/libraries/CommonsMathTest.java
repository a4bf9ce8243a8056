package org.wengert.libraries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.analysis.interpolation.AkimaSplineInterpolator;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;

/** commons-math as it is, against the derivatives that it knows itself and those of textbooks. */
class CommonsMathTest {
  private static final double[] KNOTS = {0, 0.7, 1.5, 2.2, 3.1, 4};
  private static final double[] VALUES = {1, 0.4, -0.3, 0.6, 1.7, 0.2};
  private static final double[][] MATRIX = {{2, 0.3, -0.5}, {0.7, -1.5, 0.4}, {0.1, 0.9, 3}};
  private static final double[] RIGHT = {0.4, -1.2, 2.1};

  private static double partial(String name, int by, Object... args) {
    return Directly.partial(CommonsMath.class, name, by, args);
  }

  private static void assertClose(double expected, double actual, double tolerance) {
    assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)));
  }

  private static void check(Case subject) {
    new DerivativeHarness(Directly.engine()).check(subject);
  }

  private static Case named(String name) {
    return Case.of(CommonsMath.class, name);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.5, 1, 1.3, 2, 2.5, 5, 7.7, 12, 40, 300})
  void derivativeOfLogGammaIsDigamma(double x) {
    // The library's digamma is good to 1e-8 only.
    assertClose(Gamma.digamma(x), partial("logGamma", 0, x), 1e-8);
  }

  @Test
  void logGammaIsDifferentiatedBetterThanTheLibraryKnowsDigamma() {
    double euler = 0.57721566490153286061;
    assertEquals(-euler, partial("logGamma", 0, 1.0), 1e-14);
    assertEquals(1 - euler, partial("logGamma", 0, 2.0), 1e-14);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3.3, -0.4, 0.3, 1, 2.5, 12, 60})
  void derivativeOfDigammaIsTrigamma(double x) {
    assertClose(Gamma.trigamma(x), partial("digamma", 0, x), 1e-7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.5, 0.3, 1, 2.5, 7.7, 22})
  void derivativeOfGammaIsGammaTimesDigamma(double x) {
    double expected = Gamma.gamma(x) * Gamma.digamma(x);
    assertClose(expected, partial("gamma", 0, x), 1e-8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3, -1, -0.2, 1e-3, 0.4, 1, 1.3, 2.5, 5})
  void derivativeOfErfIsTheBellCurve(double x) {
    double expected = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
    assertClose(expected, partial("erf", 0, x), 1e-11);
    assertClose(-expected, partial("erfc", 0, x), 1e-11);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.5, 0.7, 0.95})
  void derivativeOfTheIncompleteBetaFunctionIsItsIntegrand(double x) {
    double expected = Math.exp(1.5 * Math.log(x) + 0.25 * Math.log1p(-x) - Beta.logBeta(2.5, 1.25));
    assertClose(expected, partial("regularizedBeta", 0, x), 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"0.7,1.3", "2.5,3.5", "12,0.4", "30,40"})
  void derivativesOfLogBetaAreDifferencesOfDigammas(double p, double q) {
    double sum = Gamma.digamma(p + q);
    assertClose(Gamma.digamma(p) - sum, partial("logBeta", 0, p, q), 1e-8);
    assertClose(Gamma.digamma(q) - sum, partial("logBeta", 1, p, q), 1e-8);
  }

  @Test
  void fastMathHasRules() {
    check(named("fastMath").at(0.7, 1.3).at(1.9, -0.4).at(0.2, 5.0).cancelling(10));
  }

  @Test
  void fastMathKeepsItsOwnValues() {
    for (double x = -20; x < 20; x += 0.37) {
      double y = x * x - 3;
      Object[] found = Directly.gradient(CommonsMath.class, "fastMath", x, y == 0 ? 1 : y);
      assertEquals(2, found.length);
    }
  }

  @Test
  void productsInHighPrecisionAreProducts() {
    check(named("linearCombination").at(0.7, 1.3, -2.1, 0.4));
    assertEquals(1.3, partial("linearCombination", 0, 0.7, 1.3, -2.1, 0.4));
    check(named("dot").at(RIGHT.clone(), new double[] {0.3, 1.7, -0.9}));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void parametricFunctionsAgreeWithTheirGradients(int kind) {
    double[][] parameters = {
      {1.7, 0.4, 1.2},
      {2.1, 0.3, 1.1, 0.8, 0.2, 1.4},
      {-0.3, 1.6},
      {1.2, 2.3, 0.4},
      {0.7, -1.1, 0.5, 0.2}
    };
    for (double x : new double[] {-1.3, 0.2, 0.9, 2.4}) {
      double[] expected = CommonsMath.parametric(kind).gradient(x, parameters[kind].clone());
      Object[] found =
          Directly.gradient(
              CommonsMath.class, "parametricValue", kind, x, parameters[kind].clone());
      assertArrayEquals(expected, (double[]) found[2], 1e-13);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.75, 1.9, 2.8, 3.9})
  void splinesAgreeWithTheirDerivatives(double t) {
    double cubic = new SplineInterpolator().interpolate(KNOTS, VALUES).derivative().value(t);
    double akima = new AkimaSplineInterpolator().interpolate(KNOTS, VALUES).derivative().value(t);
    double linear = new LinearInterpolator().interpolate(KNOTS, VALUES).derivative().value(t);
    assertClose(cubic, partial("cubicSpline", 2, KNOTS, VALUES, t), 1e-13);
    assertClose(akima, partial("akimaSpline", 2, KNOTS, VALUES, t), 1e-13);
    assertClose(linear, partial("linearSpline", 2, KNOTS, VALUES, t), 1e-13);
  }

  @Test
  void splinesAreDifferentiableByTheirKnots() {
    check(named("cubicSpline").at(KNOTS, VALUES, 1.9).cancelling(10));
    check(named("akimaSpline").at(KNOTS, VALUES, 1.9).loosely(1e-4).cancelling(10));
    check(named("linearSpline").at(KNOTS, VALUES, 1.9));
  }

  @Test
  void derivativesOfCumulativeProbabilitiesAreDensities() {
    for (int kind = 0; kind < CommonsMath.DISTRIBUTIONS; kind++) {
      for (double x : new double[] {0.21, 0.4, 0.72, 0.93}) {
        double expected = CommonsMath.distribution(kind).density(x);
        assertClose(expected, partial("cdf", 1, kind, x), 1e-9);
      }
    }
  }

  @Test
  void normalDistributionIsDifferentiableByItsParameters() {
    check(named("normal").at(0.3, 1.2, 0.9).at(0.3, 1.2, -2.0));
  }

  @Test
  void linearSolversAreDifferentiable() {
    check(named("luSolve").at(MATRIX, RIGHT).cancelling(10));
    check(named("qrSolve").at(MATRIX, RIGHT).cancelling(10));
    check(named("choleskySolve").at(MATRIX, RIGHT).cancelling(100));
    check(named("product").at(MATRIX, MATRIX));
  }

  @Test
  void gradientOfTheDeterminantIsTheCofactorMatrix() {
    double[][] found =
        rows(Directly.gradient(CommonsMath.class, "determinant", (Object) MATRIX)[0]);
    double[][] inverse =
        new org.apache.commons.math3.linear.LUDecomposition(new Array2DRowRealMatrix(MATRIX))
            .getSolver()
            .getInverse()
            .getData();
    double determinant = CommonsMath.determinant(MATRIX);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertClose(determinant * inverse[j][i], found[i][j], 1e-12);
      }
    }
  }

  private static double[][] rows(Object shadow) {
    Object[] rows = (Object[]) shadow;
    double[][] found = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      found[i] = (double[]) rows[i];
    }
    return found;
  }

  @Test
  void integratorsAreDifferentiable() {
    check(named("rungeKutta").at(2.0, 0.3, 1.0, 1.5).cancelling(10));
    check(named("dormandPrince").at(2.0, 0.3, 1.0, 1.5).loosely(1e-4).cancelling(1000));
  }

  @Test
  void levenbergMarquardtConvergesWithOurJacobians() {
    double[] x = {-1, -0.4, 0, 0.3, 0.8, 1.4, 2.2};
    double[] truth = {1.7, 0.4, 1.2};
    double[] seen = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      seen[i] = CommonsMath.parametricValue(0, x[i], truth);
    }
    LeastSquaresOptimizer.Optimum optimum =
        new LevenbergMarquardtOptimizer()
            .optimize(
                new LeastSquaresBuilder()
                    .start(new double[] {1, 0, 1})
                    .target(seen)
                    .maxEvaluations(100)
                    .maxIterations(100)
                    .model(
                        point -> {
                          double[] values = new double[x.length];
                          double[][] jacobian = new double[x.length][];
                          for (int i = 0; i < x.length; i++) {
                            double[] p = point.toArray();
                            values[i] = CommonsMath.parametricValue(0, x[i], p);
                            jacobian[i] =
                                (double[])
                                    Directly.gradient(
                                        CommonsMath.class, "parametricValue", 0, x[i], p)[2];
                          }
                          return new Pair<>(
                              new ArrayRealVector(values), new Array2DRowRealMatrix(jacobian));
                        })
                    .build());
    assertArrayEquals(truth, optimum.getPoint().toArray(), 1e-9);
  }
}
