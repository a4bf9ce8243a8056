package org.wengert.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Entry points of companions that were called in a forward sweep, and are reversed. As {@link
 * NestedReplay} does for functions, both sweeps of the method's reverse mode run once more, with
 * tangents.
 *
 * <p>With f the method at x, g its gradient and ḡ the adjoint of that: the tangent of x is ḡ, and
 * the tangents of the adjoints are those of x, Hḡ. Of a tangent ẏ = g·v with the adjoint w: the
 * tangent of x is v and the seed is w, so that the adjoints are wg, those of v, and their tangents
 * wHv, those of x. An adjoint of f(x) itself is the tangent of the seed.
 */
public final class EntryReplay {
  /**
   * What was recorded.
   *
   * @param shadows parallel to the arguments; null where there are none
   * @param rows of the shadows of what the state holds
   */
  private record Recorded(
      ReplayedEntry entry,
      Object[] arguments,
      Object[] shadows,
      double value,
      SavedState state,
      SavedRows rows) {}

  private final Tape tape;
  private final ReplayedEntry entry;
  private final Object[] arguments;
  private final Object[] shadows;
  private final Tape first = new Tape();
  private final Tape second = new Tape();

  /** By parameter, what the sweeps add to: adjoints and, beside these, their tangents. */
  private final Object[] adjoints;

  private final Object[] landed;

  /** By parameter, its tangent. */
  private final Object[] moved;

  private EntryReplay(Tape tape, Recorded recorded) {
    this.tape = tape;
    this.entry = recorded.entry;
    this.arguments = recorded.arguments;
    this.shadows = recorded.shadows;
    this.adjoints = new Object[entry.parameters()];
    this.landed = new Object[adjoints.length];
    this.moved = new Object[adjoints.length];
  }

  /**
   * Records a call.
   *
   * @param text what {@link ReplayedEntry#of} understands
   * @param arguments of the entry point
   * @param shadows parallel to them; null where there are none
   */
  public static void record(
      Tape tape, Class<?> host, String text, Object[] arguments, Object[] shadows, double value) {
    ReplayedEntry entry = ReplayedEntry.of(host, text);
    entry.requireReplayable(arguments);
    SavedState state = SavedState.of(seen(entry, arguments));
    List<Object> known = new ArrayList<>(Arrays.asList(shadows));
    for (Object object : state.objects()) {
      known.add(tape.knownShadow(object));
    }
    SavedRows rows = SavedRows.of(known);
    tape.refs[tape.refTop - 1] = new Recorded(entry, arguments, shadows, value, state, rows);
  }

  /** What the derivative depends on: the method's arguments, and tangents. */
  private static Object[] seen(ReplayedEntry entry, Object[] arguments) {
    return Arrays.copyOf(arguments, entry.isGradient() ? entry.parameters() : entry.numbers());
  }

  /**
   * Reverses one record.
   *
   * @param seed the adjoint of the method's value
   * @param scalars how many arguments are numbers that carry derivatives
   * @return the adjoint of the first of these; the others' are in {@code tape.out[1..]}
   */
  public static double replay(Tape tape, double seed, int scalars) {
    if (tape.out.length < scalars) {
      tape.out = new double[scalars];
    }
    Recorded recorded = (Recorded) tape.refs[--tape.refTop];
    if (recorded == null) {
      Arrays.fill(tape.out, 0, scalars, 0.0);
      return 0;
    }
    SavedState now = recorded.state.swapIn();
    List<Object[]> rows = recorded.rows.swapIn();
    try {
      double[] numbers = new EntryReplay(tape, recorded).run(seed, recorded.value);
      System.arraycopy(numbers, 0, tape.out, 0, scalars);
      return scalars == 0 ? 0 : numbers[0];
    } finally {
      recorded.rows.putBack(rows);
      if (now != null) {
        now.restore();
      }
    }
  }

  /** The adjoints of arguments that are numbers and carry derivatives. */
  private double[] run(double seed, double recorded) {
    first.beginFollowingAll();
    second.beginLandingIn(tape, first);
    double ofTangent = entry.isGradient() ? 0 : takenAt(entry.numbers(), 0);
    enter();
    Object value = entry.callForward(arguments, forwardArguments());
    NestedReplay.check(recorded, ((Number) value).doubleValue());
    double start = entry.isGradient() ? 1 : ofTangent;
    Object adjoint = entry.callReverse(arguments, start, first, seed, second);
    double[] ofScalars = first.out.clone();
    double[] tangents = second.out.clone();
    if (adjoint != null) {
      ofScalars[0] = (double) adjoint;
    }
    if (!entry.isGradient()) {
      addToTangents();
    }
    return outside(ofScalars, tangents);
  }

