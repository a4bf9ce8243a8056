package org.wengert.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.wengert.Derivatives;
import org.wengert.benchmarks.det.Determinant;
import org.wengert.benchmarks.det.DeterminantDerivatives;
import org.wengert.benchmarks.expression.Formula;
import org.wengert.benchmarks.expression.FormulaDerivatives;
import org.wengert.benchmarks.gmm.Gmm;
import org.wengert.benchmarks.gmm.GmmDerivatives;
import org.wengert.benchmarks.kmeans.KMeans;
import org.wengert.benchmarks.kmeans.KMeansDerivatives;
import org.wengert.benchmarks.llsq.LinearLeastSquares;
import org.wengert.benchmarks.llsq.LinearLeastSquaresDerivatives;
import org.wengert.benchmarks.lse.LogSumExp;
import org.wengert.benchmarks.lse.LogSumExpDerivatives;
import org.wengert.benchmarks.lstm.Lstm;
import org.wengert.benchmarks.lstm.LstmDerivatives;
import org.wengert.benchmarks.matrix.MatrixProduct;
import org.wengert.benchmarks.matrix.MatrixProductDerivatives;
import org.wengert.benchmarks.nbody.NBody;
import org.wengert.benchmarks.nbody.NBodyDerivatives;
import org.wengert.benchmarks.ode.ChainOde;
import org.wengert.benchmarks.ode.ChainOdeDerivatives;

/**
 * The workloads' derivatives by their typed companions, in the forms that allocate nothing: a
 * user's loop would keep its buffers, too.
 */
public final class CompanionDerivatives implements DerivativeUnderTest.Provider {

  private static final Map<Class<?>, Binding> BINDINGS =
      Map.of(
          Gmm.class, CompanionDerivatives::gmm,
          LogSumExp.class, CompanionDerivatives::lse,
          LinearLeastSquares.class, CompanionDerivatives::llsq,
          KMeans.class, CompanionDerivatives::kmeans,
          Lstm.class, CompanionDerivatives::lstm,
          Determinant.class, CompanionDerivatives::det,
          ChainOde.class, CompanionDerivatives::ode,
          NBody.class, CompanionDerivatives::nbody,
          MatrixProduct.class, CompanionDerivatives::matrix,
          Formula.class, CompanionDerivatives::expression);

  /** Companion calls at given arguments; {@code adjoints} is what the gradient fills. */
  private interface Binding {
    Calls bind(Object[] arguments, Object[] direction, Object[] adjoints, double[] tangent);
  }

  /** A gradient call and a tangent call; both return the primal's value. */
  private record Calls(DoubleSupplier gradient, DoubleSupplier tangent) {}

  @Override
  public DerivativeUnderTest bind(GradientWorkload workload, Object[] direction) {
    Object[] adjoints = Arrays.stream(direction).map(CompanionDerivatives::copy).toArray();
    double[] tangent = new double[1];
    Calls calls =
        BINDINGS
            .get(workload.primalClass())
            .bind(workload.arguments(), direction, adjoints, tangent);
    return new Bound(workload, calls, adjoints, tangent);
  }

