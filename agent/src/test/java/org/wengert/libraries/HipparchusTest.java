package org.wengert.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.analysis.differentiation.GradientField;
import org.hipparchus.analysis.differentiation.UnivariateDifferentiableFunction;
import org.hipparchus.analysis.function.*;
import org.hipparchus.analysis.polynomials.PolynomialFunction;
import org.hipparchus.complex.Complex;
import org.hipparchus.complex.FieldComplex;
import org.hipparchus.special.elliptic.jacobi.JacobiEllipticBuilder;
import org.junit.jupiter.api.Test;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;
import org.wengert.testing.Engine;

/** Hipparchus' own automatic differentiation against ours of its double versions. */
class HipparchusTest {
  private static final int SAMPLES = 12;
  private static final long SEED = 20;

  /** The field's version of a function may be another algorithm, or sum in another order. */
  private static final double TOLERANCE = 1e-8;

  private static void compare(
      String what, Gradient expected, double value, double[] partials, List<String> wrong) {
    double scale = 1 + Math.abs(expected.getValue());
    if (Math.abs(value - expected.getValue()) > TOLERANCE * scale) {
      wrong.add(what + ": value " + value + " instead of " + expected.getValue());
    }
    for (int i = 0; i < partials.length; i++) {
      double partial = expected.getPartialDerivative(i);
      double bound = TOLERANCE * (1 + Math.abs(partial));
      if (!(Math.abs(partials[i] - partial) <= bound)) {
        wrong.add(what + ": partial " + i + " " + partials[i] + " instead of " + partial);
      }
    }
  }

  private static boolean isFinite(Gradient found) {
    boolean finite = Double.isFinite(found.getValue());
    for (double partial : found.getGradient()) {
      finite &= Double.isFinite(partial);
    }
    return finite;
  }

  @Test
  void staticTwinsAgree() throws Throwable {
    List<Twins.Twin> twins = Twins.all();
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (Twins.Twin twin : twins) {
      boolean any = false;
      Random random = new Random(SEED);
      for (int i = 0; i < SAMPLES; i++) {
        Object[] args = sample(twin, random, i);
        Gradient expected = twin.expected(args);
        if (expected != null && isFinite(expected)) {
          any |= compare(twin, args, expected, wrong);
        }
      }
      compared += any ? 1 : 0;
    }
    assertEquals(List.of(), wrong);
    assertTrue(compared >= 60, compared + " of " + twins.size());
  }

  private static Object[] sample(Twins.Twin twin, Random random, int number) {
    Object[] args = new Object[twin.doubles().length];
    for (int i = 0; i < args.length; i++) {
      double x = 0.05 + 0.9 * random.nextDouble();
      double wide = number < SAMPLES / 3 ? x : number % 2 == 0 ? 4 * x : -2 * x;
      args[i] =
          twin.doubles()[i]
              ? (Object) wide
              : twin.real().getParameterTypes()[i] == int.class
                  ? (Object) (number % 4)
                  : (Object) (long) (number % 4);
    }
    return args;
  }

  private static boolean compare(
      Twins.Twin twin, Object[] args, Gradient expected, List<String> wrong) throws Throwable {
    String what = twin + " at " + java.util.Arrays.toString(args);
    double plain;
    try {
      plain = (double) twin.real().invoke(null, args);
    } catch (java.lang.reflect.InvocationTargetException e) {
      return false; // The double version refuses arguments that the field's does not.
    }
    double distance = Math.abs(plain - expected.getValue());
    if (!(distance <= TOLERANCE * (1 + Math.abs(plain)))) {
      return false; // Not the same function there: bigK of negative numbers, for one.
    }
    Engine.Vjp found;
    try {
      found = Directly.engine().vjp(twin.real(), args, twin.doubles(), 1.0, null);
    } catch (RuntimeException e) {
      wrong.add(what + ": " + e);
      return false;
    }
    if (!found.value().equals(plain)) {
      wrong.add(what + ": value " + found.value() + " instead of " + plain);
    }
    double[] partials = new double[twin.independents()];
    int number = 0;
    for (int i = 0; i < args.length; i++) {
      if (twin.doubles()[i]) {
        partials[number++] = (double) found.argAdjoints()[i];
      }
    }
    compare(what, expected, (double) found.value(), partials, wrong);
    return true;
  }

