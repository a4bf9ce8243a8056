package org.wengert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.function.DoubleUnaryOperator;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.TapeSlot;

/** {@link Derivatives#derivative}: one tangent of one variable, in forward mode. */
final class FunctionDerivative implements DoubleUnaryOperator {
  /** The compiler knows its name: in code that is differentiated, its own variants are called. */
  private final DoubleUnaryOperator function;

  private final MethodHandle entry;
  private final TapeSlot tapes = new TapeSlot();

  FunctionDerivative(DoubleUnaryOperator function, Derivative derivative) {
    this.function = function;
    this.entry =
        derivative
            .handle(Kinds.JVP)
            .asType(
                MethodType.methodType(
                    double.class,
                    double.class,
                    double.class,
                    double[].class,
                    Object[].class,
                    Object.class));
  }

  /** In code that is differentiated another function stands for this one. */
  @Override
  public double applyAsDouble(double point) {
    double[] tangent = new double[1];
    Object tape = tapes.take();
    try {
      double unused = (double) entry.invokeExact(point, 1.0, tangent, (Object[]) null, tape);
      return tangent[0];
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    } finally {
      tapes.give(tape);
    }
  }
}
