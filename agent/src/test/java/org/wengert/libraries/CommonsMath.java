package org.wengert.libraries;

import org.apache.commons.math3.analysis.ParametricUnivariateFunction;
import org.apache.commons.math3.analysis.function.Gaussian;
import org.apache.commons.math3.analysis.function.HarmonicOscillator;
import org.apache.commons.math3.analysis.function.Logistic;
import org.apache.commons.math3.analysis.function.Sigmoid;
import org.apache.commons.math3.analysis.interpolation.AkimaSplineInterpolator;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialFunction;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.CauchyDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.GumbelDistribution;
import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.LogisticDistribution;
import org.apache.commons.math3.distribution.NakagamiDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.math3.util.MathArrays;

/** Calls of commons-math, as applications make them. */
public final class CommonsMath {
  private CommonsMath() {}

  public static double logGamma(double x) {
    return Gamma.logGamma(x);
  }

  public static double digamma(double x) {
    return Gamma.digamma(x);
  }

  public static double gamma(double x) {
    return Gamma.gamma(x);
  }

  public static double erf(double x) {
    return Erf.erf(x);
  }

  public static double erfc(double x) {
    return Erf.erfc(x);
  }

  public static double regularizedBeta(double x) {
    return Beta.regularizedBeta(x, 2.5, 1.25);
  }

  public static double logBeta(double p, double q) {
    return Beta.logBeta(p, q);
  }

  public static double fastMath(double x, double y) {
    return FastMath.acosh(1 + x * x)
        + FastMath.asinh(y)
        + FastMath.atanh(x / (1 + x * x))
        + FastMath.log(2 + x * x, 3 + y * y)
        + FastMath.pow(y, 3)
        + FastMath.pow(x, 2L)
        + FastMath.pow(1 + x * x, y)
        + FastMath.exp(x)
        + FastMath.sin(x * y)
        + FastMath.cbrt(y)
        + FastMath.hypot(x, y)
        + FastMath.atan2(y, x)
        + FastMath.tanh(x)
        + FastMath.abs(y)
        + FastMath.max(x, y)
        + FastMath.scalb(x, 3);
  }

  public static double linearCombination(double a, double b, double c, double d) {
    return MathArrays.linearCombination(a, b, c, d);
  }

  public static double dot(double[] a, double[] b) {
    return MathArrays.linearCombination(a, b);
  }

  /** The parametric functions by number. */
  static ParametricUnivariateFunction parametric(int kind) {
    switch (kind) {
      case 0:
        return new Gaussian.Parametric();
      case 1:
        return new Logistic.Parametric();
      case 2:
        return new Sigmoid.Parametric();
      case 3:
        return new HarmonicOscillator.Parametric();
      default:
        return new PolynomialFunction.Parametric();
    }
  }

  public static double parametricValue(int kind, double x, double[] parameters) {
    return parametric(kind).value(x, parameters);
  }

  public static double cubicSpline(double[] x, double[] y, double t) {
    return new SplineInterpolator().interpolate(x, y).value(t);
  }

  public static double akimaSpline(double[] x, double[] y, double t) {
    return new AkimaSplineInterpolator().interpolate(x, y).value(t);
  }

  public static double linearSpline(double[] x, double[] y, double t) {
    return new LinearInterpolator().interpolate(x, y).value(t);
  }

  /** Distributions by number. */
  static RealDistribution distribution(int kind) {
    switch (kind) {
      case 0:
        return new NormalDistribution(0.3, 1.4);
      case 1:
        return new GammaDistribution(2.3, 0.8);
      case 2:
        return new BetaDistribution(2.2, 3.1);
      case 3:
        return new ChiSquaredDistribution(3.5);
      case 4:
        return new TDistribution(4.5);
      case 5:
        return new FDistribution(3.2, 5.4);
      case 6:
        return new WeibullDistribution(1.7, 0.9);
      case 7:
        return new ExponentialDistribution(0.7);
      case 8:
        return new LogNormalDistribution(0.2, 0.6);
      case 9:
        return new CauchyDistribution(0.1, 0.8);
      case 10:
        return new LogisticDistribution(0.1, 0.8);
      case 11:
        return new LaplaceDistribution(0.1, 0.8);
      case 12:
        return new GumbelDistribution(0.1, 0.8);
      case 13:
        return new ParetoDistribution(0.2, 1.8);
      case 14:
        return new NakagamiDistribution(1.2, 1.8);
      case 15:
        return new TriangularDistribution(-1, 0.5, 2);
      default:
        return new UniformRealDistribution(-1, 2);
    }
  }

  static final int DISTRIBUTIONS = 17;

  public static double cdf(int kind, double x) {
    return distribution(kind).cumulativeProbability(x);
  }

  /** The normal cdf by its parameters too. */
  public static double normal(double mean, double deviation, double x) {
    return new NormalDistribution(null, mean, deviation).cumulativeProbability(x);
  }

  public static double[] luSolve(double[][] a, double[] b) {
    return new LUDecomposition(new Array2DRowRealMatrix(a, false))
        .getSolver()
        .solve(new ArrayRealVector(b, false))
        .toArray();
  }

  public static double[] qrSolve(double[][] a, double[] b) {
    return new QRDecomposition(MatrixUtils.createRealMatrix(a))
        .getSolver()
        .solve(new ArrayRealVector(b))
        .toArray();
  }

  public static double[] choleskySolve(double[][] a, double[] b) {
    RealMatrix m = new Array2DRowRealMatrix(a);
    RealMatrix spd = m.transpose().multiply(m).add(MatrixUtils.createRealIdentityMatrix(b.length));
    return new CholeskyDecomposition(spd, 1e-8, 1e-12)
        .getSolver()
        .solve(new ArrayRealVector(b))
        .toArray();
  }

  public static double determinant(double[][] a) {
    return new LUDecomposition(new Array2DRowRealMatrix(a, false)).getDeterminant();
  }

  public static double[][] product(double[][] a, double[][] b) {
    return new Array2DRowRealMatrix(a).multiply(new Array2DRowRealMatrix(b)).getData();
  }

  /** A damped oscillator: y'' = -k y - d y'. */
  private static final class Oscillator implements FirstOrderDifferentialEquations {
    private final double stiffness;
    private final double damping;

    Oscillator(double stiffness, double damping) {
      this.stiffness = stiffness;
      this.damping = damping;
    }

    @Override
    public int getDimension() {
      return 2;
    }

    @Override
    public void computeDerivatives(double t, double[] y, double[] rates) {
      rates[0] = y[1];
      rates[1] = -stiffness * y[0] - damping * y[1];
    }
  }

  public static double rungeKutta(double stiffness, double damping, double start, double end) {
    double[] y = {start, 0};
    new ClassicalRungeKuttaIntegrator(0.05)
        .integrate(new Oscillator(stiffness, damping), 0, y, end, y);
    return y[0];
  }

  public static double dormandPrince(double stiffness, double damping, double start, double end) {
    double[] y = {start, 0};
    new DormandPrince853Integrator(1e-6, 1, 1e-10, 1e-10)
        .integrate(new Oscillator(stiffness, damping), 0, y, end, y);
    return y[0];
  }
}
