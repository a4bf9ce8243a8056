package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.wengert.Derivatives;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;

/** Which method a lambda or method reference runs, and what it captured. */
class FunctionsTest {
  static {
    new DirectEngine();
  }

  private interface SerializableOperator extends DoubleUnaryOperator, Serializable {}

  private final double factor = 3;

  static double square(double x) {
    return x * x;
  }

  static Double box(Double x) {
    return x;
  }

  private double scaled(double x) {
    return factor * x;
  }

  private static void assertRuns(Object function, Class<?> host, String name, String descriptor) {
    Object[] found = Bridge.implementation(function);
    assertSame(host, found[0]);
    assertEquals(name, found[1]);
    assertEquals(descriptor, found[2]);
  }

  @Test
  void methodReferenceRunsTheMethodThatItNames() {
    assertRuns((DoubleUnaryOperator) FunctionsTest::square, FunctionsTest.class, "square", "(D)D");
    assertRuns((DoubleUnaryOperator) Math::sin, Math.class, "sin", "(D)D");
    assertRuns((DoubleBinaryOperator) Double::sum, Double.class, "sum", "(DD)D");
  }

  @Test
  void methodOfAnInterfaceIsFound() {
    assertRuns((DoubleUnaryOperator) Curves::cube, Curves.class, "cube", "(D)D");
  }

  interface Curves {
    static double cube(double x) {
      return x * x * x;
    }
  }

  @Test
  void conversionsOfBoxesAreNotTakenForTheMethod() {
    Function<Double, Double> boxed = FunctionsTest::square;
    assertRuns(boxed, FunctionsTest.class, "square", "(D)D");
    BiFunction<Integer, Float, Float> two = FunctionsTest::mixed;
    assertRuns(two, FunctionsTest.class, "mixed", "(IF)F");
    ToDoubleFunction<Double> result = FunctionsTest::box;
    assertRuns(result, FunctionsTest.class, "box", "(Ljava/lang/Double;)Ljava/lang/Double;");
  }

  static float mixed(int i, float x) {
    return i * x;
  }

  @Test
  void loneConversionIsTheMethod() {
    ToDoubleFunction<String> parse = Double::parseDouble;
    assertRuns(parse, Double.class, "parseDouble", "(Ljava/lang/String;)D");
  }

  @Test
  void capturedValuesAreTheLeadingArguments() {
    double a = 2;
    double[] weights = {1, 2};
    long n = 7;
    DoubleUnaryOperator lambda = x -> x * a + weights[0] + n;
    Object[] found = Bridge.implementation(lambda);
    assertEquals("(D[DJD)D", found[2]);
    Object[] captured = (Object[]) found[3];
    assertArrayEquals(new Object[] {a, weights, n}, captured);
    assertSame(weights, captured[1]);
    assertEquals(0, ((Object[]) Bridge.implementation((DoubleUnaryOperator) Math::cos)[3]).length);
  }

  @Test
  void serializableLambdaIsFound() {
    double a = 2;
    SerializableOperator lambda = x -> x * a;
    Object[] found = Bridge.implementation(lambda);
    assertEquals("(DD)D", found[2]);
    assertArrayEquals(new Object[] {a}, (Object[]) found[3]);
  }

  @Test
  void derivativesOfLambdasAndReferences() {
    double a = 2;
    assertEquals(2 * 5.0, Derivatives.derivative(FunctionsTest::square).applyAsDouble(5));
    assertEquals(3 * 2 * 25.0, Derivatives.derivative(x -> a * x * x * x).applyAsDouble(5));
    double[] weights = {3, 4};
    var gradient = Derivatives.gradient(x -> weights[0] * x[0] * x[1] + weights[1] * x[1]);
    assertArrayEquals(new double[] {15, 10}, gradient.apply(new double[] {2, 5}));
  }

