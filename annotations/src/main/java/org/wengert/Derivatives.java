package org.wengert;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.wengert.internal.RuntimeLink;

/**
 * Derivatives of any static method, annotated or not, and of functions given as lambdas or method
 * references. All but {@link #isActive} throw {@link AgentMissingException} in a JVM without the
 * agent.
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
   * @param host the class that declares it
   * @param method its name; with parameter types if it is overloaded: {@code "f(double, int[])"}
   * @throws IllegalArgumentException if there is no such method, or more than one (the message
   *     lists them), or it cannot have derivatives (not static, native, no floating-point
   *     parameter, ...)
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
   * @throws IllegalArgumentException if it cannot have any (not static, native, ...)
   */
  public static Derivative of(Method method) {
    RuntimeLink.require();
    requireGiven(method, "method");
    return new Derivative(Primal.of(method));
  }

  /**
   * The gradient of a function of one array, given as a method reference or a lambda. Values that
   * the lambda captured are constants.
   *
   * @throws NotDifferentiableException if it is not known what implements {@code function}
   */
  public static VectorGradient gradient(ToDoubleFunction<double[]> function) {
    return new FunctionGradient(derivativeOf(function, double[].class));
  }

  /**
   * The derivative of a function of one variable, given as a method reference or a lambda. Values
   * that the lambda captured are constants.
   *
   * @throws NotDifferentiableException if it is not known what implements {@code function}
   */
  public static DoubleUnaryOperator derivative(DoubleUnaryOperator function) {
    return new FunctionDerivative(derivativeOf(function, double.class));
  }

  private static Derivative derivativeOf(Object function, Class<?> argument) {
    RuntimeLink.require();
    requireGiven(function, "function");
    Object[] found = RuntimeLink.implementation(function);
    Method method = method((Class<?>) found[0], (String) found[1], (String) found[2]);
    Object[] captured = Objects.requireNonNullElse((Object[]) found[3], new Object[0]);
    Primal primal = Primal.of(method, captured);
    if (primal.parameters.length != 1
        || primal.parameters[0] != argument
        || !primal.hasScalarResult()) {
      throw new IllegalArgumentException(
          "the function is implemented by "
              + Candidates.signature(method)
              + " returning "
              + method.getReturnType().getSimpleName()
              + ": its parameter must be "
              + argument.getSimpleName()
              + " and its result double or float, not a box or a"
              + " supertype; write a lambda that converts");
    }
    return new Derivative(primal);
  }

  private static Method method(Class<?> host, String name, String descriptor) {
    MethodType type = MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
    for (Method method : host.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && method.getReturnType() == type.returnType()
          && type.parameterList().equals(java.util.List.of(method.getParameterTypes()))) {
        return method;
      }
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
