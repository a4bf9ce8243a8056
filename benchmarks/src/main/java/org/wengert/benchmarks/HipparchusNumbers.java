package org.wengert.benchmarks;

import java.util.Arrays;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * Arrays of Hipparchus' numbers, each of which carries its partial derivatives by all variables.
 */
public final class HipparchusNumbers {
  private final int variables;
  private int made;

  /** Room for so many variables. */
  public HipparchusNumbers(int variables) {
    this.variables = variables;
  }

  /** The next variables, one an element. */
  public Gradient[] variables(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> Gradient.variable(variables, made++, value))
        .toArray(Gradient[]::new);
  }

  /** The next variables, row by row. */
  public Gradient[][] variables(double[][] values) {
    return Arrays.stream(values).map(this::variables).toArray(Gradient[][]::new);
  }

  /** A number that depends on no variable. */
  public Gradient constant(double value) {
    return Gradient.constant(variables, value);
  }

  /** So many zeros. */
  public Gradient[] zeros(int count) {
    Gradient[] zeros = new Gradient[count];
    Arrays.fill(zeros, constant(0));
    return zeros;
  }

  /**
   * A result's value and partial derivatives.
   *
   * @param like arrays of the shapes of the variables, in their order; {@code null} for other
   *     arguments
   */
  public static ValueAndGradient result(Gradient result, Object... like) {
    Object[] partials = new Object[like.length];
    int at = 0;
    for (int i = 0; i < like.length; i++) {
      if (like[i] instanceof double[] row) {
        partials[i] = partials(result, at, row.length);
        at += row.length;
      } else if (like[i] instanceof double[][] rows) {
        double[][] matrix = new double[rows.length][];
        for (int j = 0; j < rows.length; j++) {
          matrix[j] = partials(result, at, rows[j].length);
          at += rows[j].length;
        }
        partials[i] = matrix;
      }
    }
    return new ValueAndGradient(result.getValue(), partials);
  }

  private static double[] partials(Gradient result, int from, int count) {
    double[] partials = new double[count];
    for (int i = 0; i < count; i++) {
      partials[i] = result.getPartialDerivative(from + i);
    }
    return partials;
  }
}