  @Test
  void functionObjectsAgreeWithTheirDifferentiableVersions() {
    List<UnivariateDifferentiableFunction> functions =
        List.of(
            new Abs(),
            new Acos(),
            new Acosh(),
            new Asin(),
            new Asinh(),
            new Atan(),
            new Atanh(),
            new Cbrt(),
            new Cos(),
            new Cosh(),
            new Exp(),
            new Expm1(),
            new Gaussian(1.2, 0.3, 0.8),
            new HarmonicOscillator(1.1, 2.3, 0.4),
            new Inverse(),
            new Log(),
            new Log10(),
            new Log1p(),
            new Logistic(2.1, 0.3, 1.1, 0.8, 0.2, 1.4),
            new Logit(-3, 3),
            new Minus(),
            new Power(2.5),
            new Sigmoid(-0.3, 1.6),
            new Sin(),
            new Sinc(true),
            new Sinc(false),
            new Sinh(),
            new Sqrt(),
            new Tan(),
            new Tanh(),
            new Identity(),
            new Constant(2),
            new PolynomialFunction(0.7, -1.1, 0.5, 0.2));
    List<String> wrong = new ArrayList<>();
    for (UnivariateDifferentiableFunction function : functions) {
      for (double x : new double[] {-1.7, -0.4, 0.2, 0.9, 1.4, 2.6}) {
        Gradient expected = function.value(Gradient.variable(1, 0, x));
        if (isFinite(expected)) {
          double partial =
              Directly.partial(Hipparchus.class, "univariate", 1, (UnivariateFunction) function, x);
          String what = function.getClass().getSimpleName() + " at " + x;
          compare(what, expected, function.value(x), new double[] {partial}, wrong);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static Map<UnaryOperator<Complex>, UnaryOperator<FieldComplex<Gradient>>> complex() {
    Map<UnaryOperator<Complex>, UnaryOperator<FieldComplex<Gradient>>> twins =
        new LinkedHashMap<>();
    twins.put(Complex::sin, FieldComplex::sin);
    twins.put(Complex::cos, FieldComplex::cos);
    twins.put(Complex::tan, FieldComplex::tan);
    twins.put(Complex::sinh, FieldComplex::sinh);
    twins.put(Complex::cosh, FieldComplex::cosh);
    twins.put(Complex::tanh, FieldComplex::tanh);
    twins.put(Complex::exp, FieldComplex::exp);
    twins.put(Complex::expm1, FieldComplex::expm1);
    twins.put(Complex::log, FieldComplex::log);
    twins.put(Complex::sqrt, FieldComplex::sqrt);
    twins.put(Complex::asin, FieldComplex::asin);
    twins.put(Complex::acos, FieldComplex::acos);
    twins.put(Complex::atan, FieldComplex::atan);
    twins.put(Complex::asinh, FieldComplex::asinh);
    twins.put(Complex::acosh, FieldComplex::acosh);
    twins.put(Complex::atanh, FieldComplex::atanh);
    twins.put(Complex::reciprocal, FieldComplex::reciprocal);
    twins.put(Complex::conjugate, FieldComplex::conjugate);
    twins.put(z -> z.multiply(z).add(z), z -> z.multiply(z).add(z));
    twins.put(z -> z.divide(z.add(2)), z -> z.divide(z.add(2)));
    twins.put(z -> z.pow(2.5), z -> z.pow(2.5));
    twins.put(z -> z.pow(z), z -> z.pow(z));
    return twins;
  }

  @Test
  void complexFunctionsAgree() {
    List<String> wrong = new ArrayList<>();
    int number = 0;
    for (var twin : complex().entrySet()) {
      for (double[] at : new double[][] {{0.4, 0.7}, {-1.1, 0.3}, {0.8, -1.6}}) {
        FieldComplex<Gradient> z =
            new FieldComplex<>(Gradient.variable(2, 0, at[0]), Gradient.variable(2, 1, at[1]));
        FieldComplex<Gradient> expected = twin.getValue().apply(z);
        Complex plain = twin.getKey().apply(new Complex(at[0], at[1]));
        String what = "complex function " + number + " at " + at[0] + " + " + at[1] + "i";
        double[] real = parts("realPart", twin.getKey(), at);
        compare(what, expected.getRealPart(), plain.getReal(), real, wrong);
        double[] imaginary = parts("imaginaryPart", twin.getKey(), at);
        compare(what, expected.getImaginaryPart(), plain.getImaginary(), imaginary, wrong);
      }
      number++;
    }
    assertEquals(List.of(), wrong);
  }

  private static double[] parts(String name, UnaryOperator<Complex> function, double[] at) {
    Object[] found = Directly.gradient(Hipparchus.class, name, function, at[0], at[1]);
    return new double[] {(double) found[1], (double) found[2]};
  }

  @Test
  void ellipticFunctionsAgree() {
    List<String> wrong = new ArrayList<>();
    for (double[] at : new double[][] {{0.3, 0.8}, {0.7, 1.9}, {-0.4, 0.5}, {1.6, 0.3}}) {
      Gradient m = Gradient.variable(2, 0, at[0]);
      Gradient u = Gradient.variable(2, 1, at[1]);
      var values = JacobiEllipticBuilder.build(m).valuesN(u);
      Gradient expected = values.sn().multiply(values.cn()).add(values.dn());
      Object[] found = Directly.gradient(Hipparchus.class, "jacobi", at[0], at[1]);
      double[] partials = {(double) found[0], (double) found[1]};
      compare("jacobi " + at[0], expected, Hipparchus.jacobi(at[0], at[1]), partials, wrong);
    }
    assertEquals(List.of(), wrong);
    assertEquals(2, GradientField.getField(2).getOne().getFreeParameters());
  }

  @Test
  void pairsOfFunctionsAreDifferentiable() {
    DerivativeHarness harness = new DerivativeHarness(Directly.engine());
    for (String name : List.of("sinCos", "sinhCosh", "tangentBySinCos")) {
      harness.check(Case.of(Hipparchus.class, name).at(0.4).at(-1.3).at(0.01));
    }
  }

  @Test
  void linearSolversAreDifferentiable() {
    double[][] matrix = {{2, 0.3, -0.5}, {0.7, -1.5, 0.4}, {0.1, 0.9, 3}};
    double[] right = {0.4, -1.2, 2.1};
    DerivativeHarness harness = new DerivativeHarness(Directly.engine());
    harness.check(Case.of(Hipparchus.class, "luSolve").at(matrix, right).cancelling(10));
    harness.check(Case.of(Hipparchus.class, "qrSolve").at(matrix, right).cancelling(10));
  }
}
