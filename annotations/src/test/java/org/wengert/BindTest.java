package org.wengert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.wengert.runtime.Bridge;

class BindTest {
  private static final double EXACT = 1e-9;

  private static <I> I bind(String method, Class<I> type) {
    return Derivatives.of(Primals.class, method).bind(type);
  }

  interface Price {
    double value(double spot, float vol, double[] curve, int steps);

    double price(double spot, float vol, double[] curve, int steps);

    double gradient(
        double spot, float vol, double[] curve, int steps, double[] curveBuffer, double[] scalars);

    void priceGradient(
        double spot, float vol, double[] curve, int steps, double[] curveBuffer, double[] scalars);

    double jvp(
        double spot, float vol, double[] curve, int steps, double spotT, double volT, double[] t);

    double valueAndJvp(
        double spot,
        float vol,
        double[] curve,
        int steps,
        double spotT,
        double volT,
        double[] t,
        double[] tangent);

    default double twice(double spot) {
      return 2 * value(spot, 1, new double[0], 0);
    }

    @Override
    String toString();
  }

  @Test
  void methodsAreImplementedByNameAndType() {
    Price price = bind("price", Price.class);
    double[] curve = {1, 2};
    assertEquals(26, price.value(2, 3, curve, 4));
    assertEquals(26, price.price(2, 3, curve, 4));
    double[] buffer = {99, 99};
    double[] scalars = new double[2];
    assertEquals(26, price.gradient(2, 3, curve, 4, buffer, scalars));
    assertArrayEquals(new double[] {8, 16}, buffer, EXACT);
    assertArrayEquals(new double[] {3, 2}, scalars, EXACT);
    price.priceGradient(2, 3, curve, 5, buffer, scalars);
    assertArrayEquals(new double[] {10, 20}, buffer, EXACT);
    assertEquals(31, price.jvp(2, 3, curve, 4, 1, 10, new double[] {1, 0}), EXACT);
    double[] tangent = new double[1];
    assertEquals(26, price.valueAndJvp(2, 3, curve, 4, 1, 10, new double[] {1, 0}, tangent));
    assertEquals(31, tangent[0], EXACT);
  }

  interface OfArray {
    double[] gradient(double[] x);
  }

  interface OfRows {
    double[][] gradient(double[][] m);

    double gradient(double[][] m, double[][] buffer);
  }

  interface OfFloats {
    float[] gradient(float[] x);
  }

  interface OfScalar {
    double derivative(double x);

    double[] gradient(double x);
  }

  interface OfFloat {
    float derivative(float x);
  }

  interface OfScalars {
    double[] gradient(double x, double y);
  }

  @Test
  void oneIndependentsPartialsAreReturned() {
    double[] x = {1, 2};
    assertArrayEquals(new double[] {2, 4}, bind("sumOfSquares", OfArray.class).gradient(x), EXACT);
    OfRows rows = bind("matrix", OfRows.class);
    assertArrayEquals(new double[] {6}, rows.gradient(new double[][] {{1, 2}, {3}})[1], EXACT);
    double[][] buffer = {{0, 0}, {0}};
    assertEquals(14, rows.gradient(new double[][] {{1, 2}, {3}}, buffer));
    assertArrayEquals(new double[] {6}, buffer[1], EXACT);
    OfScalar scalar = bind("square", OfScalar.class);
    assertEquals(6, scalar.derivative(3), EXACT);
    assertArrayEquals(new double[] {6}, scalar.gradient(3), EXACT);
    assertEquals(6f, bind("squareOfFloat", OfFloat.class).derivative(3));
  }

  @Test
  void partialsOfScalarsAreReturnedInOrder() {
    assertArrayEquals(new double[] {3, 2}, bind("product", OfScalars.class).gradient(2, 3), EXACT);
  }

  interface Step {
    void value(double h, double[] x, double[] out);

    void jvp(double h, double[] x, double[] out, double hT, double[] xT, double[] outT);
  }

  @Test
  void tangentsOfAVoidMethodAreUpdatedInPlace() {
    Step step = bind("step", Step.class);
    double[] out = new double[2];
    step.value(5, new double[] {1, 2}, out);
    assertArrayEquals(new double[] {5, 10}, out);
    double[] xT = {1, 1};
    double[] outT = {7, 7};
    step.jvp(5, new double[] {1, 2}, out, 1, xT, outT);
    assertArrayEquals(new double[] {6, 7}, outT, EXACT);
    assertArrayEquals(new double[] {2, 1}, xT, EXACT);
  }

