package org.wengert;

import org.wengert.internal.RuntimeLink;

/** Hessians, column by column. The method runs once a column, each time from the same state. */
final class Hessians {
  private final Derivative derivative;
  private final Primal primal;

  Hessians(Derivative derivative) {
    this.derivative = derivative;
    this.primal = derivative.primal();
  }

  Hessian at(Object[] checked) {
    Flat flat = new Flat(primal, derivative.zeroDirection(checked));
    boolean several = flat.size() > 1;
    if (several) {
      requireRepeatable();
    }
    Object before =
        several ? RuntimeLink.save(arraysOfNumbers(primal.withCaptured(checked))) : null;
    double[][] matrix = new double[flat.size()][flat.size()];
    Gradient gradient = null;
    for (int j = 0; j < matrix.length; j++) {
      if (j > 0) {
        RuntimeLink.restore(before);
      }
      Object[] direction = derivative.zeroDirection(checked);
      flat.set(direction, j, 1);
      Hvp column = derivative.hvpAlong(checked, direction);
      double[] numbers = flat.read(column.raw);
      for (int i = 0; i < numbers.length; i++) {
        matrix[i][j] = numbers[i];
      }
      gradient = column.gradient();
    }
    if (gradient == null) { // Nothing but empty arrays.
      gradient = derivative.hvpAlong(checked, derivative.zeroDirection(checked)).gradient();
    }
    return new Hessian(gradient, matrix, flat.names());
  }

  private void requireRepeatable() {
    String trouble =
        RuntimeLink.notRepeatable(primal.host, primal.name, primal.descriptor, primal.isStatic);
    if (trouble != null) {
      throw new IllegalArgumentException(
          "a Hessian by more than one number runs "
              + primal
              + " several times, which could be noticed: "
              + trouble
              + "; ask for hvp in the directions that are needed, each of which runs it once, or"
              + " keep effects out of the method");
    }
  }

  private static Object[] arraysOfNumbers(Object[] arguments) {
    Object[] arrays = new Object[arguments.length];
    for (int i = 0; i < arrays.length; i++) {
      boolean numbers = arguments[i] != null && isArrayOfNumbers(arguments[i].getClass());
      arrays[i] = numbers ? arguments[i] : null;
    }
    return arrays;
  }

  private static boolean isArrayOfNumbers(Class<?> type) {
    Class<?> leaf = type;
    while (leaf.isArray()) {
      leaf = leaf.getComponentType();
    }
    return type.isArray() && leaf.isPrimitive();
  }
}
