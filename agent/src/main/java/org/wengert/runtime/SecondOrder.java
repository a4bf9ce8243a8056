package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The entry point of a gradient that carries tangents: a Hessian times a vector. It binds what the
 * arguments are to adjoints, as the entry point of a gradient does, and both to their tangents. The
 * first order has a tape of its own, whose shadow is the tape of the second.
 */
public final class SecondOrder {
  /** Of every handle of this kind; see {@link Bridge#entry}. */
  public static final MethodType TYPE =
      MethodType.methodType(
          Object.class,
          Object[].class,
          Object[].class,
          Object[].class,
          Object[].class,
          double[].class,
          double[].class,
          Object.class,
          Object.class);

  /**
   * What there is to know of the method.
   *
   * @param instance whether parameter 0 is a receiver
   * @param activity one letter a parameter: {@code A} for an independent
   * @param inner the same as the first order's variant takes it
   * @param outer the same for the parameters of that variant
   * @param numbers by parameter, whether it is an array, of any rank, of numbers
   * @param ranks by parameter how many dimensions its type has
   * @param checked by parameter, whether it must share no memory with the independents
   * @param movesRows whether the method may store rows in arrays of arrays
   * @param displayed how diagnostics name the method
   * @param names of the parameters
   */
  public record Plan(
      boolean instance,
      String activity,
      String inner,
      String outer,
      boolean[] numbers,
      int[] ranks,
      boolean[] checked,
      boolean movesRows,
      String displayed,
      List<String> names) {}

  private static final MethodHandle RUN = find(SecondOrder.class, "run");

  private final MethodHandle variant;
  private final Plan plan;

  private SecondOrder(MethodHandle variant, Plan plan) {
    this.variant = variant;
    this.plan = plan;
  }

  /**
   * The handle of a method.
   *
   * @param variant {@code (Object[]) Object}, which takes all arguments of the variant
   */
  public static MethodHandle handle(MethodHandle variant, Plan plan) {
    return RUN.bindTo(new SecondOrder(variant, plan));
  }

  /** The handle of whichever method the receiver, argument 0, selects. */
  public static MethodHandle selected(Function<Class<?>, MethodHandle> methods) {
    return EntrySite.handle(TYPE, methods);
  }

  private static MethodHandle find(Class<?> type, String name) {
    try {
      return MethodHandles.lookup().findVirtual(type, name, TYPE);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Runs the method once.
   *
   * @param shadows parallel to the independents that are references: overwritten
   * @param tangents parallel to the arguments: numbers, and shadows of arrays
   * @param shadowTangents parallel to the shadows: overwritten
   */
  Object run(
      Object[] arguments,
      Object[] shadows,
      Object[] tangents,
      Object[] shadowTangents,
      double[] scalars,
      double[] scalarTangents,
      Object first,
      Object second)
      throws Throwable {
    Tape inner = (Tape) first;
    Tape outer = (Tape) second;
    inner.begin(arguments.length + 1);
    outer.beginShadowOf(inner, arguments.length + 1);
    if (plan.instance) {
      Objects.requireNonNull(arguments[0]);
    }
    Arrays.fill(scalars, 0);
    Arrays.fill(scalarTangents, 0);
    Object[] adjoints = new Object[arguments.length];
    Object[] moved = tangents.clone();
    Object[] products = new Object[arguments.length];
    bindIndependents(inner, outer, arguments, shadows, adjoints, moved);
    bindProducts(outer, adjoints, shadowTangents, products);
    bindOthers(inner, arguments, adjoints);
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    addFirst(adjoints, all);
    all.add(scalars);
    all.add(inner);
    addTangents(outer, arguments, adjoints, moved, products, all);
    all.add(scalarTangents);
    all.add(outer);
    Object value = (Object) variant.invokeExact(all.toArray());
    outer.endShadowOf(inner);
    Arguments.finish(inner);
    Arguments.finish(outer);
    return value;
  }

  private boolean isActive(int parameter) {
    return plan.activity.charAt(parameter) == 'A';
  }

  /** Whether it is an independent with a shadow. */
  private boolean isBound(int parameter) {
    return isActive(parameter) && plan.ranks[parameter] >= 0;
  }

  private boolean isCopied(int parameter) {
    return plan.movesRows && plan.ranks[parameter] > 1;
  }

  private void bindIndependents(
      Tape inner,
      Tape outer,
      Object[] arguments,
      Object[] shadows,
      Object[] adjoints,
      Object[] moved) {
    int next = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (isBound(i)) {
        Object shadow = shadows[next++];
        if (!plan.numbers[i]) {
          adjoints[i] = Arguments.bindObject(inner, arguments[i], shadow);
          moved[i] = Arguments.bindObject(outer, arguments[i], moved[i]);
          continue;
        }
        Shadows.clear(shadow);
        adjoints[i] =
            isCopied(i)
                ? Arguments.bindCopy(inner, arguments[i], shadow)
                : Arguments.bind(inner, arguments[i], shadow);
        moved[i] = Arguments.bindTangent(outer, arguments[i], moved[i]);
      }
    }
  }

  private void bindProducts(
      Tape outer, Object[] adjoints, Object[] shadowTangents, Object[] products) {
    int next = 0;
    for (int i = 0; i < adjoints.length; i++) {
      if (isBound(i)) {
        Object tangent = shadowTangents[next++];
        if (!plan.numbers[i]) {
          Object known = adjoints[i] == null ? null : outer.knownShadow(adjoints[i]);
          products[i] = known != null ? known : tangent;
          continue;
        }
        Shadows.clear(tangent);
        products[i] =
            isCopied(i)
                ? Arguments.bindCopy(outer, adjoints[i], tangent)
                : Arguments.bind(outer, adjoints[i], tangent);
      }
    }
  }

  /** Arrays that the first order treats as independents though they are none, and all others. */
  private void bindOthers(Tape inner, Object[] arguments, Object[] adjoints) {
    for (int i = 0; i < arguments.length; i++) {
      if (!isActive(i) && plan.inner.charAt(i) == 'A') {
        adjoints[i] = Shadows.shadowOf(inner, arguments[i]);
      }
    }
    for (int i = 0; i < arguments.length; i++) {
      if (plan.checked[i]) {
        Arguments.bindInactive(inner, arguments[i], plan.displayed, plan.names.get(i));
      }
    }
  }

  private void addFirst(Object[] adjoints, List<Object> all) {
    for (int i = 0; i < adjoints.length; i++) {
      if (hasShadow(i)) {
        all.add(adjoints[i]);
      }
    }
  }

  private boolean hasShadow(int parameter) {
    return plan.inner.charAt(parameter) == 'A' && plan.ranks[parameter] >= 0;
  }

  private void addTangents(
      Tape outer,
      Object[] arguments,
      Object[] adjoints,
      Object[] moved,
      Object[] products,
      List<Object> all) {
    for (int i = 0; i < arguments.length; i++) {
      if (plan.outer.charAt(i) == 'A') {
        boolean scalar = plan.ranks[i] < 0;
        all.add(scalar || isBound(i) ? moved[i] : Shadows.shadowOf(outer, arguments[i]));
      }
    }
    for (int i = 0; i < arguments.length; i++) {
      if (hasShadow(i)) {
        all.add(isBound(i) ? products[i] : Shadows.shadowOf(outer, adjoints[i]));
      }
    }
  }
}
