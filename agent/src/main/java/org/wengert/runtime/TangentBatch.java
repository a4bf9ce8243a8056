package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/**
 * The entry point of forward mode in several directions at once, each of which has a tape: the
 * method itself runs once for all of them.
 */
public final class TangentBatch {
  /** Of every handle of this kind; see {@link Bridge#entry}. */
  public static final MethodType TYPE =
      MethodType.methodType(
          Object.class,
          Object[].class,
          Object[][].class,
          double[].class,
          Object[].class,
          Object[].class);

  private static final MethodHandle RUN;

  static {
    try {
      RUN = MethodHandles.lookup().findVirtual(TangentBatch.class, "run", TYPE);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MethodHandle variant;
  private final EntryPlan plan;

  private TangentBatch(MethodHandle variant, EntryPlan plan) {
    this.variant = variant;
    this.plan = plan;
  }

  /**
   * The handle of a method.
   *
   * @param variant {@code (Object[]) Object}, which takes all arguments of the variant
   */
  public static MethodHandle handle(MethodHandle variant, EntryPlan plan) {
    return RUN.bindTo(new TangentBatch(variant, plan));
  }

  /** The handle of whichever method the receiver, argument 0, selects. */
  public static MethodHandle selected(Function<Class<?>, MethodHandle> methods) {
    return EntrySite.handle(TYPE, methods);
  }

  /**
   * Runs the method once.
   *
   * @param tangents once a direction, parallel to the arguments: numbers, and shadows of arrays,
   *     which are overwritten with the tangents on exit
   * @param resultTangents by direction, gets that of a number
   * @param resultShadows by direction, gets that of an array of numbers
   * @param tapes a tape a direction
   */
  Object run(
      Object[] arguments,
      Object[][] tangents,
      double[] resultTangents,
      Object[] resultShadows,
      Object[] tapes)
      throws Throwable {
    if (plan.instance()) {
      Objects.requireNonNull(arguments[0]);
    }
    int carried = 0;
    for (int i = 0; i < arguments.length; i++) {
      carried += plan.isCarried(i) ? 1 : 0;
    }
    int directions = tapes.length;
    Object[] all = ((Tape) tapes[0]).scratch(arguments.length + directions * (carried + 1));
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    for (int d = 0; d < directions; d++) {
      Tape tape = (Tape) tapes[d];
      tape.begin(arguments.length + 1);
      addMoved(tape, arguments, tangents[d], all, arguments.length + d * carried);
      all[arguments.length + directions * carried + d] = tape;
    }
    Object value;
    try {
      value = (Object) variant.invokeExact(all);
    } finally {
      Arrays.fill(all, null);
    }
    for (int d = 0; d < directions; d++) {
      Tape tape = (Tape) tapes[d];
      if (value != null && isNumbers(value.getClass())) {
        Object[] cell = new Object[1];
        Arguments.publishResult(tape, value, cell);
        resultShadows[d] = cell[0];
      } else {
        resultTangents[d] = tape.out[0];
        tape.noteResult(value);
      }
      Arguments.finish(tape);
    }
    return value;
  }

  private void addMoved(
      Tape tape, Object[] arguments, Object[] tangents, Object[] all, int position) {
    int next = position;
    for (int i = 0; i < arguments.length; i++) {
      Object moved = plan.isBound(i) ? bound(tape, i, arguments[i], tangents[i]) : tangents[i];
      if (plan.isCarried(i)) {
        all[next++] = moved;
      }
    }
    next = position;
    for (int i = 0; i < arguments.length; i++) {
      if (plan.isLent(i) && plan.isReference(i)) {
        all[next] = Shadows.shadowOf(tape, arguments[i]);
      }
      next += plan.isCarried(i) ? 1 : 0;
    }
    for (int i = 0; i < arguments.length; i++) {
      if (plan.checked()[i]) {
        Arguments.bindInactive(tape, arguments[i], plan.displayed(), plan.names().get(i));
      }
    }
  }

  private Object bound(Tape tape, int parameter, Object argument, Object tangent) {
    return plan.numbers()[parameter]
        ? Arguments.bindTangent(tape, argument, tangent)
        : Arguments.bindObject(tape, argument, tangent);
  }

  private static boolean isNumbers(Class<?> type) {
    Class<?> leaf = type;
    while (leaf.isArray()) {
      leaf = leaf.getComponentType();
    }
    return type.isArray() && leaf.isPrimitive();
  }
}