  /** Makes the arguments known to both tapes, independents first. */
  private void enter() {
    int scalar = 0;
    for (int i = 0; i < moved.length; i++) {
      if (entry.isIndependent(i)) {
        if (entry.isScalar(i)) {
          boolean isGradient = entry.isGradient();
          moved[i] =
              isGradient ? (Object) takenAt(entry.numbers(), scalar) : arguments[entry.beside(i)];
          scalar++;
        } else {
          int beside = entry.beside(i);
          moved[i] = direction(arguments[i], arguments[beside], shadows[beside]);
        }
      } else if (entry.isCarried(i) && entry.isScalar(i)) {
        moved[i] = 0.0;
      }
    }
    for (int i = 0; i < moved.length; i++) {
      if (entry.isCarried(i) && !entry.isScalar(i)) {
        adjoints[i] = Shadows.shadowOf(first, arguments[i]);
        landed[i] = shadows[i] != null ? shadows[i] : Shadows.shadowOf(tape, arguments[i]);
        if (adjoints[i] != null && landed[i] != null) {
          second.enterShadow(adjoints[i], landed[i]);
        }
        if (!entry.isIndependent(i)) {
          moved[i] = Shadows.shadowOf(second, arguments[i]);
        }
      }
    }
  }

  /** The adjoint of an element of an array, which was overwritten: there was none before. */
  private double takenAt(int argument, int index) {
    double[] shadow = (double[]) shadows[argument];
    if (shadow == null) {
      return 0;
    }
    double taken = shadow[index];
    shadow[index] = 0;
    return taken;
  }

  /**
   * In which direction an array moves: that of the adjoints of its gradient, which were none before
   * as that was overwritten, or that of its tangent.
   *
   * @param beside its gradient or tangent
   */
  private Object direction(Object array, Object beside, Object ofBeside) {
    if (array == null) {
      return null;
    }
    Object known = second.knownShadow(array);
    if (beside instanceof double[] numbers) {
      double[] taken = entry.isGradient() ? taken(numbers, ofBeside) : numbers.clone();
      return known == null ? entered(array, taken) : sum((double[]) known, taken);
    }
    Object[] rows = (Object[]) array;
    Object[] besides = (Object[]) beside;
    Object[] direction =
        known != null ? (Object[]) known : (Object[]) entered(array, new Object[rows.length]);
    for (int i = 0; i < rows.length; i++) {
      Object ofRow =
          ofBeside == null || !entry.isGradient()
              ? null
              : Shadows.rowShadow(tape, (Object[]) ofBeside, i, besides[i]);
      direction[i] = direction(rows[i], besides[i], ofRow);
    }
    return direction;
  }

  private Object entered(Object array, Object direction) {
    second.enterShadow(array, direction);
    return direction;
  }

  /**
   * Of an array that came before: its gradient was written into two arrays, or it has one tangent.
   */
  private double[] sum(double[] known, double[] taken) {
    for (int k = 0; k < known.length && entry.isGradient(); k++) {
      known[k] += taken[k];
    }
    return known;
  }

  private static double[] taken(double[] numbers, Object shadow) {
    if (shadow == null) {
      return new double[numbers.length];
    }
    double[] taken = ((double[]) shadow).clone();
    Arrays.fill((double[]) shadow, 0.0);
    return taken;
  }

  private Object[] forwardArguments() {
    List<Object> all = new ArrayList<>(Arrays.asList(arguments).subList(0, moved.length));
    addCarried(adjoints, false, all);
    all.add(first);
    addCarried(moved, true, all);
    addCarried(landed, false, all);
    all.add(second);
    return all.toArray();
  }

  private void addCarried(Object[] each, boolean scalars, List<Object> all) {
    for (int i = 0; i < each.length; i++) {
      if (entry.isCarried(i) && (scalars || !entry.isScalar(i))) {
        all.add(each[i]);
      }
    }
  }

  /** The adjoints of tangents that are arrays. */
  private void addToTangents() {
    Set<Object> added = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < moved.length; i++) {
      int beside = entry.beside(i);
      if (beside >= 0 && !entry.isScalar(i) && shadows[beside] != null) {
        add(arguments[i], arguments[beside], shadows[beside], added);
      }
    }
  }

  private void add(Object array, Object beside, Object ofBeside, Set<Object> added) {
    if (array == null || !added.add(beside)) {
      return;
    }
    if (beside instanceof double[]) {
      double[] sums = (double[]) ofBeside;
      double[] adjoint = (double[]) first.knownShadow(array);
      for (int k = 0; adjoint != null && k < sums.length; k++) {
        sums[k] += adjoint[k];
      }
      return;
    }
    Object[] rows = (Object[]) array;
    Object[] besides = (Object[]) beside;
    for (int i = 0; i < rows.length; i++) {
      Object ofRow = Shadows.rowShadow(tape, (Object[]) ofBeside, i, besides[i]);
      add(rows[i], besides[i], ofRow, added);
    }
  }

  /**
   * @param ofScalars adjoints of the numbers among the method's arguments
   * @param tangents of these
   */
  private double[] outside(double[] ofScalars, double[] tangents) {
    double[] found = new double[2 * moved.length];
    int count = 0;
    int scalar = 0;
    int[] numberOf = new int[moved.length];
    for (int i = 0; i < moved.length; i++) {
      if (entry.isScalar(i)) {
        numberOf[i] = scalar++;
        if (entry.isActiveOutside(i)) {
          found[count++] = tangents[numberOf[i]];
        }
      }
    }
    for (int i = 0; i < moved.length && !entry.isGradient(); i++) {
      int beside = entry.beside(i);
      if (beside >= 0 && entry.isScalar(i) && entry.isActiveOutside(beside)) {
        found[count++] = ofScalars[numberOf[i]];
      }
    }
    return found;
  }
}
