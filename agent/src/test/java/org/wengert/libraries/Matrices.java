package org.wengert.libraries;

import Jama.Matrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.simple.SimpleMatrix;

/** Calls of EJML and JAMA, as applications make them. */
public final class Matrices {
  private Matrices() {}

  public static double[] product(double[][] a, double[][] b) {
    DMatrixRMaj c = new DMatrixRMaj(a.length, b[0].length);
    CommonOps_DDRM.mult(new DMatrixRMaj(a), new DMatrixRMaj(b), c);
    return c.data;
  }

  public static double[] luSolve(double[][] a, double[] b) {
    DMatrixRMaj x = new DMatrixRMaj(b.length, 1);
    var solver = LinearSolverFactory_DDRM.lu(b.length);
    solver.setA(new DMatrixRMaj(a));
    solver.solve(new DMatrixRMaj(b.length, 1, true, b), x);
    return x.data;
  }

  public static double[] qrSolve(double[][] a, double[] b) {
    DMatrixRMaj x = new DMatrixRMaj(b.length, 1);
    var solver = LinearSolverFactory_DDRM.qr(b.length, b.length);
    solver.setA(new DMatrixRMaj(a));
    solver.solve(new DMatrixRMaj(b.length, 1, true, b), x);
    return x.data;
  }

  public static double[] cholesky(double[][] a) {
    DMatrixRMaj m = new DMatrixRMaj(a);
    DMatrixRMaj spd = CommonOps_DDRM.identity(a.length);
    CommonOps_DDRM.multAddTransA(m, m, spd);
    var decomposition = DecompositionFactory_DDRM.chol(a.length, true);
    decomposition.decompose(spd);
    return decomposition.getT(null).data;
  }

  public static double[] singularValues(double[][] a) {
    var svd = DecompositionFactory_DDRM.svd(a.length, a[0].length, true, true, false);
    svd.decompose(new DMatrixRMaj(a));
    return svd.getSingularValues();
  }

  public static double simple(double[][] a) {
    SimpleMatrix m = new SimpleMatrix(a);
    return m.mult(m.transpose()).plus(m).trace() + m.normF();
  }

  public static double determinant(double[][] a) {
    return CommonOps_DDRM.det(new DMatrixRMaj(a));
  }

  public static double[][] jamaSolve(double[][] a, double[][] b) {
    return new Matrix(a).lu().solve(new Matrix(b)).getArray();
  }

  public static double[] jamaSingularValues(double[][] a) {
    return new Matrix(a).svd().getSingularValues();
  }
}
