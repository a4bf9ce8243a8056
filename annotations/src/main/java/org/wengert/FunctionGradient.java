package org.wengert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.function.ToDoubleFunction;
import org.wengert.internal.ArrayPairs;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.Shadows;
import org.wengert.internal.TapeSlot;

/** {@link Derivatives#gradient}: a handle and its tapes. */
final class FunctionGradient implements VectorGradient {
  /** The compiler knows its name: in code that is differentiated, its own variants are called. */
  private final ToDoubleFunction<double[]> function;

  private final MethodHandle entry;
  private final TapeSlot tapes = new TapeSlot();

  FunctionGradient(ToDoubleFunction<double[]> function, Derivative derivative) {
    this.function = function;
    this.entry =
        derivative
            .handle(Kinds.GRADIENT)
            .asType(
                MethodType.methodType(
                    double.class, double[].class, double[].class, double[].class, Object.class));
  }

  @Override
  public double[] apply(double[] point) {
    Shadows.requireArray("point", point);
    double[] gradient = new double[point.length];
    call(point, gradient);
    return gradient;
  }

  @Override
  public double valueAndGradient(double[] point, double[] gradient) {
    ArrayPairs.take().buffer("point", point, gradient).done();
    return call(point, gradient);
  }

  /** In code that is differentiated another function stands for this one. */
  private double call(double[] point, double[] gradient) {
    Object tape = tapes.take();
    try {
      return (double) entry.invokeExact(point, gradient, Entries.NO_SCALARS, tape);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    } finally {
      tapes.give(tape);
    }
  }
}
