package org.wengert;

import org.wengert.internal.Shadows;

/**
 * Adjoints of a call's arguments, each of the shape and type of its argument: {@code Double} for
 * {@code double}, {@code Float} for {@code float}, {@code double[]} for {@code double[]} and so on.
 * Derivatives of {@code float} code are carried in {@code double} and rounded here, once. Arguments
 * that are the same array have the same adjoint, that of moving the shared array.
 */
public sealed class Adjoints permits Gradient {
  final Primal primal;

  /** Parallel to the parameters, carried in double; null where not an independent. */
  final Object[] raw;

  private final Object[] partials;

  /**
   * Takes the shadows over.
   *
   * @param active which parameters had shadows
   * @param scalars adjoints of the active scalars, in order
   * @param shadows of the active arrays, in order
   */
  Adjoints(Primal primal, boolean[] active, double[] scalars, Object[] shadows) {
    this.primal = primal;
    this.raw = Parallel.of(primal, active, scalars, shadows);
    this.partials = new Object[raw.length];
    for (int i = 0; i < raw.length; i++) {
      if (!primal.independent[i]) {
        raw[i] = null;
      } else {
        partials[i] = Parallel.asArgument(primal.parameters[i], raw[i]);
      }
    }
  }

  /**
   * The adjoint of one argument.
   *
   * @param parameter index of the parameter, from 0
   * @throws IllegalArgumentException if there is no such parameter, or it is no independent
   */
  public Object of(int parameter) {
    Object partial = partials[primal.index(parameter)];
    if (partial == null) {
      throw new IllegalArgumentException(
          "parameter "
              + primal.label(parameter)
              + " of "
              + primal
              + " is no independent: it is "
              + (Shadows.isFloating(primal.parameters[parameter])
                  ? "@Inactive"
                  : primal.parameters[parameter].getSimpleName() + ", not floating-point"));
    }
    return partial;
  }

  /**
   * The adjoint of one argument, by its parameter's name.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is no independent
   */
  public Object of(String parameter) {
    return of(primal.index(parameter));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < partials.length; i++) {
      if (partials[i] != null) {
        text.append(text.length() == 0 ? "" : ", ")
            .append(primal.names[i])
            .append("=")
            .append(Values.text(partials[i]));
      }
    }
    return "[" + text + "]";
  }
}
