package org.wengert;

import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.wengert.internal.ArrayPairs;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.Shadows;

/** {@link Derivatives#gradient}: a handle and its tapes. */
final class FunctionGradient implements VectorGradient {
  private static final FunctionEntry.Kind KIND =
      new FunctionEntry.Kind(
          Kinds.GRADIENT,
          MethodType.methodType(
              double.class, double[].class, double[].class, double[].class, Object.class));

  /** The compiler knows its name: in code that is differentiated, its own variants are called. */
  private final ToDoubleFunction<double[]> function;

  private final Object[] captured;
  private final FunctionEntry entry;

  /**
   * @param derivative of the function, asked for if it is the first of its class
   */
  FunctionGradient(ToDoubleFunction<double[]> function, Supplier<Derivative> derivative) {
    this.function = function;
    this.entry = KIND.of(function, derivative);
    this.captured = FunctionEntry.captured(function);
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
    Object tape = entry.tapes.take();
    try {
      return (double) entry.handle.invokeExact(captured, point, gradient, Entries.NO_SCALARS, tape);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    } finally {
      entry.tapes.give(tape);
    }
  }
}