  @Test
  void receiverIsTheFirstCapturedValue() {
    DoubleUnaryOperator reference = this::scaled;
    assertRuns(reference, FunctionsTest.class, "scaled", "(D)D");
    assertArrayEquals(new Object[] {this}, (Object[]) Bridge.implementation(reference)[3]);
    DoubleUnaryOperator capturing = x -> x * factor;
    assertArrayEquals(new Object[] {this}, (Object[]) Bridge.implementation(capturing)[3]);
    ToDoubleFunction<Double> unbound = Double::doubleValue;
    assertRuns(unbound, Double.class, "doubleValue", "()D");
    assertEquals(3.0, Derivatives.derivative(reference).applyAsDouble(5));
    assertEquals(3.0, Derivatives.derivative(capturing).applyAsDouble(5));
  }

  private static class Scale implements DoubleUnaryOperator, ToDoubleFunction<double[]> {
    double factor = 2;

    @Override
    public double applyAsDouble(double x) {
      return factor * x * x;
    }

    @Override
    public double applyAsDouble(double[] x) {
      return factor * x[0] * x[1];
    }

    double own(double x) {
      return applyAsDouble(x);
    }
  }

  private static final class Sub extends Scale {
    @Override
    public double applyAsDouble(double x) {
      return 10 * x;
    }
  }

  /** An interface that gives the method itself. */
  private interface Cube extends DoubleUnaryOperator {
    @Override
    default double applyAsDouble(double x) {
      return x * x * x;
    }
  }

  private static final class CubeObject implements Cube {}

  @Test
  void objectsThatImplementTheInterface() {
    assertEquals(12.0, Derivatives.derivative(new Scale()).applyAsDouble(3));
    assertEquals(10.0, Derivatives.derivative(new Sub()).applyAsDouble(3));
    assertEquals(27.0, Derivatives.derivative(new CubeObject()).applyAsDouble(3));
    Scale scale = new Sub();
    assertEquals(10.0, Derivatives.derivative(scale::applyAsDouble).applyAsDouble(3));
    assertEquals(10.0, Derivatives.derivative(scale::own).applyAsDouble(3));
    ToDoubleFunction<double[]> function = new Scale();
    assertArrayEquals(
        new double[] {8, 6}, Derivatives.gradient(function).apply(new double[] {3, 4}));
    ToDoubleFunction<double[]> anonymous =
        new ToDoubleFunction<>() {
          @Override
          public double applyAsDouble(double[] x) {
            return factor * x[0];
          }
        };
    assertArrayEquals(new double[] {3}, Derivatives.gradient(anonymous).apply(new double[1]));
    assertArrayEquals(
        new double[] {3, 0},
        Derivatives.gradient((ToDoubleFunction<double[]>) anonymous::applyAsDouble)
            .apply(new double[2]));
  }

  private static <T> double firstOf(T array) {
    return ((double[]) array)[0] * 3;
  }

  @Test
  void methodOfASuperTypeOfTheArray() {
    ToDoubleFunction<double[]> function = FunctionsTest::firstOf;
    var gradient = Derivatives.gradient(function);
    assertArrayEquals(new double[] {3, 0}, gradient.apply(new double[2]));
    double[] buffer = {7, 7};
    gradient.valueAndGradient(new double[2], buffer);
    assertArrayEquals(new double[] {3, 0}, buffer);
  }

  @Test
  void proxyOfAMethodHandleIsRefused() throws Exception {
    MethodHandle handle =
        MethodHandles.lookup()
            .findStatic(
                FunctionsTest.class, "square", MethodType.methodType(double.class, double.class));
    Object proxy = MethodHandleProxies.asInterfaceInstance(DoubleUnaryOperator.class, handle);
    Refusal refusal = assertThrows(Refusal.class, () -> Bridge.implementation(proxy));
    assertEquals("UNKNOWN_FUNCTION", refusal.reason());
  }

  @Test
  void methodThatCannotBeToldFromConversionsIsRefused() {
    Function<Double, Double> ambiguous = Double::valueOf;
    assertRefused(
        "UNKNOWN_FUNCTION",
        "which method runs cannot be found out for "
            + ambiguous.getClass().getName()
            + "; remedy: name the method instead: Derivatives.of(class, name)",
        ambiguous);
  }

  private static void assertRefused(String reason, String message, Object function) {
    Refusal refusal = assertThrows(Refusal.class, () -> Bridge.implementation(function));
    assertEquals(message, refusal.getMessage());
    assertEquals(reason, refusal.reason());
  }
}
