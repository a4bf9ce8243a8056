package org.wengert;

import java.lang.invoke.MethodHandle;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.TapeSlot;

/** Calls of gradients and of tangents that carry tangents themselves, linked at first use. */
final class SecondOrder {
  private final Primal primal;
  private final TapeSlot tapes;
  private final TapeSlot secondTapes = new TapeSlot();
  private final TapeSlot[] otherTapes = new TapeSlot[Kinds.DIRECTIONS];
  private volatile MethodHandle ofGradient;
  private volatile MethodHandle ofGradientInBatches;
  private volatile MethodHandle ofTangent;

  SecondOrder(Primal primal, TapeSlot tapes) {
    this.primal = primal;
    this.tapes = tapes;
    for (int d = 0; d < otherTapes.length; d++) {
      otherTapes[d] = new TapeSlot();
    }
  }

  /**
   * Runs the method once.
   *
   * @param arguments checked
   * @param directions parallel to them: numbers, or shadows of arrays; one or as many as a batch
   *     has
   * @param shadows for the gradient by the arrays, in order
   * @param products for its tangents, alike, once a direction
   */
  Hvp[] hvps(Object[] arguments, Object[][] directions, Object[] shadows, Object[][] products) {
    return hvps(arguments, directions, shadows, products, null, null, null);
  }

  /**
   * The same, where objects are among the independents.
   *
   * @param moved by direction, what the arguments reach, with tangents; null if there are no
   *     objects
   * @param adjoints the same for the gradient
   * @param ofThese the same for its tangents, by direction
   */
  Hvp[] hvps(
      Object[] arguments,
      Object[][] directions,
      Object[] shadows,
      Object[][] products,
      Reached[] moved,
      Reached adjoints,
      Reached[] ofThese) {
    int width = directions.length;
    int count = Parallel.scalars(primal, primal.independent);
    double[] scalars = new double[count];
    double[][] scalarProducts = new double[width][count];
    Object[][] tangents = new Object[width][];
    for (int d = 0; d < width; d++) {
      tangents[d] = afterCaptured(directions[d]);
    }
    MethodHandle target = width == 1 ? ofGradient() : ofGradientInBatches();
    Object tape = tapes.take();
    Object[] seconds = new Object[width];
    seconds[0] = secondTapes.take();
    for (int d = 1; d < width; d++) {
      seconds[d] = otherTapes[d].take();
    }
    try {
      if (moved != null) {
        RuntimeLink.prepare(tape, adjoints.snapshot, false);
        for (int d = 0; d < width; d++) {
          RuntimeLink.prepareSecond(
              seconds[d], moved[d].snapshot, adjoints.snapshot, ofThese[d].snapshot);
        }
      }
      Object value =
          (Object)
              target.invokeExact(
                  primal.withCaptured(arguments),
                  shadows,
                  tangents,
                  products,
                  scalars,
                  scalarProducts,
                  tape,
                  seconds);
      long bytes = RuntimeLink.tapeBytes(tape);
      double number = ((Number) value).doubleValue();
      Gradient gradient =
          new Gradient(primal, number, arguments, scalars, shadows, adjoints, bytes);
      Hvp[] all = new Hvp[width];
      for (int d = 0; d < width; d++) {
        Reached reached = ofThese == null ? null : ofThese[d];
        all[d] = new Hvp(gradient, arguments, scalarProducts[d], products[d], reached);
      }
      return all;
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    } finally {
      tapes.give(tape);
      secondTapes.give(seconds[0]);
      for (int d = 1; d < width; d++) {
        otherTapes[d].give(seconds[d]);
      }
    }
  }

  /** Captured values do not move. */
  private Object[] afterCaptured(Object[] direction) {
    int captured = primal.captured.length;
    Object[] all = new Object[captured + direction.length];
    System.arraycopy(direction, 0, all, captured, direction.length);
    return all;
  }

  /**
   * The tangent of the tangent; runs the method once.
   *
   * @param first a direction, as above
   * @param second another one
   * @param zeros a direction in which nothing moves
   */
  SecondJvp jvp(Object[] arguments, Object[] first, Object[] second, Object[] zeros) {
    return jvp(arguments, first, second, zeros, null, null, null);
  }

  /**
   * The same, where objects are among the independents.
   *
   * @param one what the arguments reach, with tangents of the first direction; null if there are no
   *     objects
   * @param other with those of the second one
   * @param still with zeros
   */
  SecondJvp jvp(
      Object[] arguments,
      Object[] first,
      Object[] second,
      Object[] zeros,
      Reached one,
      Reached other,
      Reached still) {
    double[] results = new double[3];
    Object[] firstMoved = afterCaptured(first);
    Object[] secondMoved = afterCaptured(second);
    Object[] shadows = afterCaptured(zeros);
    MethodHandle target = ofTangent();
    Object tape = tapes.take();
    Object secondTape = secondTapes.take();
    try {
      if (one != null) {
        RuntimeLink.prepare(tape, one.snapshot, false);
        RuntimeLink.prepareSecond(secondTape, other.snapshot, one.snapshot, still.snapshot);
      }
      Object value =
          (Object)
              target.invokeExact(
                  primal.withCaptured(arguments),
                  firstMoved,
                  secondMoved,
                  shadows,
                  results,
                  tape,
                  secondTape);
      return new SecondJvp(((Number) value).doubleValue(), results);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    } finally {
      tapes.give(tape);
      secondTapes.give(secondTape);
    }
  }

  private MethodHandle ofGradient() {
    MethodHandle known = ofGradient;
    if (known == null) {
      known = link(Kinds.HVP);
      ofGradient = known;
    }
    return known;
  }

  private MethodHandle ofGradientInBatches() {
    MethodHandle known = ofGradientInBatches;
    if (known == null) {
      known = link(Kinds.HVPS);
      ofGradientInBatches = known;
    }
    return known;
  }

  private MethodHandle ofTangent() {
    MethodHandle known = ofTangent;
    if (known == null) {
      known = link(Kinds.SECOND_JVP);
      ofTangent = known;
    }
    return known;
  }

  private MethodHandle link(String kind) {
    String activity = primal.activity(primal.independent);
    return RuntimeLink.entry(primal.host, primal.name, primal.descriptor, kind, activity);
  }
}
