package org.wengert.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * One overload of a method of {@code Math}: how it is called, its partials by the conventions of
 * the project, and where the generator may use it.
 *
 * @param partials null where the derivative is zero everywhere
 * @param domains interval of each argument where value and partials are tame
 * @param range interval of the result for arguments within given intervals
 */
record MathFunction(
    String name,
    List<Ty> parameters,
    Ty result,
    Method math,
    Method strict,
    Partials partials,
    List<Range> domains,
    RangeRule range) {

  /** Partials at operands {@code x} with result {@code r}. */
  interface Partials {
    /** One partial for each operand; an operand of integer type has partial 0. */
    Partial[] at(double[] x, double r);
  }

  /**
   * A partial, and the scale of what a correct computation of it may cancel: another formula for it
   * may be wrong by a few ulp of {@code slack}.
   */
  record Partial(double value, double slack) {
    Partial(double value) {
      this(value, 0);
    }
  }

  /** Interval arithmetic of the function. */
  interface RangeRule {
    Range of(List<Range> arguments);
  }

  /** Whether any argument can carry a derivative into the result. */
  boolean isDifferentiable() {
    return partials != null && result.isFloating();
  }

  /** Calls it on boxed arguments; what it throws comes out as it was thrown. */
  Object call(boolean strictly, Object[] arguments) {
    try {
      return (strictly ? strict : math).invoke(null, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(thrown);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name + parameters;
  }
}
