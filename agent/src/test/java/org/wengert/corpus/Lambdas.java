package org.wengert.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Lambdas and method references: created inside and outside, stored, composed, capturing. */
@SuppressWarnings("UnnecessaryLambda") // such code is the point
public final class Lambdas {
  private static final DoubleUnaryOperator MADE_EARLIER = x -> x * x + Math.sin(x);

  private Lambdas() {}

  public static double plain(double x) {
    DoubleUnaryOperator square = y -> y * y;
    return square.applyAsDouble(x) * square.applyAsDouble(x + 1);
  }

  public static double capturing(double x, double y) {
    double z = x * y;
    DoubleUnaryOperator f = t -> t * z + y;
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum = sum * 0.5 + f.applyAsDouble(x + i);
    }
    return sum;
  }

  public static double capturingArrays(double[] x) {
    double[] copy = x.clone();
    Supplier<Double> product = () -> copy[0] * copy[1];
    double before = product.get();
    copy[0] *= copy[1];
    return before * product.get() + MADE_EARLIER.applyAsDouble(copy[0]);
  }

  public static double composed(double x) {
    DoubleUnaryOperator f = Math::sin;
    DoubleUnaryOperator g = f.andThen(y -> y * y * x).compose(y -> y + x);
    Function<Double, Double> boxed = y -> y * x;
    return g.applyAsDouble(x) + boxed.andThen(Math::exp).apply(x);
  }

  private static final class Scale {
    private double factor;

    Scale(double factor) {
      this.factor = factor;
    }

    double apply(double x) {
      factor *= 1.1;
      return factor * x;
    }
  }

  public static double boundReferences(double x, double y) {
    Scale scale = new Scale(y);
    DoubleUnaryOperator f = scale::apply;
    DoubleFunction<Scale> make = Scale::new;
    DoubleBinaryOperator max = Math::max;
    return f.applyAsDouble(x)
        + f.applyAsDouble(x * x)
        + make.apply(x).apply(y)
        + max.applyAsDouble(x, y) * scale.factor;
  }

  public static double stored(double[] x) {
    List<ToDoubleFunction<double[]>> functions = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      int index = i;
      double weight = x[i];
      functions.add(a -> a[index] * weight);
    }
    double sum = 0;
    for (ToDoubleFunction<double[]> f : functions) {
      sum += f.applyAsDouble(x) * (1 + sum);
    }
    return sum;
  }

  private static double integrate(DoubleUnaryOperator f, double to, int n) {
    double h = to / n;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += f.applyAsDouble((i + 0.5) * h) * h;
    }
    return sum;
  }

  public static double passedOn(double a, double b) {
    return integrate(t -> Math.exp(-a * t * t), b, 5) + integrate(MADE_EARLIER, a, 3);
  }
}
