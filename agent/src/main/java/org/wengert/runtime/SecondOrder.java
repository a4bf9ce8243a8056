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
 * The entry point of a gradient that carries tangents: a Hessian times one or several vectors. It
 * binds what the arguments are to adjoints, as the entry point of a gradient does, and both to
 * their tangents. The first order has a tape of its own; the tape of each direction is its shadow.
 */
public final class SecondOrder {
  /** Of every handle of this kind; see {@link Bridge#entry}. */
  public static final MethodType TYPE =
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

  private static final MethodHandle RUN = find(SecondOrder.class, "run");

  private final MethodHandle variant;
  private final EntryPlan plan;

  private SecondOrder(MethodHandle variant, EntryPlan plan) {
    this.variant = variant;
    this.plan = plan;
  }

  /**
   * The handle of a method.
   *
   * @param variant {@code (Object[]) Object}, which takes all arguments of the variant
   */
  public static MethodHandle handle(MethodHandle variant, EntryPlan plan) {
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
   * @param shadows parallel to the independents that are references: zeros, to which is added
   * @param tangents once a direction, parallel to the arguments: numbers, and shadows of arrays
   * @param shadowTangents once a direction, parallel to the shadows: zeros, to which is added
   * @param scalars gets the adjoints of the scalars
   * @param scalarTangents once a direction, gets the tangents of these
   * @param first the tape of the first order
   * @param second a tape a direction
   */
  Object run(
      Object[] arguments,
      Object[] shadows,
      Object[][] tangents,
      Object[][] shadowTangents,
      double[] scalars,
      double[][] scalarTangents,
      Object first,
      Object[] second)
      throws Throwable {
    Tape inner = (Tape) first;
    inner.begin(arguments.length + 1);
    for (Object tape : second) {
      ((Tape) tape).beginShadowOf(inner, arguments.length + 1);
    }
    if (plan.instance()) {
      Objects.requireNonNull(arguments[0]);
    }
    Arrays.fill(scalars, 0);
    Object[] adjoints = adjoints(inner, arguments, shadows);
    Object[][] moved = new Object[second.length][];
    Object[][] products = new Object[second.length][];
    for (int d = 0; d < second.length; d++) {
      Arrays.fill(scalarTangents[d], 0);
      moved[d] = moved((Tape) second[d], arguments, tangents[d]);
      products[d] = products((Tape) second[d], adjoints, shadowTangents[d]);
    }
    bindOthers(inner, arguments, adjoints);
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    addFirst(adjoints, all);
    all.add(scalars);
    all.add(inner);
    for (int d = 0; d < second.length; d++) {
      addTangents((Tape) second[d], arguments, adjoints, moved[d], products[d], all);
      all.add(scalarTangents[d]);
    }
    all.addAll(Arrays.asList(second));
    Object value = (Object) variant.invokeExact(all.toArray());
    for (Object tape : second) {
      ((Tape) tape).endShadowOf(inner);
    }
    Arguments.finish(inner);
    for (Object tape : second) {
      Arguments.finish((Tape) tape);
    }
    return value;
  }

  private Object[] adjoints(Tape inner, Object[] arguments, Object[] shadows) {
    Object[] adjoints = new Object[arguments.length];
    int next = 0;
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isBound(i)) {
        Object shadow = shadows[next++];
        if (!plan.numbers()[i]) {
          adjoints[i] = Arguments.bindObject(inner, arguments[i], shadow);
          continue;
        }
        adjoints[i] =
            plan.isCopied(i)
                ? Arguments.bindCopy(inner, arguments[i], shadow)
                : Arguments.bind(inner, arguments[i], shadow);
      }
    }
    return adjoints;
  }

  private Object[] moved(Tape outer, Object[] arguments, Object[] tangents) {
    Object[] moved = tangents.clone();
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isBound(i)) {
        moved[i] =
            plan.numbers()[i]
                ? Arguments.bindTangent(outer, arguments[i], moved[i])
                : Arguments.bindObject(outer, arguments[i], moved[i]);
      }
    }
    return moved;
  }

  private Object[] products(Tape outer, Object[] adjoints, Object[] shadowTangents) {
    Object[] products = new Object[adjoints.length];
    int next = 0;
    for (int i = 0; i < adjoints.length; i++) {
      if (plan.isBound(i)) {
        Object tangent = shadowTangents[next++];
        if (!plan.numbers()[i]) {
          Object known = adjoints[i] == null ? null : outer.knownShadow(adjoints[i]);
          products[i] = known != null ? known : tangent;
          continue;
        }
        products[i] =
            plan.isCopied(i)
                ? Arguments.bindCopy(outer, adjoints[i], tangent)
                : Arguments.bind(outer, adjoints[i], tangent);
      }
    }
    return products;
  }

  /** Arrays that the first order treats as independents though they are none, and all others. */
  private void bindOthers(Tape inner, Object[] arguments, Object[] adjoints) {
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isLent(i)) {
        adjoints[i] = Shadows.shadowOf(inner, arguments[i]);
      }
    }
    for (int i = 0; i < arguments.length; i++) {
      if (plan.checked()[i]) {
        Arguments.bindInactive(inner, arguments[i], plan.displayed(), plan.names().get(i));
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
    return plan.isCarried(parameter) && plan.isReference(parameter);
  }

  private void addTangents(
      Tape outer,
      Object[] arguments,
      Object[] adjoints,
      Object[] moved,
      Object[] products,
      List<Object> all) {
    for (int i = 0; i < arguments.length; i++) {
      if (plan.outer().charAt(i) == 'A') {
        boolean given = !plan.isReference(i) || plan.isBound(i);
        all.add(given ? moved[i] : Shadows.shadowOf(outer, arguments[i]));
      }
    }
    for (int i = 0; i < arguments.length; i++) {
      if (hasShadow(i)) {
        all.add(plan.isBound(i) ? products[i] : Shadows.shadowOf(outer, adjoints[i]));
      }
    }
  }
}
