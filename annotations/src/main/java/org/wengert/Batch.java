package org.wengert;

import java.lang.invoke.MethodHandle;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.TapeSlot;

/** Forward mode in {@link Kinds#DIRECTIONS} directions at once, linked at first use. */
final class Batch {
  private final Primal primal;
  private final TapeSlot[] tapes = new TapeSlot[Kinds.DIRECTIONS];
  private volatile MethodHandle linked;

  Batch(Primal primal) {
    this.primal = primal;
    for (int d = 0; d < tapes.length; d++) {
      tapes[d] = new TapeSlot();
    }
  }

  /**
   * Runs the method once, where objects are involved.
   *
   * @param reached by direction, what the arguments reach, with tangents; replaced by what is
   *     reached at the end
   */
  Object runAmongObjects(
      Object[] arguments,
      Object[][] directions,
      double[] resultTangents,
      Object[] resultShadows,
      Reached[] reached) {
    Object[] taken = take();
    try {
      for (int d = 0; d < taken.length; d++) {
        RuntimeLink.prepare(taken[d], reached[d].snapshot, true);
      }
      Object value = run(arguments, directions, resultTangents, resultShadows, taken);
      for (int d = 0; d < taken.length; d++) {
        reached[d] = new Reached(RuntimeLink.exit(taken[d]));
      }
      return value;
    } finally {
      give(taken);
    }
  }

  /**
   * Runs the method once; without allocation unless captured values go before the arguments.
   *
   * @param arguments checked
   * @param directions as many as a batch has, parallel to the arguments: numbers, and shadows of
   *     arrays, which are overwritten with the tangents on exit
   * @param resultTangents by direction, gets that of a number
   * @param resultShadows by direction, gets that of an array of numbers
   * @param taken the tapes of {@link #take}
   */
  Object run(
      Object[] arguments,
      Object[][] directions,
      double[] resultTangents,
      Object[] resultShadows,
      Object[] taken) {
    Object[] all = primal.captured.length == 0 ? arguments : primal.withCaptured(arguments);
    Object[][] tangents = primal.captured.length == 0 ? directions : afterCaptured(directions);
    try {
      return (Object) handle().invokeExact(all, tangents, resultTangents, resultShadows, taken);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Captured values do not move. */
  private Object[][] afterCaptured(Object[][] directions) {
    int captured = primal.captured.length;
    Object[][] tangents = new Object[directions.length][];
    for (int d = 0; d < directions.length; d++) {
      tangents[d] = new Object[captured + directions[d].length];
      System.arraycopy(directions[d], 0, tangents[d], captured, directions[d].length);
    }
    return tangents;
  }

  /** A tape a direction, until {@link #give}. */
  Object[] take() {
    Object[] taken = new Object[tapes.length];
    for (int d = 0; d < taken.length; d++) {
      taken[d] = tapes[d].take();
    }
    return taken;
  }

  void give(Object[] taken) {
    for (int d = 0; d < taken.length; d++) {
      tapes[d].give(taken[d]);
    }
  }

  private MethodHandle handle() {
    MethodHandle known = linked;
    if (known == null) {
      String activity = primal.activity(primal.shadowed);
      known = RuntimeLink.entry(primal.host, primal.name, primal.descriptor, Kinds.JVPS, activity);
      linked = known;
    }
    return known;
  }
}
