package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Derivatives that were taken in a forward sweep, and are reversed: the adjoint of a gradient is
 * the Hessian times the adjoints of its components, which are known only then. So the function runs
 * once more, in both sweeps of reverse mode, each with tangents: of its point, the adjoints; of the
 * adjoints that it computes, the adjoints of the derivative around, to which they add up in place.
 *
 * <p>It sees what it saw: all that the function and the point lead to is saved when the derivative
 * is taken, and put back for as long as it runs again. Functions that would notice are refused.
 */
public final class NestedReplay {
  private static final double CLOSE = 1e-9;

  /**
   * By the class of functions, then by the interface, why they cannot run again; empty if they can.
   */
  private static final ClassValue<Map<String, String>> TROUBLES =
      new ClassValue<>() {
        @Override
        protected Map<String, String> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /**
   * What was recorded.
   *
   * @param point an array; null for functions of one variable
   * @param number the point of those
   * @param value that the function has at an array, or the derivative that was found
   * @param rows of the shadows of what the state holds
   */
  private record Recorded(
      Object function,
      Object functionShadow,
      double[] point,
      double[] pointShadow,
      double[] gradientShadow,
      double number,
      double value,
      SavedState state,
      SavedRows rows) {}

  private NestedReplay() {}

  /** Makes room, before the derivative is taken: if that throws, there is nothing to reverse. */
  public static void begin(Tape tape) {
    tape.refs = Shadows.growRefs(tape, tape.refTop, 1);
    tape.refs[tape.refTop++] = null;
  }

  /**
   * Records the derivative of a function of one variable.
   *
   * @param object of the API, which holds the function
   * @param shadow of that; null if there is none
   */
  public static void recordDerivative(
      Tape tape, Object object, Object shadow, Object function, double point, double value) {
    requireRepeatable(function, "java/util/function/DoubleUnaryOperator", "(D)D");
    Object held = heldShadow(tape, object, shadow, function);
    SavedState state = SavedState.of(new Object[] {function});
    SavedRows rows = rows(tape, held, state);
    record(tape, new Recorded(function, held, null, null, null, point, value, state, rows));
  }

  /** As {@link #recordDerivative} for the gradient of a function of an array. */
  public static void recordGradient(
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
    record(
        tape,
        new Recorded(
            function,
            held,
            (double[]) point,
            (double[]) pointShadow,
            (double[]) gradientShadow,
            0,
            value,
            state,
            rows(tape, held, state)));
  }

  private static void record(Tape tape, Recorded recorded) {
    tape.refs[tape.refTop - 1] = recorded;
  }

  private static SavedRows rows(Tape tape, Object functionShadow, SavedState state) {
    List<Object> shadows = new ArrayList<>();
    shadows.add(functionShadow);
    for (Object object : state.objects()) {
      shadows.add(tape.knownShadow(object));
    }
    return SavedRows.of(shadows);
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
    Map<String, String> known = TROUBLES.get(function.getClass());
    String trouble = known.get(type);
    if (trouble == null) {
      String found = Linker.compiler().notReplayable(function, type, descriptor);
      trouble = found == null ? "" : found;
      known.put(type, trouble);
    }
    if (!trouble.isEmpty()) {
      throw refusal(trouble);
    }
  }

  static Refusal refusal(String detail) {
    String reason = "NESTED_IN_REVERSE";
    return new Refusal(reason, Refusal.text(Places.chain(), reason, detail));
  }

  /**
   * Reverses one record.
   *
   * @param seed the adjoint of what the method of the API yields
   * @param forward the variant of the forward sweep that carries tangents, as call sites name it
   * @param reverse the same of the reverse sweep
   * @return the adjoint of a point that is a number
   */
  public static double replay(Tape tape, double seed, String forward, String reverse) {
    Recorded recorded = (Recorded) tape.refs[--tape.refTop];
    if (recorded == null) {
      return 0;
    }
    SavedState now = recorded.state.swapIn();
    List<Object[]> rows = recorded.rows.swapIn();
    try {
      return replay(tape, recorded, seed, forward, reverse);
    } finally {
      recorded.rows.putBack(rows);
      if (now != null) {
        now.restore();
      }
    }
  }

  private static double replay(
      Tape tape, Recorded recorded, double seed, String forward, String reverse) {
    Object function = recorded.function;
    Object landed = recorded.functionShadow;
    Tape first = new Tape();
    first.beginFollowingAll();
    Tape second = new Tape();
    second.beginLandingIn(tape, first);
    boolean scalar = recorded.point == null;
    double[] point = recorded.point;
    double[] adjoints = scalar ? null : new double[point.length];
    double[] direction = scalar ? null : takenAdjoints(recorded);
    double[] pointLanded = scalar ? null : recorded.pointShadow;
    if (!scalar) {
      pointLanded = pointLanded != null ? pointLanded : new double[point.length];
      first.enterShadow(point, adjoints);
      second.enterShadow(point, direction);
      second.enterShadow(adjoints, pointLanded);
    }
    Object ofFunction = Shadows.shadowOf(first, function);
    if (ofFunction != null && landed != null) {
      second.enterShadow(ofFunction, landed);
    }
    Object still = Shadows.shadowOf(second, function);
    Object[] sweep =
        scalar
            ? new Object[] {
              function, recorded.number, ofFunction, first, still, 1.0, landed, second
            }
            : new Object[] {
              function,
              point,
              ofFunction,
              adjoints,
              first,
              still,
              direction,
              landed,
              pointLanded,
              second
            };
    Object value = call(function, forward, sweep);
    check(recorded.value, scalar ? second.out[0] : (double) value);
    // The seed of a derivative is its adjoint; that of a gradient is 1, and moves by the value's.
    call(
        function,
        reverse,
        scalar ? new Object[] {seed, first, 0.0, second} : new Object[] {1.0, first, seed, second});
    return scalar ? second.out[0] : 0;
  }

  /** The adjoints of the gradient's components, which are none before: it was overwritten. */
  private static double[] takenAdjoints(Recorded recorded) {
    double[] shadow = recorded.gradientShadow;
    if (shadow == null) {
      return new double[recorded.point.length];
    }
    double[] taken = shadow.clone();
    Arrays.fill(shadow, 0.0);
    return taken;
  }

  /** Other numbers would show that the function sees something else than it saw. */
  static void check(double recorded, double found) {
    boolean same =
        Double.compare(recorded, found) == 0
            || Math.abs(recorded - found) <= CLOSE * Math.max(Math.abs(recorded), Math.abs(found));
    if (!same) {
      throw refusal("it yields " + found + " now, where it yielded " + recorded);
    }
  }

  private static Object call(Object function, String variant, Object[] arguments) {
    return call(Variants.OF.get(function.getClass()).handle(variant), arguments);
  }

  /** The handle of a variant, called with an array. */
  static MethodHandle spread(MethodHandle variant) {
    int count = variant.type().parameterCount();
    return variant.asType(MethodType.genericMethodType(count)).asSpreader(Object[].class, count);
  }

  /** Calls a handle of type {@code (Object[]) Object}. */
  static Object call(MethodHandle target, Object[] arguments) {
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
    private final Map<String, MethodHandle> handles = new ConcurrentHashMap<>();

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
      Class<?> owner = one ? DoubleUnaryOperator.class : ToDoubleFunction.class;
      String descriptor = one ? "(D)D" : "(Ljava/lang/Object;)D";
      MethodHandle found =
          Linker.compiler()
              .select(owner, owner, "applyAsDouble", descriptor, variant.substring(1), type);
      return spread(found);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable e) throws T {
      throw (T) e;
    }
  }
}
