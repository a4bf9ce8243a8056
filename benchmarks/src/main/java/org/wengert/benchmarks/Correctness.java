package org.wengert.benchmarks;

/** What has to hold before anything is timed: a fast wrong gradient is no result. */
public final class Correctness {

  /** The relative difference that a partial derivative may have from the hand-derived one. */
  public static final double TOLERANCE = 1e-9;

  /** Entries below this part of their argument's largest one are compared on that scale. */
  private static final double CANCELLATION = 1e-3;

  private Correctness() {}

  /**
   * Compares an engine's gradient and tangent with the hand-derived gradient, and its values, bit
   * by bit, with the primal's.
   *
   * @param direction the direction that {@code engine} was bound to
   * @throws IllegalStateException at the first difference; its message says where
   */
  public static void check(
      GradientWorkload workload, DerivativeUnderTest engine, Object[] direction) {
    double value = workload.primal();
    ValueAndGradient expected = workload.handDerived();
    ValueAndGradient gradient = engine.gradient();
    sameBits(workload, "gradient", value, gradient.value());
    for (int i = 0; i < expected.partials().length; i++) {
      if (expected.partials()[i] != null) {
        comparePartials(workload, i, expected.partials()[i], gradient.partials()[i]);
      }
    }
    ValueAndTangent tangent = engine.tangent();
    sameBits(workload, "tangent", value, tangent.value());
    compareTangent(workload, expected, direction, tangent.tangent());
  }

  private static void sameBits(Workload workload, String mode, double expected, double actual) {
    if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(actual)) {
      throw new IllegalStateException(
          workload.name()
              + ": the "
              + mode
              + " call's value is "
              + actual
              + ", the primal's is "
              + expected);
    }
  }

  /**
   * Compares an engine's Jacobian and tangent with the Jacobian derived by hand.
   *
   * @throws IllegalStateException at the first difference; its message says where
   */
  static void check(JacobianWorkload workload, JacobianUnderTest engine) {
    Object expected = workload.handDerived();
    compare(workload.name() + ": entry ", "", expected, engine.jacobian());
    compare(
        workload.name() + ": tangent ", "", workload.timesDirection(expected), engine.tangent());
  }

  private static void comparePartials(Workload workload, int argument, Object hand, Object engine) {
    compare(workload.name() + ": partial ", " of argument " + argument, hand, engine);
  }

  /**
   * Compares numbers with those derived by hand.
   *
   * @param before what a message says before the number's place
   * @param after what it says after
   * @throws IllegalStateException at the first difference
   */
  static void compare(String before, String after, Object hand, Object engine) {
    double[] expected = Partials.flatten(hand);
    double[] actual = Partials.flatten(engine);
    if (expected.length != actual.length) {
      throw new IllegalStateException(
          before
              + "count"
              + after
              + " is "
              + actual.length
              + ", derived by hand "
              + expected.length);
    }
    double largest = 0;
    for (double entry : expected) {
      largest = Math.max(largest, Math.abs(entry));
    }
    for (int j = 0; j < expected.length; j++) {
      double scale = Math.max(Math.abs(expected[j]), CANCELLATION * largest);
      // Negated, so that NaN fails.
      if (!(Math.abs(expected[j] - actual[j]) <= TOLERANCE * scale)) {
        throw new IllegalStateException(
            before + j + after + " is " + actual[j] + ", derived by hand " + expected[j]);
      }
    }
  }

  private static void compareTangent(
      GradientWorkload workload, ValueAndGradient hand, Object[] direction, double actual) {
    double expected = Partials.dot(hand.partials(), direction);
    double scale = Partials.absoluteDot(hand.partials(), direction);
    if (!(Math.abs(expected - actual) <= TOLERANCE * scale)) {
      throw new IllegalStateException(
          workload.name() + ": the tangent is " + actual + ", derived by hand " + expected);
    }
  }
}
