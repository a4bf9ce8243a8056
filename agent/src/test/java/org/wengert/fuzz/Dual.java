package org.wengert.fuzz;

import org.wengert.fuzz.MathFunction.Partial;

/**
 * A floating-point value with its derivatives by all independents.
 *
 * @param type {@code DOUBLE} or {@code FLOAT}
 * @param value exactly the value that Java computes; for a float, that float widened
 * @param derivative by each independent, carried in double also for floats; null for constants
 * @param magnitude for each entry of {@code derivative} the sum over all paths of the products of
 *     absolute partials (plus 1e6 ulp of what a partial may cancel): the scale of rounding errors
 *     in any correct computation of that entry; null where {@code derivative} is null
 */
record Dual(Ty type, double value, double[] derivative, double[] magnitude) {

  /** A million ulp: with it, a tolerance of 1e-9 allows a thousandth of an ulp times a million. */
  private static final double SLACK = 1e-6;

  static Dual constant(Ty type, double value) {
    return new Dual(type, value, null, null);
  }

  static Dual independent(Ty type, double value, int index, int count) {
    double[] derivative = new double[count];
    derivative[index] = 1;
    return new Dual(type, value, derivative, derivative);
  }

  /** The chain rule: a result of {@code type} from one operand for each partial. */
  static Dual chain(Ty type, double value, Partial[] partials, Dual... operands) {
    double[] derivative = null;
    double[] magnitude = null;
    for (int k = 0; k < operands.length; k++) {
      Dual operand = operands[k];
      Partial p = partials[k];
      if (operand.derivative == null) {
        continue;
      }
      if (derivative == null) {
        derivative = new double[operand.derivative.length];
        magnitude = new double[operand.derivative.length];
      }
      double scale = Math.abs(p.value()) + SLACK * p.slack();
      for (int j = 0; j < derivative.length; j++) {
        derivative[j] += strong(p.value(), operand.derivative[j]);
        // Behind an infinite partial zeros of other partials may be NaN in reverse mode.
        boolean infinite = !Double.isFinite(scale);
        magnitude[j] += infinite ? Double.POSITIVE_INFINITY : strong(scale, operand.magnitude[j]);
      }
    }
    return new Dual(type, value, derivative, magnitude);
  }

  /** A zero derivative stays zero through an infinite partial. */
  private static double strong(double partial, double derivative) {
    return derivative == 0 ? 0 : partial * derivative;
  }

  static Dual chain(Ty type, double value, double partial, Dual operand) {
    return chain(type, value, new Partial[] {new Partial(partial)}, operand);
  }

  /** The same value as a {@code double}; a float widens exactly. */
  Dual widened() {
    return type == Ty.DOUBLE ? this : new Dual(Ty.DOUBLE, value, derivative, magnitude);
  }

  /** The value rounded to float; the derivative is not rounded. */
  Dual rounded() {
    return type == Ty.FLOAT ? this : new Dual(Ty.FLOAT, (float) value, derivative, magnitude);
  }

  /** Boxed as Java would pass it. */
  Object boxed() {
    return type == Ty.DOUBLE ? (Object) value : (Object) (float) value;
  }

  double derivativeBy(int independent) {
    return derivative == null ? 0 : derivative[independent];
  }

  double magnitudeBy(int independent) {
    return magnitude == null ? 0 : magnitude[independent];
  }

  /** Whether the value is beyond what derivatives are compared for. */
  boolean isWild() {
    if (!(Math.abs(value) <= 1e8)) {
      return true;
    }
    if (derivative != null) {
      for (double m : magnitude) {
        if (!(m <= 1e100)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Bit pattern with one NaN, for comparisons. */
  long bits() {
    return Double.doubleToLongBits(value);
  }
}
