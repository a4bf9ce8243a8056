package org.wengert.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.testing.Case;

/** EJML and JAMA as they are. */
class MatricesTest {
  private static final double[][] A = {{2, 0.3, -0.5}, {0.7, -1.5, 0.4}, {0.1, 0.9, 3}};
  private static final double[][] B = {{0.3, 1.1, 0.2}, {-0.7, 0.5, 1.4}, {0.9, 0.1, -0.6}};
  private static final double[] RIGHT = {0.4, -1.2, 2.1};

  private static Case named(String name) {
    return Case.of(Matrices.class, name);
  }

  @Test
  void productsAreDifferentiable() {
    Directly.check(named("product").at(A, B));
    Directly.check(named("simple").at((Object) A));
  }

  @Test
  void solversAreDifferentiable() {
    Directly.check(named("luSolve").at(A, RIGHT));
    Directly.check(named("qrSolve").at(A, RIGHT));
    Directly.check(named("jamaSolve").at(A, B));
  }

  @Test
  void decompositionsAreDifferentiable() {
    Directly.check(named("cholesky").at((Object) A));
    Directly.check(named("singularValues").at((Object) A));
    Directly.check(named("jamaSingularValues").at((Object) A));
  }

  @ParameterizedTest
  @ValueSource(strings = {"determinant"})
  void gradientOfTheDeterminantIsTheCofactorMatrix(String name) {
    Object[] found = (Object[]) Directly.gradient(Matrices.class, name, (Object) A)[0];
    SimpleMatrix expected = new SimpleMatrix(A).invert().scale(Matrices.determinant(A));
    for (int i = 0; i < A.length; i++) {
      for (int j = 0; j < A.length; j++) {
        assertEquals(expected.get(j, i), ((double[]) found[i])[j], 1e-12);
      }
    }
  }
}
