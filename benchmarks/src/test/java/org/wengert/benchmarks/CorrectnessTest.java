package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.benchmarks.lse.LogSumExpWorkload;

class CorrectnessTest {

  private final GradientWorkload workload = new LogSumExpWorkload(5);
  private final Object[] direction = Partials.direction(workload);

  @Test
  void acceptsTheHandDerivedGradient() {
    assertDoesNotThrow(() -> Correctness.check(workload, engine(0, 0, 0), direction));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, -1e-8, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWrongPartial(double error) {
    String message = failure(engine(0, error, 0));
    assertEquals("lse: partial 3 of argument 0 is ", message.substring(0, 32));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, Double.NaN})
  void refusesAWrongTangent(double error) {
    assertEquals("lse: the tangent is ", failure(engine(0, 0, error)).substring(0, 20));
  }

  @Test
  void refusesAValueThatDiffersInTheLastBit() {
    String message = failure(engine(Math.ulp(workload.primal()), 0, 0));
    assertEquals("lse: the gradient call's value is ", message.substring(0, 34));
  }

  private String failure(DerivativeUnderTest engine) {
    return assertThrows(
            IllegalStateException.class, () -> Correctness.check(workload, engine, direction))
        .getMessage();
  }

  /** The hand-derived gradient with absolute errors added. */
  private DerivativeUnderTest engine(double valueError, double partialError, double tangentError) {
    return new DerivativeUnderTest() {
      @Override
      public ValueAndGradient gradient() {
        ValueAndGradient exact = workload.handDerived();
        double[] partials = (double[]) exact.partials()[0];
        partials[3] += partialError;
        return new ValueAndGradient(workload.primal() + valueError, new Object[] {partials});
      }

      @Override
      public ValueAndTangent tangent() {
        double exact = Partials.dot(workload.handDerived().partials(), direction);
        return new ValueAndTangent(workload.primal(), exact + tangentError);
      }

      @Override
      public long tapeBytes() {
        return 0;
      }
    };
  }
}
