package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * Derivatives that were taken in a forward sweep, and are reversed: the adjoint of a gradient is
 * the Hessian times the adjoints of its components, which are known only then. So the function runs
 * once more, in both sweeps of reverse mode, each with tangents: of its point, the adjoints; of the
 * adjoints that it computes, the adjoints of the derivative around, to which they add up in place.
 *
 * <p>It sees what it saw: all that the function and the point lead to is saved when the derivative
 * is taken, and put back for as long as it runs again. Functions that would notice are refused.
 */
final class NestedReplay {
  private static final double CLOSE = 1e-9;

  /** By the class of functions, why they cannot run again; empty if they can. */
  private static final ClassValue<String[]> TROUBLES =
      new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
          return new String[1];
        }
      };

  /**
   * What was recorded.
   *
   * @param point an array; null for functions of one variable
   * @param number the point of those
   * @param value that the function has at an array, or the derivative that was found
   */
  private record Recorded(
      Object function,
      Object functionShadow,
      double[] point,
      double[] pointShadow,
      double[] gradientShadow,
      double number,
      double value,
      SavedState state) {}

  private NestedReplay() {}

  /** Makes room, before the derivative is taken: if that throws, there is nothing to reverse. */
  static void begin(Tape tape) {
    tape.refs = Shadows.growRefs(tape, tape.refTop, 1);
    tape.refs[tape.refTop++] = null;
  }

  static void ofDerivative(
      Tape tape, Object object, Object shadow, Object function, double point, double value) {
    requireRepeatable(function, "java/util/function/DoubleUnaryOperator", "(D)D");
    Object held = heldShadow(tape, object, shadow, function);
    SavedState state = SavedState.of(new Object[] {function});
    tape.refs[tape.refTop - 1] =
        new Recorded(function, held, null, null, null, point, value, state);
  }

  static void ofGradient(
      Tape tape,
      Object object,
      Object shadow,
      Object function,
      Object point,
      Object pointShadow,
      Object gradientShadow,
      double value) {
    requireRepeatable(function, "java/util/function/ToDoubleFunction", "([D)D");
    Object held = heldShadow(tape, object, shadow, function);
    SavedState state = SavedState.of(new Object[] {function, point});
    tape.refs[tape.refTop - 1] =
        new Recorded(
            function,
            held,
            (double[]) point,
            (double[]) pointShadow,
            (double[]) gradientShadow,
            0,
            value,
            state);
  }

  /** The shadow of the function that an object of the API holds. */
  private static Object heldShadow(Tape tape, Object object, Object shadow, Object function) {
    Object known = Shadows.objectShadow(tape, object, shadow);
    if (!tape.isNowhere(known) && known instanceof Object[] mirror) {
      for (MirrorField field : Mirrors.fields(object.getClass())) {
        if (field.name().equals("function")) {
          return Shadows.rowShadow(tape, mirror, field.index(), function);
        }
      }
    }
    return Shadows.shadowOf(tape, function);
  }

  private static void requireRepeatable(Object function, String type, String descriptor) {
    String[] trouble = TROUBLES.get(function.getClass());
    if (trouble[0] == null) {
      String found = Linker.compiler().notReplayable(function, type, descriptor);
      trouble[0] = found == null ? "" : found;
    }
    if (!trouble[0].isEmpty()) {
      String reason = "NESTED_IN_REVERSE";
      throw new Refusal(reason, Refusal.text(Places.chain(), reason, trouble[0]));
    }
  }

  /**
   * Reverses one record.
   *
   * @param seed the adjoint of what the method of the API yields
   * @param forward the variant of the forward sweep that carries tangents, as call sites name it
   * @param reverse the same of the reverse sweep
   * @return the adjoint of a point that is a number
   */
  static double replay(Tape tape, double seed, String forward, String reverse) {
    Recorded recorded = (Recorded) tape.refs[--tape.refTop];
    if (recorded == null) {
      return 0;
    }
    SavedState now = recorded.state.swapIn();
    try {
      return recorded.point == null
          ? replayDerivative(tape, recorded, seed, forward, reverse)
          : replayGradient(tape, recorded, seed, forward, reverse);
    } finally {
      if (now != null) {
        now.restore();
      }
    }
  }

  private static double replayDerivative(
      Tape tape, Recorded recorded, double seed, String forward, String reverse) {
    Tape first = new Tape();
    first.beginFollowingAll();
    Tape second = new Tape();
    second.beginLandingIn(tape, first);
    Object function = recorded.function;
    Object adjoints = Shadows.shadowOf(first, function);
    enter(second, adjoints, recorded.functionShadow);
    Object still = Shadows.shadowOf(second, function);
    Object[] all = {
      function, recorded.number, adjoints, first, still, 1.0, recorded.functionShadow, second
    };
    call(function, forward, all);
    check(recorded.value, second.out[0]);
    call(function, reverse, new Object[] {seed, first, 0.0, second});
    return second.out[0];
  }

  private static double replayGradient(
      Tape tape, Recorded recorded, double seed, String forward, String reverse) {
    double[] point = recorded.point;
    double[] direction = new double[point.length];
    if (recorded.gradientShadow != null) {
      System.arraycopy(recorded.gradientShadow, 0, direction, 0, direction.length);
      Arrays.fill(recorded.gradientShadow, 0.0); // The gradient was overwritten.
    }
    double[] landed =
        recorded.pointShadow != null ? recorded.pointShadow : new double[point.length];
    Tape first = new Tape();
    first.beginFollowingAll();
    Tape second = new Tape();
    second.beginLandingIn(tape, first);
    double[] pointAdjoints = new double[point.length];
    first.enterShadow(point, pointAdjoints);
    second.enterShadow(point, direction);
    second.enterShadow(pointAdjoints, landed);
    Object function = recorded.function;
    Object adjoints = Shadows.shadowOf(first, function);
    enter(second, adjoints, recorded.functionShadow);
    Object still = Shadows.shadowOf(second, function);
    Object[] all = {
      function,
      point,
      adjoints,
      pointAdjoints,
      first,
      still,
      direction,
      recorded.functionShadow,
      landed,
      second
    };
    Object value = call(function, forward, all);
    check(recorded.value, (double) value);
    call(function, reverse, new Object[] {1.0, first, seed, second});
    return 0;
  }

  private static void enter(Tape tape, Object reference, Object shadow) {
    if (reference != null && shadow != null) {
      tape.enterShadow(reference, shadow);
    }
  }

  /** Other numbers would show that the function sees something else than it saw. */
  private static void check(double recorded, double found) {
    boolean same =
        Double.compare(recorded, found) == 0
            || Math.abs(recorded - found) <= CLOSE * Math.max(Math.abs(recorded), Math.abs(found));
    if (!same) {
      String reason = "NESTED_IN_REVERSE";
      String detail = "it yields " + found + " now, where it yielded " + recorded;
      throw new Refusal(reason, Refusal.text(Places.chain(), reason, detail));
    }
  }

  private static Object call(Object function, String variant, Object[] arguments) {
    MethodHandle target = Variants.OF.get(function.getClass()).handle(variant);
    try {
      return (Object) target.invokeExact(arguments);
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw Variants.thrown(e);
    }
  }

  /** Handles of the variants of functions of one class, by their names. */
  private static final class Variants {
    static final ClassValue<Variants> OF =
        new ClassValue<>() {
          @Override
          protected Variants computeValue(Class<?> type) {
            return new Variants(type);
          }
        };

    private final Class<?> type;
    private final java.util.Map<String, MethodHandle> handles =
        new java.util.concurrent.ConcurrentHashMap<>();

    private Variants(Class<?> type) {
      this.type = type;
    }

    /** {@code (Object[]) Object}. */
    MethodHandle handle(String variant) {
      MethodHandle known = handles.get(variant);
      if (known == null) {
        known = find(variant);
        handles.put(variant, known);
      }
      return known;
    }

    private MethodHandle find(String variant) {
      boolean one = variant.startsWith("D");
      Class<?> owner =
          one
              ? java.util.function.DoubleUnaryOperator.class
              : java.util.function.ToDoubleFunction.class;
      String descriptor = one ? "(D)D" : "(Ljava/lang/Object;)D";
      MethodHandle found =
          Linker.compiler()
              .select(owner, owner, "applyAsDouble", descriptor, variant.substring(1), type);
      int count = found.type().parameterCount();
      return found.asType(MethodType.genericMethodType(count)).asSpreader(Object[].class, count);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable e) throws T {
      throw (T) e;
    }
  }
}
