package org.wengert.libraries;

import cern.colt.function.DoubleFunction;
import cern.colt.list.DoubleArrayList;
import cern.colt.matrix.DoubleFactory2D;
import cern.colt.matrix.DoubleMatrix1D;
import cern.colt.matrix.DoubleMatrix2D;
import cern.colt.matrix.impl.DenseDoubleMatrix1D;
import cern.colt.matrix.linalg.Algebra;
import cern.colt.matrix.linalg.CholeskyDecomposition;
import cern.colt.matrix.linalg.SingularValueDecomposition;
import cern.jet.math.Bessel;
import cern.jet.math.Functions;
import cern.jet.stat.Descriptive;
import cern.jet.stat.Gamma;
import cern.jet.stat.Probability;

/** Calls of Colt, whose class files are of 1999, as applications make them. */
public final class Colt {
  private Colt() {}

  public static double logGamma(double x) {
    return Gamma.logGamma(x);
  }

  public static double incompleteGamma(double a, double x) {
    return Gamma.incompleteGamma(a, x);
  }

  public static double normal(double mean, double variance, double x) {
    return Probability.normal(mean, variance, x);
  }

  public static double errorFunction(double x) {
    return Probability.errorFunction(x);
  }

  public static double bessel(double x) {
    return Bessel.j0(x) * Bessel.i1(x) + Bessel.jn(3, x);
  }

  /** Views of views: no element is copied. */
  public static double views(double[][] a, double[] x) {
    DoubleMatrix2D m = DoubleFactory2D.dense.make(a);
    DoubleMatrix1D v = new DenseDoubleMatrix1D(x);
    DoubleMatrix1D product = m.viewDice().zMult(v.viewFlip(), null);
    m.viewPart(0, 0, 2, 2).assign(Functions.mult(x[0]));
    m.viewRow(1).assign(product, Functions.plusMult(0.5));
    return m.aggregate(Functions.plus, Functions.square) + m.viewColumn(0).zSum() * product.get(1);
  }

  /** Matrices without most of their elements. */
  public static double sparse(double[] x) {
    DoubleMatrix2D m = DoubleFactory2D.rowCompressed.make(4, 4);
    for (int i = 0; i < x.length; i++) {
      m.setQuick(i, (i * 2) % 4, x[i] * x[i]);
    }
    m.setQuick(0, 0, 0);
    m.setQuick(3, 1, x[0]);
    return m.zMult(new DenseDoubleMatrix1D(new double[] {x[1], 2, x[2], -1}), null)
        .zDotProduct(new DenseDoubleMatrix1D(new double[] {1, x[0], 3, 4}));
  }

  public static double[] solve(double[][] a, double[] b) {
    DoubleMatrix2D right = DoubleFactory2D.dense.make(b, b.length);
    return Algebra.DEFAULT.solve(DoubleFactory2D.dense.make(a), right).viewColumn(0).toArray();
  }

  public static double determinant(double[][] a) {
    return Algebra.DEFAULT.det(DoubleFactory2D.dense.make(a));
  }

  public static double[][] cholesky(double[][] a) {
    DoubleMatrix2D m = DoubleFactory2D.dense.make(a);
    DoubleMatrix2D spd = Algebra.DEFAULT.mult(m, Algebra.DEFAULT.transpose(m));
    return new CholeskyDecomposition(spd).getL().toArray();
  }

  public static double[] singularValues(double[][] a) {
    return new SingularValueDecomposition(DoubleFactory2D.dense.make(a)).getSingularValues();
  }

  public static double statistics(double[] x) {
    DoubleArrayList list = new DoubleArrayList(x.clone());
    list.add(x[0] * x[1]);
    list.sort();
    double mean = Descriptive.mean(list);
    double variance = Descriptive.sampleVariance(list, mean);
    return variance / mean
        + Descriptive.median(list)
        + Descriptive.quantile(list, 0.3)
        + Descriptive.autoCorrelation(list, 1, mean, variance);
  }

  /** Functions made of functions. */
  public static double composed(double x, double y) {
    DoubleFunction half = Functions.chain(Functions.sin, Functions.mult(y));
    DoubleFunction all = Functions.chain(Functions.bindArg1(Functions.pow, 3), half);
    return all.apply(x) + Functions.chain(Functions.div, Functions.exp, half).apply(x, y);
  }
}
