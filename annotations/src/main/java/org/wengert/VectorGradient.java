package org.wengert;

import java.util.function.UnaryOperator;

/** The gradient of a function from double[] to double. */
public interface VectorGradient extends UnaryOperator<double[]> {

  /**
   * The gradient at a point, as a new array.
   *
   * @throws IllegalArgumentException if {@code point} is null
   */
  @Override
  double[] apply(double[] point);

  /**
   * Value and gradient at a point, without allocation.
   *
   * @param gradient overwritten; of the point's length, and another array
   * @return the function's value
   */
  double valueAndGradient(double[] point, double[] gradient);
}
