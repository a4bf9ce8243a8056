package org.wengert;

import org.wengert.internal.Shadows;

/** A call's value and its derivative in one direction (Jacobian times vector). */
public final class Jvp {
  private final Primal primal;
  private final Object value;
  private final Object tangent;
  private final Object[] arguments;

  /** What result and arguments reach at the end; null if no objects are involved. */
  final Reached reached;

  /**
   * Parallel to the parameters: tangents at exit, carried in double; null where not shadowed. Null
   * if only the result has a tangent.
   */
  final Object[] exit;

  /** The result's tangent, carried in double; null if it has none. */
  final Object rawTangent;

  Jvp(
      Primal primal,
      Object[] arguments,
      Object value,
      Object rawTangent,
      Object[] exit,
      Reached reached) {
    this.arguments = arguments;
    this.reached = reached;
    this.primal = primal;
    this.value = value;
    this.rawTangent = rawTangent;
    this.exit = exit;
    this.tangent = primal.hasObjectResult() ? null : rounded(primal, value, rawTangent);
  }

  private static Object rounded(Primal primal, Object value, Object raw) {
    if (primal.hasScalarResult()) {
      return Shadows.scalar(primal.type.returnType(), (double) raw);
    }
    return primal.hasArrayResult() ? Shadows.toTypeOf(value, raw) : null;
  }

  /** What the plain call returns; null for void. */
  public Object value() {
    return value;
  }

  /**
   * The result's tangent, of the result's type and shape; null if the result is not floating-point.
   * Of an object it is what {@link ObjectDerivative#get} gives for one. What a method writes into
   * its arguments has {@link #exitTangent(int)}.
   */
  public Object tangent() {
    return primal.hasObjectResult() ? reached.derivative(value, resultShadow()) : tangent;
  }

  private Object resultShadow() {
    return reached.shadows(0, 1)[0];
  }

  /**
   * Tangents of what an object holds after the call that the result, or an independent, leads to.
   *
   * @throws IllegalArgumentException if none leads to it, or it holds no floating-point numbers
   */
  public ObjectDerivative at(Object object) {
    return (reached == null ? new Reached(null) : reached)
        .at(object, "the result or the independents of " + primal);
  }

  /**
   * The tangent of an array argument's contents after the call, of the argument's type and shape.
   *
   * @param parameter index of the parameter, from 0
   * @throws IllegalArgumentException if the parameter is not a differentiated array
   */
  public Object exitTangent(int parameter) {
    int checked = primal.index(parameter);
    if (exit == null) {
      throw new IllegalArgumentException(
          primal
              + " has a result, and a linearization gives the tangent of that only: ask for"
              + " Derivative.jvp");
    }
    Object shadow = exit[checked];
    if (reached != null
        && primal.shadowed[parameter]
        && !primal.parameters[parameter].isPrimitive()) {
      return reached.derivative(arguments[parameter], shadow);
    }
    if (shadow == null || !primal.parameters[parameter].isArray()) {
      throw new IllegalArgumentException(
          "parameter "
              + primal.label(parameter)
              + " of "
              + primal
              + " has no tangent on exit: only floating-point arrays that are not @Inactive have"
              + " (of methods without floating-point result, all floating-point arrays)");
    }
    return Shadows.asType(primal.parameters[parameter], shadow);
  }

  /** As {@link #exitTangent(int)}, by the parameter's name. */
  public Object exitTangent(String parameter) {
    return exitTangent(primal.index(parameter));
  }

  @Override
  public String toString() {
    return "Jvp[value=" + Values.text(value) + ", tangent=" + Values.text(tangent()) + "]";
  }
}
