package org.wengert;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.Shadows;

/**
 * The function that a {@link Derivative} differentiates: a static method, some leading parameters
 * of which may be bound to values that a lambda captured. Indices and names count the others.
 */
final class Primal {
  final Class<?> host;
  final String name;
  final String descriptor;
  final MethodType type;
  final Object[] captured;
  final Class<?>[] parameters;
  final String[] names;

  /** Which parameters are independents. */
  final boolean[] independent;

  /**
   * Which parameters have shadows in JVPs and VJPs: the independents, and for methods without a
   * floating-point result every floating-point array, since those are the dependents.
   */
  final boolean[] shadowed;

  private Primal(Method method, Object[] captured) {
    this.host = method.getDeclaringClass();
    this.name = method.getName();
    this.type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    this.descriptor = type.descriptorString();
    this.captured = captured;
    int skip = captured.length;
    this.parameters = Arrays.copyOfRange(method.getParameterTypes(), skip, type.parameterCount());
    this.names = names(method, skip);
    this.independent = new boolean[parameters.length];
    this.shadowed = new boolean[parameters.length];
    Annotation[][] annotations = method.getParameterAnnotations();
    for (int i = 0; i < parameters.length; i++) {
      independent[i] = Shadows.isFloating(parameters[i]) && !isInactive(annotations[i + skip]);
      shadowed[i] =
          independent[i]
              || (!hasFloatingResult()
                  && parameters[i].isArray()
                  && Shadows.isFloating(parameters[i]));
    }
  }

  /** Checks that {@code method} can have derivatives at all. */
  static Primal of(Method method, Object... captured) {
    if (!Modifier.isStatic(method.getModifiers())) {
      throw new IllegalArgumentException(
          Candidates.signature(method)
              + " is "
              + kind(method)
              + ": derivatives are of static methods; write a static method that takes the receiver"
              + " as a parameter");
    }
    if (Modifier.isNative(method.getModifiers())) {
      throw new IllegalArgumentException(
          Candidates.signature(method)
              + " is a native method: it has no bytecode to differentiate; write it in Java");
    }
    Primal primal = new Primal(method, captured);
    primal.requireIndependent();
    primal.requireDependent();
    return primal;
  }

  private static String kind(Method method) {
    return Modifier.isAbstract(method.getModifiers()) ? "abstract" : "an instance method";
  }

  private static boolean isInactive(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof Inactive) {
        return true;
      }
    }
    return false;
  }

  private void requireIndependent() {
    for (boolean one : independent) {
      if (one) {
        return;
      }
    }
    boolean any = false;
    for (Class<?> parameter : parameters) {
      any |= Shadows.isFloating(parameter);
    }
    throw new IllegalArgumentException(
        this
            + (any
                ? " has only @Inactive floating-point parameters: remove @Inactive from those to"
                    + " differentiate with respect to"
                : " has no floating-point parameter: independents are double, float, and arrays of"
                    + " these"));
  }

  private void requireDependent() {
    for (boolean one : shadowed) {
      if (hasFloatingResult() || (one && hasFloatingArray())) {
        return;
      }
    }
    throw new IllegalArgumentException(
        this
            + " returns "
            + type.returnType().getSimpleName()
            + " and takes no floating-point array:"
            + " nothing in it can depend on its parameters; return double, float or an array of"
            + " these, or write into an array");
  }

  private boolean hasFloatingArray() {
    for (Class<?> parameter : parameters) {
      if (Shadows.isFloatingArray(parameter)) {
        return true;
      }
    }
    return false;
  }

  private static String[] names(Method method, int skip) {
    Parameter[] all = method.getParameters();
    String[] names = new String[all.length - skip];
    String[] debug = null;
    if (all.length > 0 && !all[0].isNamePresent()) {
      debug =
          RuntimeLink.parameterNames(
              method.getDeclaringClass(),
              method.getName(),
              MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                  .descriptorString());
    }
    for (int i = 0; i < names.length; i++) {
      boolean known = debug != null && debug.length == all.length && debug[i + skip] != null;
      names[i] =
          all[i + skip].isNamePresent()
              ? all[i + skip].getName()
              : known ? debug[i + skip] : "arg" + i;
    }
    return names;
  }

  boolean hasFloatingResult() {
    return Shadows.isFloating(type.returnType());
  }

  boolean hasScalarResult() {
    return hasFloatingResult() && !type.returnType().isArray();
  }

  boolean hasArrayResult() {
    return hasFloatingResult() && type.returnType().isArray();
  }

  /** The activity string of an entry point, captured parameters included. */
  String activity(boolean[] which) {
    StringBuilder activity = new StringBuilder("-".repeat(captured.length));
    for (boolean one : which) {
      activity.append(one ? 'A' : '-');
    }
    return activity.toString();
  }

  /** The arguments of one call, checked and converted as a reflective call would convert them. */
  Object[] arguments(Object[] given) {
    Object[] arguments = single(given);
    if (arguments.length != parameters.length) {
      throw new IllegalArgumentException(
          this
              + " takes "
              + parameters.length
              + " arguments, but "
              + arguments.length
              + " were given");
    }
    Object[] all = new Object[parameters.length];
    for (int i = 0; i < all.length; i++) {
      if (!Scalars.accepts(parameters[i], arguments[i])) {
        throw new IllegalArgumentException(badArgument(arguments));
      }
      all[i] = Scalars.convert(parameters[i], arguments[i]);
    }
    return all;
  }

  /** A lone array of rows is one argument, though Java hands it over as the array of arguments. */
  private Object[] single(Object[] given) {
    boolean lone =
        given == null || (given.getClass() != Object[].class && parameters[0].isInstance(given));
    return lone && parameters.length == 1 ? new Object[] {given} : requireArguments(given);
  }

  private Object[] requireArguments(Object[] given) {
    if (given == null) {
      throw new IllegalArgumentException(
          "the arguments of " + this + " are null: pass " + parameters.length + " arguments");
    }
    return given;
  }

  private String badArgument(Object[] arguments) {
    for (int i = 0; i < parameters.length; i++) {
      if (!Scalars.accepts(parameters[i], arguments[i])) {
        return "argument "
            + label(i)
            + " of "
            + this
            + " is "
            + Shadows.describe(arguments[i])
            + ", expected "
            + parameters[i].getSimpleName();
      }
    }
    throw new AssertionError("all arguments fit");
  }

  /** {@code 2 (curve)}. */
  String label(int parameter) {
    return parameter + " (" + names[parameter] + ")";
  }

  int index(String parameter) {
    int at = Arrays.asList(names).indexOf(parameter);
    if (at < 0) {
      throw new IllegalArgumentException(
          this
              + " has no parameter named "
              + parameter
              + ": its parameters are "
              + String.join(", ", names));
    }
    return at;
  }

  int index(int parameter) {
    if (parameter < 0 || parameter >= parameters.length) {
      throw new IllegalArgumentException(
          this
              + " has parameters 0 to "
              + (parameters.length - 1)
              + ", but "
              + parameter
              + " was asked for");
    }
    return parameter;
  }

  /** With the captured values before the arguments. */
  Object[] withCaptured(Object[] arguments) {
    Object[] all = Arrays.copyOf(captured, captured.length + arguments.length, Object[].class);
    System.arraycopy(arguments, 0, all, captured.length, arguments.length);
    return all;
  }

  @Override
  public String toString() {
    return host.getName() + "." + name + "(" + Candidates.simpleNames(parameters) + ")";
  }
}
