package org.wengert.benchmarks.gradbench;

import org.wengert.Derivatives;
import org.wengert.benchmarks.det.Determinant;
import org.wengert.benchmarks.det.DeterminantDerivatives;
import org.wengert.benchmarks.gradbench.Evals.Call;
import org.wengert.benchmarks.llsq.LinearLeastSquares;
import org.wengert.benchmarks.llsq.LinearLeastSquaresDerivatives;
import org.wengert.benchmarks.lse.LogSumExp;
import org.wengert.benchmarks.lse.LogSumExpDerivatives;
import org.wengert.benchmarks.ode.ChainOde;
import org.wengert.benchmarks.ode.ChainOdeDerivatives;

/** Evals of one array of numbers, and of one number. */
final class Scalars {
  private Scalars() {}

  static Call square(Input input) {
    double x = input.number();
    return () -> x * x;
  }

  static Call twice(Input input) {
    double x = input.number();
    java.util.function.DoubleUnaryOperator derivative = Derivatives.derivative(y -> y * y);
    return () -> derivative.applyAsDouble(x);
  }

  static Call lse(Input input) {
    double[] x = input.get("x").vector();
    return () -> LogSumExp.primal(x);
  }

  static Call lseGradient(Input input) {
    double[] x = input.get("x").vector();
    double[] gradient = new double[x.length];
    return () -> {
      LogSumExpDerivatives.primalGradient(x, gradient);
      return gradient;
    };
  }

  static Call llsq(Input input) {
    double[] x = input.get("x").vector();
    int n = input.get("n").integer();
    return () -> LinearLeastSquares.primal(x, n);
  }

  static Call llsqGradient(Input input) {
    double[] x = input.get("x").vector();
    int n = input.get("n").integer();
    double[] gradient = new double[x.length];
    return () -> {
      LinearLeastSquaresDerivatives.primalGradient(x, n, gradient);
      return gradient;
    };
  }

  static Call det(Input input) {
    double[] a = input.get("A").vector();
    int rows = rows(input, a);
    return () -> Determinant.determinant(a, rows);
  }

  static Call detGradient(Input input) {
    double[] a = input.get("A").vector();
    int rows = rows(input, a);
    double[] gradient = new double[a.length];
    return () -> {
      DeterminantDerivatives.determinantGradient(a, rows, gradient);
      return gradient;
    };
  }

  private static int rows(Input input, double[] a) {
    int rows = input.get("ell").integer();
    if (rows < 1 || rows * rows != a.length) {
      throw new IllegalArgumentException(
          "input.A has " + a.length + " numbers, but ell is " + rows + ": expected ell * ell");
    }
    return rows;
  }

  static Call ode(Input input) {
    double[] x = input.get("x").vector();
    int s = input.get("s").integer();
    return () -> ChainOde.solve(x, s);
  }

  static Call odeGradient(Input input) {
    double[] x = input.get("x").vector();
    int s = input.get("s").integer();
    double[] gradient = new double[x.length];
    return () -> {
      ChainOdeDerivatives.lastComponentGradient(x, s, gradient);
      return gradient;
    };
  }
}
