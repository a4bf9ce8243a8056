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
 * The function that a {@link Derivative} differentiates: a method, whose receiver, if it has one,
 * is its first parameter, called {@code this}; some leading parameters may be bound to values that
 * a lambda captured. Indices and names count the others.
 */
final class Primal {
  final Class<?> host;
  final String name;

  /** As in the class file, without the receiver. */
  final String descriptor;

  final boolean isStatic;

  /** With the receiver. */
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

  /**
   * @param parameters without the captured ones
   */
  private Primal(Method method, Object[] captured, Class<?>[] parameters) {
    this.looksAround = false;
    this.host = method.getDeclaringClass();
    this.name = method.getName();
    this.isStatic = Modifier.isStatic(method.getModifiers());
    this.descriptor =
        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .descriptorString();
    this.type = fullType(method);
    this.captured = captured;
    this.parameters = parameters;
    this.names = names(method, captured.length);
    this.independent = new boolean[parameters.length];
    Annotation[][] annotations = method.getParameterAnnotations();
    int skip = captured.length - (isStatic ? 0 : 1);
    for (int i = 0; i < parameters.length; i++) {
      independent[i] =
          (Shadows.isFloating(parameters[i]) || Shadows.isBox(parameters[i]))
              && !(i + skip >= 0 && isInactive(annotations[i + skip]));
    }
    this.shadowed = shadowed();
  }

  /** Whether what the arguments reach is looked at though no object is an independent. */
  private final boolean looksAround;

  private Primal(Primal of, boolean[] independent, boolean looksAround) {
    this.looksAround = looksAround;
    this.host = of.host;
    this.name = of.name;
    this.descriptor = of.descriptor;
    this.isStatic = of.isStatic;
    this.type = of.type;
    this.captured = of.captured;
    this.parameters = of.parameters;
    this.names = of.names;
    this.independent = independent;
    this.shadowed = shadowed();
  }

  private boolean[] shadowed() {
    boolean[] all = independent.clone();
    for (int i = 0; i < parameters.length; i++) {
      all[i] |= !hasFloatingResult() && Shadows.isFloatingArray(parameters[i]);
    }
    return all;
  }

  private static MethodType fullType(Method method) {
    MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    return Modifier.isStatic(method.getModifiers())
        ? type
        : type.insertParameterTypes(0, method.getDeclaringClass());
  }

  /** Checks that {@code method} can have derivatives at all. */
  static Primal of(Method method, Object... captured) {
    MethodType type = fullType(method);
    return of(
        method,
        captured,
        Arrays.copyOfRange(type.parameterArray(), captured.length, type.parameterCount()));
  }

  /**
   * @param parameters types of what the parameters that are not captured will get, at least as
   *     special as declared
   */
  static Primal of(Method method, Object[] captured, Class<?>... parameters) {
    Primal primal = new Primal(method, captured, parameters);
    if (!primal.canHaveIndependents()) {
      throw primal.noIndependent();
    }
    primal.requireDependent();
    return primal;
  }

  /** With exactly these independents. */
  Primal withRespectTo(int... wanted) {
    boolean[] chosen = new boolean[parameters.length];
    for (int i : wanted) {
      if (!Shadows.canHold(parameters[index(i)])) {
        throw new IllegalArgumentException(
            "parameter "
                + label(i)
                + " of "
                + this
                + " is "
                + parameters[i].getSimpleName()
                + ", which holds no floating-point number: name others");
      }
      chosen[i] = true;
    }
    if (wanted.length == 0) {
      throw new IllegalArgumentException(
          "no parameter is named: name some of " + String.join(", ", names));
    }
    Primal primal = new Primal(this, chosen, looksAround);
    primal.requireDependent();
    return primal;
  }

  /** Whether a parameter is an object, a box, or an array of such. */
  boolean isObject(int parameter) {
    return isObject(parameters[parameter]);
  }

  private static boolean isObject(Class<?> type) {
    return !type.isPrimitive() && !Shadows.isFloatingArray(type);
  }

