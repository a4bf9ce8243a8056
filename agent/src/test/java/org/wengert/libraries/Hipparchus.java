package org.wengert.libraries;

import java.util.function.UnaryOperator;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.complex.Complex;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.special.elliptic.jacobi.JacobiEllipticBuilder;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.SinCos;
import org.hipparchus.util.SinhCosh;

/** Calls of Hipparchus, as applications make them. */
public final class Hipparchus {
  private Hipparchus() {}

  public static double univariate(UnivariateFunction function, double x) {
    return function.value(x);
  }

  public static double realPart(UnaryOperator<Complex> function, double re, double im) {
    return function.apply(new Complex(re, im)).getReal();
  }

  public static double imaginaryPart(UnaryOperator<Complex> function, double re, double im) {
    return function.apply(new Complex(re, im)).getImaginary();
  }

  public static double jacobi(double m, double u) {
    var values = JacobiEllipticBuilder.build(m).valuesN(u);
    return values.sn() * values.cn() + values.dn();
  }

  public static double sinCos(double x) {
    SinCos pair = FastMath.sinCos(x);
    return pair.sin() * 3 + pair.cos() * pair.sin();
  }

  public static double sinhCosh(double x) {
    SinhCosh pair = FastMath.sinhCosh(x);
    return pair.sinh() * 3 + pair.cosh() * pair.sinh();
  }

  public static double tangentBySinCos(double x) {
    SinCos sum = SinCos.sum(FastMath.sinCos(x), FastMath.sinCos(x * x));
    return sum.sin() / sum.cos();
  }

  public static double[] luSolve(double[][] a, double[] b) {
    return new LUDecomposition(new Array2DRowRealMatrix(a))
        .getSolver()
        .solve(new ArrayRealVector(b))
        .toArray();
  }

  public static double[] qrSolve(double[][] a, double[] b) {
    return new QRDecomposition(new Array2DRowRealMatrix(a))
        .getSolver()
        .solve(new ArrayRealVector(b))
        .toArray();
  }
}
