package org.wengert;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.wengert.internal.Methods;
import org.wengert.internal.RuntimeLink;

/**
 * Derivatives of any method, annotated or not, and of functions given as lambdas, method references
 * or other objects. All but {@link #isActive} throw {@link AgentMissingException} in a JVM without
 * the agent.
 */
public final class Derivatives {
  private Derivatives() {}

  /** Whether Wengert's agent runs in this JVM, new enough for this jar. Never throws. */
  public static boolean isActive() {
    return RuntimeLink.isActive();
  }

  /**
   * The derivatives of a method given by name.
   *
   * @param host the class that declares or inherits it
   * @param method its name; with parameter types if it is overloaded: {@code "f(double, int[])"}
   * @throws IllegalArgumentException if there is no such method, or more than one (the message
   *     lists them), or it cannot have derivatives (native, no parameter that holds floating-point
   *     numbers, ...)
   */
  public static Derivative of(Class<?> host, String method) {
    RuntimeLink.require();
    requireGiven(host, "class");
    requireGiven(method, "method name");
    return of(Candidates.find(host, method));
  }

  /**
   * The derivatives of a method.
   *
   * @throws IllegalArgumentException if it cannot have any (native, ...)
   */
  public static Derivative of(Method method) {
    RuntimeLink.require();
    requireGiven(method, "method");
    return new Derivative(Primal.of(method));
  }

  /**
   * The gradient of a function of one array: a method reference, a lambda, or an object of a class
   * that implements the interface. What it captured, and the object itself, are constants.
   *
   * @throws NotDifferentiableException if it is not known what implements {@code function}
   */
  public static VectorGradient gradient(ToDoubleFunction<double[]> function) {
    return new FunctionGradient(
        function, () -> derivativeOf(function, "applyAsDouble", double[].class));
  }

  /**
   * The derivative of a function of one variable: a method reference, a lambda, or an object of a
   * class that implements the interface. What it captured, and the object itself, are constants.
   *
   * @throws NotDifferentiableException if it is not known what implements {@code function}
   */
  public static DoubleUnaryOperator derivative(DoubleUnaryOperator function) {
    return new FunctionDerivative(
        function, () -> derivativeOf(function, "applyAsDouble", double.class));
  }

  private static Derivative derivativeOf(Object function, String method, Class<?> argument) {
    RuntimeLink.require();
    requireGiven(function, "function");
    Primal primal =
        function.getClass().isHidden()
            ? ofLambda(function, argument)
            : Primal.of(
                Implementation.find(function, method, argument), new Object[] {function}, argument);
    if (primal.parameters.length != 1
        || primal.parameters[0] != argument
        || !primal.hasScalarResult()) {
      throw new IllegalArgumentException(
          "the function is implemented by "
              + primal
              + " returning "
              + primal.type.returnType().getSimpleName()
              + ": its parameter must be "
              + argument.getSimpleName()
              + " and its result double or float, not a box or a"
              + " supertype; write a lambda that converts");
    }
    return new Derivative(primal);
  }

  private static Primal ofLambda(Object function, Class<?> argument) {
    Object[] found = RuntimeLink.implementation(function);
    Method method = method((Class<?>) found[0], (String) found[1], (String) found[2]);
    Object[] captured = Objects.requireNonNullElse((Object[]) found[3], new Object[0]);
    Primal declared = Primal.of(method, captured);
    boolean erased =
        declared.parameters.length == 1
            && !declared.parameters[0].isPrimitive()
            && declared.parameters[0].isAssignableFrom(argument);
    return erased ? Primal.of(method, captured, argument) : declared;
  }

  private static Method method(Class<?> host, String name, String descriptor) {
    Method found = Methods.find(host, name, descriptor);
    if (found != null) {
      return found;
    }
    throw new IllegalStateException(
        "the runtime names "
            + host.getName()
            + "."
            + name
            + descriptor
            + " as a function's implementation, which does not exist");
  }

  private static void requireGiven(Object given, String what) {
    if (given == null) {
      throw new IllegalArgumentException("the " + what + " is null: say what to differentiate");
    }
  }
}
