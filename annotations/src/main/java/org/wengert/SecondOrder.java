package org.wengert;

import java.lang.invoke.MethodHandle;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.TapeSlot;

/** Calls of a gradient that carries tangents, linked at first use. */
final class SecondOrder {
  private final Primal primal;
  private final TapeSlot tapes;
  private final TapeSlot secondTapes = new TapeSlot();
  private volatile MethodHandle linked;

  SecondOrder(Primal primal, TapeSlot tapes) {
    this.primal = primal;
    this.tapes = tapes;
  }

  /**
   * Runs the method once.
   *
   * @param arguments checked
   * @param direction parallel to them: numbers, or shadows of arrays
   * @param shadows for the gradient by the arrays, in order
   * @param products for its tangents, alike
   */
  Hvp call(Object[] arguments, Object[] direction, Object[] shadows, Object[] products) {
    int count = Parallel.scalars(primal, primal.independent);
    double[] scalars = new double[count];
    double[] scalarProducts = new double[count];
    Object[] moved = afterCaptured(direction);
    MethodHandle target = link();
    Object tape = tapes.take();
    Object second = secondTapes.take();
    try {
      Object value =
          (Object)
              target.invokeExact(
                  primal.withCaptured(arguments),
                  shadows,
                  moved,
                  products,
                  scalars,
                  scalarProducts,
                  tape,
                  second);
      long bytes = RuntimeLink.tapeBytes(tape);
      double number = ((Number) value).doubleValue();
      Gradient gradient = new Gradient(primal, number, arguments, scalars, shadows, null, bytes);
      return new Hvp(gradient, arguments, scalarProducts, products);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    } finally {
      tapes.give(tape);
      secondTapes.give(second);
    }
  }

  /** Captured values do not move. */
  private Object[] afterCaptured(Object[] direction) {
    int captured = primal.captured.length;
    Object[] all = new Object[captured + direction.length];
    System.arraycopy(direction, 0, all, captured, direction.length);
    return all;
  }

  private MethodHandle link() {
    MethodHandle known = linked;
    if (known == null) {
      String activity = primal.activity(primal.independent);
      known = RuntimeLink.entry(primal.host, primal.name, primal.descriptor, Kinds.HVP, activity);
      linked = known;
    }
    return known;
  }
}