  interface Failing {
    double gradient(double x, double[] scalars) throws IOException;
  }

  @Test
  void primalsExceptionPassesAndTheTapeIsReused() {
    Failing failing = bind("failing", Failing.class);
    assertThrows(IOException.class, () -> failing.gradient(1, new double[1]));
    int before = Bridge.tapes;
    assertThrows(IOException.class, () -> failing.gradient(1, new double[1]));
    assertEquals(before, Bridge.tapes);
  }

  interface Dot {
    double gradient(double[] x, double[] y, double[] bx, double[] by);

    double jvp(double[] x, double[] y, double[] tx, double[] ty);
  }

  @Test
  void buffersAndTangentsAreChecked() {
    Dot dot = bind("dot", Dot.class);
    double[] x = {1, 2};
    double[] y = {3, 4};
    double[] b = new double[2];
    refused(
        "the array passed as x or as its buffer is both an argument and a buffer: pass a separate"
            + " array",
        () -> dot.gradient(x, y, x, b));
    refused(
        "the array passed as y or as its buffer is both an argument and a buffer: pass a separate"
            + " array",
        () -> dot.gradient(x, y, y, b));
    refused(
        "the buffer of y is also passed for another array: pass a separate array for each",
        () -> dot.gradient(x, y, b, b));
    refused(
        "buffer of y is double[3], but y is double[2]: pass a buffer of the same shape",
        () -> dot.gradient(x, y, b, new double[3]));
    refused(
        "one array occurs twice among the arguments (the second time in y) with two different"
            + " tangents: an array has one derivative, pass the same tangent array for both",
        () -> dot.jvp(x, x, new double[2], new double[2]));
    double[] bx = new double[2];
    double[] by = new double[2];
    dot.gradient(x, x, bx, by);
    assertArrayEquals(new double[] {2, 4}, bx, EXACT);
    assertArrayEquals(new double[] {2, 4}, by, EXACT);
    refused(
        "argument y is null: pass an array, or mark the parameter @Inactive",
        () -> dot.gradient(x, null, b, b));
  }

  interface ShortScalars {
    double gradient(double x, double y, double[] scalars);
  }

  @Test
  void scalarsBufferMustBeLongEnough() {
    refused(
        "the scalars' buffer is double[1]: pass a double[] of length 2 or more",
        () -> bind("product", ShortScalars.class).gradient(1, 2, new double[1]));
  }

  interface Tangent {
    double jvp(double x, double y, double tx, double ty, double[] tangent);
  }

  @Test
  void tangentsBufferMustHaveRoom() {
    refused(
        "the tangent's buffer is double[0]: pass a double[] of length 1 or more",
        () -> bind("product", Tangent.class).jvp(1, 2, 1, 0, new double[0]));
    refused(
        "the tangent's buffer is null: pass a double[] of length 1 or more",
        () -> bind("product", Tangent.class).jvp(1, 2, 1, 0, null));
  }

  interface NotUnderstood {
    double slope(double x, double y);
  }

  interface WrongType {
    float[] gradient(double x, double y);
  }

  @Test
  void methodThatIsNotUnderstoodIsRefusedWithWhatWouldBe() {
    String advice =
        ", which is not understood for org.wengert.Primals.product(double, double): declare some of"
            + " double value(double, double); double[] gradient(double, double);"
            + " double gradient(double, double, double[]); double jvp(double, double, double, double);"
            + " double jvp(double, double, double, double, double[])";
    refused(
        "org.wengert.BindTest$NotUnderstood declares double slope(double, double)" + advice,
        () -> bind("product", NotUnderstood.class));
    refused(
        "org.wengert.BindTest$WrongType declares float[] gradient(double, double)" + advice,
        () -> bind("product", WrongType.class));
  }

  @Test
  void onlyInterfacesAreBound() {
    refused(
        "java.lang.String is no interface: derivatives of org.wengert.Primals.product(double, double)"
            + " can be bound to an interface only",
        () -> bind("product", String.class));
  }

  @Test
  void refusalAppearsWhenBinding() {
    assertThrows(NotDifferentiableException.class, () -> bind("refused", OfScalar.class));
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void floatArrayPartialsAreRounded() {
    OfFloats bound = Derivatives.of(FloatSum.class, "sum").bind(OfFloats.class);
    assertArrayEquals(new float[] {2, 4}, bound.gradient(new float[] {1, 2}), 1e-3f);
  }

  static final class FloatSum {
    static float sum(float[] x) {
      return x[0] * x[0] + x[1] * x[1];
    }
  }
}