  /** An array of the same shape, since a direction has its argument's. */
  private static Object copy(Object direction) {
    if (direction instanceof double[][] rows) {
      return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
    return direction == null ? null : ((double[]) direction).clone();
  }

  private record Bound(
      GradientWorkload workload, Calls calls, Object[] adjoints, double[] tangentOut)
      implements DerivativeUnderTest {

    @Override
    public ValueAndGradient gradient() {
      return new ValueAndGradient(calls.gradient().getAsDouble(), adjoints);
    }

    @Override
    public Call gradientCall() {
      return calls.gradient()::getAsDouble;
    }

    @Override
    public ValueAndTangent tangent() {
      return new ValueAndTangent(calls.tangent().getAsDouble(), tangentOut[0]);
    }

    @Override
    public long tapeBytes() {
      return Derivatives.of(workload.primalClass(), workload.primalMethod())
          .gradient(workload.arguments())
          .tapeBytes();
    }
  }

  private static Calls gmm(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[] alpha = (double[]) a[0];
    double[][] mu = (double[][]) a[1];
    double[][] q = (double[][]) a[2];
    double[][] l = (double[][]) a[3];
    double[][] x = (double[][]) a[4];
    double gamma = (double) a[5];
    int m = (int) a[6];
    double[] alphaTangent = (double[]) v[0];
    double[][] muTangent = (double[][]) v[1];
    double[][] qTangent = (double[][]) v[2];
    double[][] lTangent = (double[][]) v[3];
    double[] alphaAdjoint = (double[]) adjoints[0];
    double[][] muAdjoint = (double[][]) adjoints[1];
    double[][] qAdjoint = (double[][]) adjoints[2];
    double[][] lAdjoint = (double[][]) adjoints[3];
    return new Calls(
        () ->
            GmmDerivatives.objectiveGradient(
                alpha, mu, q, l, x, gamma, m, alphaAdjoint, muAdjoint, qAdjoint, lAdjoint),
        () ->
            GmmDerivatives.objectiveJvp(
                alpha,
                mu,
                q,
                l,
                x,
                gamma,
                m,
                alphaTangent,
                muTangent,
                qTangent,
                lTangent,
                tangent));
  }

  private static Calls lse(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[] x = (double[]) a[0];
    double[] xTangent = (double[]) v[0];
    double[] xAdjoint = (double[]) adjoints[0];
    return new Calls(
        () -> LogSumExpDerivatives.primalGradient(x, xAdjoint),
        () -> LogSumExpDerivatives.primalJvp(x, xTangent, tangent));
  }

  private static Calls llsq(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[] x = (double[]) a[0];
    int n = (int) a[1];
    double[] xTangent = (double[]) v[0];
    double[] xAdjoint = (double[]) adjoints[0];
    return new Calls(
        () -> LinearLeastSquaresDerivatives.primalGradient(x, n, xAdjoint),
        () -> LinearLeastSquaresDerivatives.primalJvp(x, n, xTangent, tangent));
  }

  private static Calls kmeans(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[][] points = (double[][]) a[0];
    double[][] centroids = (double[][]) a[1];
    double[][] centroidsTangent = (double[][]) v[1];
    double[][] centroidsAdjoint = (double[][]) adjoints[1];
    return new Calls(
        () -> KMeansDerivatives.costGradient(points, centroids, centroidsAdjoint),
        () -> KMeansDerivatives.costJvp(points, centroids, centroidsTangent, tangent));
  }

  private static Calls lstm(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[][] main = (double[][]) a[0];
    double[][] extra = (double[][]) a[1];
    double[][] state = (double[][]) a[2];
    double[][] sequence = (double[][]) a[3];
    double[][] mainTangent = (double[][]) v[0];
    double[][] extraTangent = (double[][]) v[1];
    double[][] mainAdjoint = (double[][]) adjoints[0];
    double[][] extraAdjoint = (double[][]) adjoints[1];
    return new Calls(
        () ->
            LstmDerivatives.objectiveGradient(
                main, extra, state, sequence, mainAdjoint, extraAdjoint),
        () ->
            LstmDerivatives.objectiveJvp(
                main, extra, state, sequence, mainTangent, extraTangent, tangent));
  }

  private static Calls det(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[] matrix = (double[]) a[0];
    int n = (int) a[1];
    double[] matrixTangent = (double[]) v[0];
    double[] matrixAdjoint = (double[]) adjoints[0];
    return new Calls(
        () -> DeterminantDerivatives.determinantGradient(matrix, n, matrixAdjoint),
        () -> DeterminantDerivatives.determinantJvp(matrix, n, matrixTangent, tangent));
  }

  private static Calls ode(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[] x = (double[]) a[0];
    int s = (int) a[1];
    double[] xTangent = (double[]) v[0];
    double[] xAdjoint = (double[]) adjoints[0];
    return new Calls(
        () -> ChainOdeDerivatives.lastComponentGradient(x, s, xAdjoint),
        () -> ChainOdeDerivatives.lastComponentJvp(x, s, xTangent, tangent));
  }

  private static Calls nbody(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[] positions = (double[]) a[0];
    double[] velocities = (double[]) a[1];
    double[] masses = (double[]) a[2];
    int steps = (int) a[3];
    double dt = (double) a[4];
    return new Calls(
        () ->
            NBodyDerivatives.energyGradient(
                positions,
                velocities,
                masses,
                steps,
                dt,
                (double[]) adjoints[0],
                (double[]) adjoints[1],
                (double[]) adjoints[2]),
        () ->
            NBodyDerivatives.energyJvp(
                positions,
                velocities,
                masses,
                steps,
                dt,
                (double[]) v[0],
                (double[]) v[1],
                (double[]) v[2],
                tangent));
  }

  private static Calls matrix(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    double[] left = (double[]) a[0];
    double[] right = (double[]) a[1];
    double[] leftAdjoint = (double[]) adjoints[0];
    double[] rightAdjoint = (double[]) adjoints[1];
    return new Calls(
        () -> MatrixProductDerivatives.squaredNormGradient(left, right, leftAdjoint, rightAdjoint),
        () ->
            MatrixProductDerivatives.squaredNormJvp(
                left, right, (double[]) v[0], (double[]) v[1], tangent));
  }

  private static Calls expression(Object[] a, Object[] v, Object[] adjoints, double[] tangent) {
    Formula formula = (Formula) a[0];
    double[] x = (double[]) a[1];
    double[] xTangent = (double[]) v[1];
    double[] xAdjoint = (double[]) adjoints[1];
    return new Calls(
        () -> FormulaDerivatives.valueGradient(formula, x, xAdjoint),
        () -> FormulaDerivatives.valueJvp(formula, x, xTangent, tangent));
  }
}
