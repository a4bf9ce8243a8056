package org.wengert;

import org.wengert.internal.Shadows;

/**
 * Adjoints of a call's arguments, each of the shape and type of its argument: {@code Double} for
 * {@code double}, {@code Float} for {@code float}, {@code double[]} for {@code double[]} and so on.
 * A {@code Double} or {@code Float} has one of its type, a list one of as many elements, a map one
 * of the same keys, another object an {@link ObjectDerivative}; they are of what the arguments held
 * on entry. Derivatives of {@code float} code are carried in {@code double} and rounded here, once.
 * Arguments that are the same array have the same adjoint, that of moving the shared array.
 */
public sealed class Adjoints permits Gradient, Hvp {
  final Primal primal;

  /** Parallel to the parameters, carried in double; null where not an independent. */
  final Object[] raw;

  private final Object[] arguments;
  private final Object[] partials;

  /** What the arguments reached; null if there are no objects among the independents. */
  final Reached entry;

  /**
   * Takes the shadows over.
   *
   * @param active which parameters had shadows
   * @param scalars adjoints of the active scalars, in order
   * @param shadows of the active references, in order
   */
  Adjoints(
      Primal primal,
      boolean[] active,
      Object[] arguments,
      double[] scalars,
      Object[] shadows,
      Reached entry) {
    this.primal = primal;
    this.arguments = arguments;
    this.entry = entry;
    this.raw = Parallel.of(primal, active, scalars, shadows);
    this.partials = new Object[raw.length];
    for (int i = 0; i < raw.length; i++) {
      if (!primal.independent[i]) {
        raw[i] = null;
      } else if (entry == null) {
        partials[i] = Parallel.asArgument(primal.parameters[i], raw[i]);
      } else if (primal.parameters[i].isPrimitive()) {
        partials[i] = Shadows.scalar(primal.parameters[i], (double) raw[i]);
      }
    }
  }

  Adjoints(Adjoints same) {
    this.primal = same.primal;
    this.arguments = same.arguments;
    this.entry = same.entry;
    this.raw = same.raw;
    this.partials = same.partials;
  }

  private Object partial(int i) {
    return entry == null || primal.parameters[i].isPrimitive()
        ? partials[i]
        : entry.derivative(arguments[i], raw[i]);
  }

  /**
   * Derivatives of what an object held on entry that the independents lead to.
   *
   * @throws IllegalArgumentException if no independent leads to it, or it holds no floating-point
   *     numbers
   */
  public ObjectDerivative at(Object object) {
    return (entry == null ? new Reached(null) : entry).at(object, "the independents of " + primal);
  }

  /**
   * The adjoint of one argument.
   *
   * @param parameter index of the parameter, from 0
   * @throws IllegalArgumentException if there is no such parameter, or it is no independent
   */
  public Object of(int parameter) {
    if (!primal.independent[primal.index(parameter)]) {
      throw new IllegalArgumentException(
          "parameter "
              + primal.label(parameter)
              + " of "
              + primal
              + " is no independent: it is "
              + reason(parameter));
    }
    return partial(parameter);
  }

  private String reason(int parameter) {
    Class<?> type = primal.parameters[parameter];
    if (Shadows.isFloating(type) || Shadows.isBox(type)) {
      return "@Inactive";
    }
    return Shadows.canHold(type)
        ? type.getSimpleName() + "; withRespectTo(...) makes it one"
        : type.getSimpleName() + ", not floating-point";
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
      if (primal.independent[i]) {
        text.append(text.length() == 0 ? "" : ", ")
            .append(primal.names[i])
            .append("=")
            .append(text(i));
      }
    }
    return "[" + text + "]";
  }

  private String text(int i) {
    try {
      return Values.text(partial(i));
    } catch (IllegalArgumentException collectionOfAnUnknownKind) {
      return "...";
    }
  }
}
