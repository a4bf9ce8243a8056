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
 * The entry point of a tangent that carries tangents: second derivatives of a number in two
 * directions. Each direction has a tape; the second one's is the shadow of the first one's.
 */
public final class SecondTangent {
  /** Of every handle of this kind; see {@link Bridge#entry}. */
  public static final MethodType TYPE =
      MethodType.methodType(
          Object.class,
          Object[].class,
          Object[].class,
          Object[].class,
          Object[].class,
          double[].class,
          Object.class,
          Object.class);

  /** Where the outer tape has the mixed derivative, and the tangent in the second direction. */
  private static final int MIXED = 0;

  private static final int OUTER = 1;

  private static final MethodHandle RUN = find(SecondTangent.class, "run");

  private final MethodHandle variant;
  private final EntryPlan plan;

  private SecondTangent(MethodHandle variant, EntryPlan plan) {
    this.variant = variant;
    this.plan = plan;
  }

  /**
   * The handle of a method.
   *
   * @param variant {@code (Object[]) Object}, which takes all arguments of the variant
   */
  public static MethodHandle handle(MethodHandle variant, EntryPlan plan) {
    return RUN.bindTo(new SecondTangent(variant, plan));
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
   * @param first the first direction, parallel to the arguments: numbers, and shadows of arrays
   * @param second the second one, likewise
   * @param zeros parallel to the arguments: a shadow of zeros for each array or object that has a
   *     tangent
   * @param results gets the tangents in both directions, then the mixed second derivative
   */
  Object run(
      Object[] arguments,
      Object[] first,
      Object[] second,
      Object[] zeros,
      double[] results,
      Object firstTape,
      Object secondTape)
      throws Throwable {
    Tape inner = (Tape) firstTape;
    Tape outer = (Tape) secondTape;
    inner.begin(arguments.length + 1);
    outer.beginShadowOf(inner, arguments.length + 1);
    if (plan.instance()) {
      Objects.requireNonNull(arguments[0]);
    }
    Object[] moved = first.clone();
    Object[] seconds = second.clone();
    Object[] still = zeros.clone();
    bind(inner, outer, arguments, moved, seconds, still);
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isCarried(i)) {
        all.add(moved[i]);
      }
    }
    all.add(inner);
    addTangents(outer, arguments, moved, seconds, still, all);
    all.add(outer);
    Object value = (Object) variant.invokeExact(all.toArray());
    results[0] = inner.out[0];
    results[1] = outer.out[OUTER];
    results[2] = outer.out[MIXED];
    Arguments.finish(inner);
    Arguments.finish(outer);
    return value;
  }

  /** Directions are constants: their own tangents, still, are zero. */
  private void bind(
      Tape inner,
      Tape outer,
      Object[] arguments,
      Object[] moved,
      Object[] seconds,
      Object[] still) {
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isBound(i)) {
        boolean numbers = plan.numbers()[i];
        moved[i] = bind(inner, arguments[i], moved[i], numbers);
        seconds[i] = bind(outer, arguments[i], seconds[i], numbers);
        still[i] = bindStill(outer, moved[i], still[i], numbers);
      }
    }
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isLent(i)) {
        moved[i] = Shadows.shadowOf(inner, arguments[i]);
      } else if (plan.checked()[i]) {
        Arguments.bindInactive(inner, arguments[i], plan.displayed(), plan.names().get(i));
      }
    }
  }

  private static Object bind(Tape tape, Object argument, Object tangent, boolean numbers) {
    return numbers
        ? Arguments.bindTangent(tape, argument, tangent)
        : Arguments.bindObject(tape, argument, tangent);
  }

  /** What objects reach has been entered before. */
  private static Object bindStill(Tape outer, Object moved, Object zeros, boolean numbers) {
    if (numbers) {
      return Arguments.bind(outer, moved, zeros);
    }
    Object known = moved == null ? null : outer.knownShadow(moved);
    return known != null ? known : zeros;
  }

  private void addTangents(
      Tape outer,
      Object[] arguments,
      Object[] moved,
      Object[] seconds,
      Object[] still,
      List<Object> all) {
    for (int i = 0; i < arguments.length; i++) {
      if (plan.outer().charAt(i) == 'A') {
        boolean given = !plan.isReference(i) || plan.isBound(i);
        all.add(given ? seconds[i] : Shadows.shadowOf(outer, arguments[i]));
      }
    }
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isCarried(i) && !plan.isReference(i)) {
        all.add(0.0);
      } else if (plan.isCarried(i)) {
        all.add(plan.isBound(i) ? still[i] : Shadows.shadowOf(outer, moved[i]));
      }
    }
  }
}
