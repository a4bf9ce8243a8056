package org.wengert;

import java.lang.invoke.MethodType;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;

/** {@link Derivatives#derivative}: one tangent of one variable, in forward mode. */
final class FunctionDerivative implements DoubleUnaryOperator {
  private static final FunctionEntry.Kind KIND =
      new FunctionEntry.Kind(
          Kinds.JVP,
          MethodType.methodType(
              double.class,
              double.class,
              double.class,
              double[].class,
              Object[].class,
              Object.class));

  /** The compiler knows its name: in code that is differentiated, its own variants are called. */
  private final DoubleUnaryOperator function;

  private final Object[] captured;
  private final FunctionEntry entry;

  /**
   * @param derivative of the function, asked for if it is the first of its class
   */
  FunctionDerivative(DoubleUnaryOperator function, Supplier<Derivative> derivative) {
    this.function = function;
    this.entry = KIND.of(function, derivative);
    this.captured = FunctionEntry.captured(function);
  }

  /** In code that is differentiated another function stands for this one. */
  @Override
  public double applyAsDouble(double point) {
    double[] tangent = new double[1];
    Object tape = entry.tapes.take();
    try {
      double unused =
          (double) entry.handle.invokeExact(captured, point, 1.0, tangent, (Object[]) null, tape);
      return tangent[0];
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    } finally {
      entry.tapes.give(tape);
    }
  }
}