  /** As with an object among the independents, for checks that must not copy the arguments. */
  Primal lookingAround() {
    return new Primal(this, independent, true);
  }

  boolean hasObjectParameter() {
    for (int i = 0; i < parameters.length; i++) {
      if (isObject(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether objects are among what derivatives are taken of, or with respect to. */
  boolean reachesObjects() {
    return hasObjectResult() || takesObjects();
  }

  /** Whether objects are among the independents. */
  boolean takesObjects() {
    if (looksAround) {
      return true;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (independent[i] && isObject(i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the result is a Double or Float. */
  boolean hasBoxResult() {
    return Shadows.isBox(type.returnType());
  }

  /** Whether the result is an object, boxes included, that may hold floating-point numbers. */
  boolean hasObjectResult() {
    return isObject(type.returnType()) && Shadows.canHold(type.returnType());
  }

  private static boolean isInactive(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof Inactive) {
        return true;
      }
    }
    return false;
  }

  private boolean canHaveIndependents() {
    for (int i = 0; i < parameters.length; i++) {
      if (independent[i] || (isObject(i) && Shadows.canHold(parameters[i]))) {
        return true;
      }
    }
    return false;
  }

  /** Refuses to differentiate with respect to nothing. */
  void requireIndependent() {
    for (boolean one : independent) {
      if (one) {
        return;
      }
    }
    throw noIndependent();
  }

  private IllegalArgumentException noIndependent() {
    boolean floating = false;
    boolean objects = false;
    for (Class<?> parameter : parameters) {
      floating |= Shadows.isFloating(parameter) || Shadows.isBox(parameter);
      objects |= isObject(parameter) && Shadows.canHold(parameter);
    }
    String remedy =
        floating
            ? " has only @Inactive floating-point parameters: remove @Inactive from those to"
                + " differentiate with respect to"
            : " has no floating-point parameter: independents are double, float, and arrays of"
                + " these";
    return new IllegalArgumentException(
        this
            + remedy
            + (objects
                ? "; or name objects: withRespectTo(...), of " + String.join(", ", names)
                : ""));
  }

  private void requireDependent() {
    if (hasFloatingResult() || hasObjectResult()) {
      return;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (Shadows.isFloatingArray(parameters[i])
          || (isObject(i) && !Shadows.isBox(parameters[i]) && Shadows.canHold(parameters[i]))) {
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

  private static String[] names(Method method, int skip) {
    Parameter[] all = method.getParameters();
    String[] debug = null;
    if (all.length > 0 && !all[0].isNamePresent()) {
      debug =
          RuntimeLink.parameterNames(
              method.getDeclaringClass(),
              method.getName(),
              MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                  .descriptorString());
    }
    int receiver = Modifier.isStatic(method.getModifiers()) ? 0 : 1;
    String[] names = new String[all.length + receiver - skip];
    for (int i = 0; i < names.length; i++) {
      int at = i + skip - receiver;
      boolean known = debug != null && debug.length == all.length && at >= 0 && debug[at] != null;
      names[i] =
          at < 0
              ? "this"
              : all[at].isNamePresent() ? all[at].getName() : known ? debug[at] : "arg" + i;
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
    Object[] arguments = argumentsOf(given);
    Object[] all = new Object[parameters.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = argument(i, arguments);
    }
    if (!isStatic && captured.length == 0 && all[0] == null) {
      throw new IllegalArgumentException(
          "the receiver of " + this + " is null: pass the object that the method is called on");
    }
    return all;
  }

  /** As many as there are parameters: the very array that was given, unless that is an argument. */
  Object[] argumentsOf(Object[] given) {
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
    return arguments;
  }

  /** One of the arguments, checked and converted. */
  Object argument(int i, Object[] arguments) {
    if (!Scalars.accepts(parameters[i], arguments[i])) {
      throw new IllegalArgumentException(badArgument(arguments));
    }
    return Scalars.convert(parameters[i], arguments[i]);
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
