package org.wengert.internal;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * The kinds of entry points and the types of their handles. With P the method's parameters (the
 * receiver first, if it has one), R its result, S(T) the shadow type of T ({@link
 * Shadows#shadowType}), "active" what the activity string marks {@code A}:
 *
 * <table>
 *   <caption>handle types</caption>
 *   <tr><td>{@code gradient}<td>(P..., S of active references..., double[] scalarAdjoints, Object tape) R
 *   <tr><td>{@code jvp}<td>(P..., S of active parameters..., double[] resultTangent,
 *       Object[] resultShadow, Object tape) R
 *   <tr><td>{@code forward}<td>(P..., S of active references..., Object[] resultShadow, Object tape) R
 *   <tr><td>{@code reverse}<td>(double seed, double[] scalarAdjoints, Object tape) void
 *   <tr><td>{@code primal}<td>(P...) R
 *   <tr><td>{@code jvps}<td>(Object[] arguments, Object[][] tangents, double[] resultTangents,
 *       Object[] resultShadows, Object[] tapes) Object, all but the arguments by direction, of which there
 *       are {@link #DIRECTIONS}; the tangents parallel to the arguments
 *   <tr><td>{@code hvp}<td>(Object[] arguments, Object[] S of active arrays, Object[][] tangents,
 *       Object[][] tangents of S, double[] scalarAdjoints, double[][] tangents of these, Object tape,
 *       Object[] secondTapes) Object, the tangents parallel to the arguments, of one direction
 *   <tr><td>{@code hvps}<td>the same of {@link #DIRECTIONS} directions
 *   <tr><td>{@code second-jvp}<td>(Object[] arguments, Object[] tangents, Object[] secondTangents, Object[]
 *       zeros, double[] results, Object tape, Object secondTape) Object, all but the results parallel to
 *       the arguments
 * </table>
 *
 * <p>A handle takes at most 255 slots. Where a type above has more than {@link #MAX_SLOTS}, the
 * kind with the suffix {@link #WIDE} is asked for instead: (Object[] arguments, Object[] shadows,
 * what follows the shadows above...) Object; scalar tangents are boxed among the shadows.
 */
public final class Kinds {
  /** Joint value and gradient of a scalar result. */
  public static final String GRADIENT = "gradient";

  /** Forward mode. */
  public static final String JVP = "jvp";

  /** The recording sweep of reverse mode. */
  public static final String FORWARD = "forward";

  /** The replaying sweep of reverse mode. */
  public static final String REVERSE = "reverse";

  /** A gradient that carries tangents: a Hessian times a vector. */
  public static final String HVP = "hvp";

  private static final MethodType HVP_TYPE =
      MethodType.methodType(
          Object.class,
          Object[].class,
          Object[].class,
          Object[][].class,
          Object[][].class,
          double[].class,
          double[][].class,
          Object.class,
          Object[].class);

  /** A gradient that carries tangents in several directions. */
  public static final String HVPS = "hvps";

  /** Forward mode in several directions. */
  public static final String JVPS = "jvps";

  /** How many these are, in one run of the method; the same as the agent's runtime has. */
  public static final int DIRECTIONS = 4;

  private static final MethodType JVPS_TYPE =
      MethodType.methodType(
          Object.class,
          Object[].class,
          Object[][].class,
          double[].class,
          Object[].class,
          Object[].class);

  /** A tangent that carries tangents: second derivatives in two directions. */
  public static final String SECOND_JVP = "second-jvp";

  private static final MethodType SECOND_JVP_TYPE =
      MethodType.methodType(
          Object.class,
          Object[].class,
          Object[].class,
          Object[].class,
          Object[].class,
          double[].class,
          Object.class,
          Object.class);

  /** The method itself. */
  public static final String PRIMAL = "primal";

  /** Suffix of the kinds whose arguments travel in arrays. */
  public static final String WIDE = "-wide";

  /** Beyond this a type is wide: below 255 to leave room for what combinators add. */
  public static final int MAX_SLOTS = 250;

  private Kinds() {}

  /** The kind to link: {@code kind} itself, or its wide form if the handle would be too long. */
  public static String fitting(String kind, MethodType method, String activity) {
    List<Class<?>> parameters = parameters(kind, method, activity);
    return !kind.equals(REVERSE) && slots(parameters) > MAX_SLOTS ? kind + WIDE : kind;
  }

  /** The type of an entry point's handle. */
  public static MethodType type(String kind, MethodType method, String activity) {
    if (kind.equals(HVP) || kind.equals(HVPS)) {
      return HVP_TYPE;
    } else if (kind.equals(JVPS)) {
      return JVPS_TYPE;
    } else if (kind.equals(SECOND_JVP)) {
      return SECOND_JVP_TYPE;
    } else if (kind.endsWith(WIDE)) {
      return wide(kind.substring(0, kind.length() - WIDE.length()));
    }
    Class<?> result = kind.equals(REVERSE) ? void.class : method.returnType();
    return MethodType.methodType(result, parameters(kind, method, activity));
  }

  private static MethodType wide(String kind) {
    List<Class<?>> parameters = new ArrayList<>();
    parameters.add(Object[].class);
    if (!kind.equals(PRIMAL)) {
      parameters.add(Object[].class);
      parameters.addAll(extras(kind));
    }
    return MethodType.methodType(Object.class, parameters);
  }

  private static List<Class<?>> parameters(String kind, MethodType method, String activity) {
    List<Class<?>> all = new ArrayList<>();
    if (!kind.equals(REVERSE)) {
      all.addAll(method.parameterList());
    }
    if (kind.equals(GRADIENT) || kind.equals(FORWARD) || kind.equals(JVP)) {
      addShadows(all, method, activity, kind.equals(JVP));
    }
    all.addAll(extras(kind));
    return all;
  }

  private static void addShadows(
      List<Class<?>> all, MethodType method, String activity, boolean scalars) {
    for (int i = 0; i < activity.length(); i++) {
      Class<?> parameter = method.parameterType(i);
      if (activity.charAt(i) == 'A' && (scalars || !parameter.isPrimitive())) {
        all.add(Shadows.shadowType(parameter));
      }
    }
  }

  private static List<Class<?>> extras(String kind) {
    switch (kind) {
      case GRADIENT:
        return List.of(double[].class, Object.class);
      case JVP:
        return List.of(double[].class, Object[].class, Object.class);
      case FORWARD:
        return List.of(Object[].class, Object.class);
      case REVERSE:
        return List.of(double.class, double[].class, Object.class);
      case PRIMAL:
        return List.of();
      default:
        throw new IllegalArgumentException("unknown kind of entry point: " + kind);
    }
  }

  private static int slots(List<Class<?>> types) {
    int slots = 0;
    for (Class<?> type : types) {
      slots += type == double.class || type == long.class ? 2 : 1;
    }
    return slots;
  }
}
