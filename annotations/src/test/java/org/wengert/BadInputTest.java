package org.wengert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Serializable;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every message that bad input gets from the API, word for word. */
class BadInputTest {
  private static Derivative of(String method) {
    return Derivatives.of(Primals.class, method);
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  private static void illegalState(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage());
  }

  @Test
  void nullArray() {
    refused(
        "argument 2 (curve) of org.wengert.Primals.price(double, float, double[], int) is null: pass"
            + " an array, or mark the parameter @Inactive",
        () -> of("price").gradient(1, 2, null, 3));
    refused(
        "argument 0 (x) of org.wengert.Primals.sumOfSquares(double[]) is null: pass an array, or mark"
            + " the parameter @Inactive",
        () -> of("sumOfSquares").vjp((Object[]) null));
    refused(
        "argument 0 (x) of org.wengert.Primals.sumOfSquares(double[]) is null: pass an array, or mark"
            + " the parameter @Inactive",
        () -> of("sumOfSquares").jvp(new Object[] {null}, new Object[] {null}));
  }

  @Test
  void nullArguments() {
    refused(
        "the arguments of org.wengert.Primals.product(double, double) are null: pass 2 arguments",
        () -> of("product").gradient((Object[]) null));
  }

  @Test
  void wrongArgumentCount() {
    refused(
        "org.wengert.Primals.product(double, double) takes 2 arguments, but 3 were given",
        () -> of("product").gradient(1, 2, 3));
  }

  @Test
  void wrongArgumentType() {
    refused(
        "argument 1 (y) of org.wengert.Primals.product(double, double) is String, expected double",
        () -> of("product").gradient(1, "2"));
    refused(
        "argument 1 (y) of org.wengert.Primals.product(double, double) is null, expected double",
        () -> of("product").gradient(1, null));
    refused(
        "argument 0 (x) of org.wengert.Primals.sumOfSquares(double[]) is float[3], expected double[]",
        () -> of("sumOfSquares").gradient(new float[3]));
    refused(
        "argument 0 (x) of org.wengert.Primals.squareOfFloat(float) is Double, expected float",
        () -> of("squareOfFloat").gradient(1.0));
  }

  @Test
  void tangentsThatDoNotMatch() {
    Derivative d = of("price");
    Object[] at = {1.0, 2f, new double[] {1, 2}, 3};
    refused(
        "org.wengert.Primals.price(double, float, double[], int) takes 4 arguments, but 2 tangents"
            + " were given: pass one an argument, null for what is no independent",
        () -> d.jvp(at, new Object[] {1, 2}));
    refused(
        "org.wengert.Primals.price(double, float, double[], int) takes 4 arguments, but null tangents"
            + " were given: pass one an argument, null for what is no independent",
        () -> d.jvp(at, null));
    refused(
        "tangent of curve is double[3], but curve is double[2]: pass a tangent of the same shape",
        () -> d.jvp(at, new Object[] {1, 2, new double[3], null}));
    refused(
        "tangent of curve is null, but curve is double[2]: pass a tangent of the same shape",
        () -> d.jvp(at, new Object[] {1, 2, null, null}));
    refused(
        "tangent of vol is null, but vol is float: pass a number",
        () -> d.jvp(at, new Object[] {1, null, new double[2], null}));
    refused(
        "a tangent is given for parameter 3 (steps) of org.wengert.Primals.price(double, float,"
            + " double[], int), which is no independent: pass null",
        () -> d.jvp(at, new Object[] {1, 2, new double[2], 5}));
    refused(
        "tangent of m[1] is double[2], but m[1] is double[1]: pass a tangent of the same shape",
        () ->
            of("matrix")
                .jvp(
                    new Object[] {new double[][] {{1}, {2}}},
                    new Object[] {new double[][] {{1}, {2, 3}}}));
  }

  @Test
  void differentTangentsForOneSharedArray() {
    double[] x = {1, 2};
    refused(
        "one array occurs twice among the arguments of org.wengert.Primals.dot(double[], double[])"
            + " (the second time in y) with two different tangents: it moves in one direction, pass"
            + " equal tangents",
        () ->
            of("dot")
                .jvp(new Object[] {x, x}, new Object[] {new double[] {1, 0}, new double[] {0, 1}}));
  }

  @Test
  void seedsThatDoNotMatch() {
    try (Vjp scalar = of("product").vjp(1, 2);
        Vjp array = of("scale").vjp(1, new double[2]);
        Vjp nothing = of("step").vjp(1, new double[2], new double[2])) {
      refused(
          "the seed is double[1], but org.wengert.Primals.product(double, double) returns double:"
              + " pass a number",
          () -> scalar.pullback().apply(new double[1]));
      refused(
          "seed of the result is double[3], but the result is double[2]: pass a seed of the same"
              + " shape",
          () -> array.pullback().apply(new double[3]));
      refused(
          "seed of the result is Integer, but the result is double[2]: pass a seed of the same shape",
          () -> array.pullback().apply(1));
      refused(
          "org.wengert.Primals.step(double, double[], double[]) returns void: its dependents are the"
              + " arrays it writes; pass their adjoints on exit to applyAtExit(null, ...), one a"
              + " parameter",
          () -> nothing.pullback().apply(1));
      refused(
          "the seed is Integer, but org.wengert.Primals.step(double, double[], double[]) returns"
              + " void: pass null, and adjoints of its arrays",
          () -> nothing.pullback().applyAtExit(1, null, null, null));
      refused(
          "org.wengert.Primals.step(double, double[], double[]) has 3 parameters, but 1 adjoints on"
              + " exit given: pass one a parameter, null for zero",
          () -> nothing.pullback().applyAtExit(null, new double[2]));
      refused(
          "adjoint on exit of out is double[1], but out is double[2]: pass a adjoint on exit of the"
              + " same shape",
          () -> nothing.pullback().applyAtExit(null, null, null, new double[1]));
      refused(
          "an adjoint on exit is given for parameter 0 (h) of org.wengert.Primals.step(double,"
              + " double[], double[]), which is not a differentiated array: pass null",
          () -> nothing.pullback().applyAtExit(null, 1, null, null));
    }
  }

  @Test
  void pullbackAfterClose() {
    Vjp vjp = of("product").vjp(1, 2);
    vjp.close();
    vjp.close();
    illegalState(
        "this pullback is closed: apply it before close(), or ask for another one",
        () -> vjp.pullback().apply(1));
  }

  @Test
  void pullbackInAnotherThread() throws InterruptedException {
    try (Vjp vjp = of("product").vjp(1, 2)) {
      Throwable[] thrown = new Throwable[2];
      Thread other =
          new Thread(
              () -> {
                thrown[0] =
                    assertThrows(IllegalStateException.class, () -> vjp.pullback().apply(1));
                thrown[1] = assertThrows(IllegalStateException.class, vjp::close);
              },
              "other");
      other.start();
      other.join();
      String message =
          "this pullback belongs to thread "
              + Thread.currentThread().getName()
              + ", but thread other uses it: ask for a pullback in the thread that applies it";
      assertEquals(message, thrown[0].getMessage());
      assertEquals(message, thrown[1].getMessage());
    }
  }

  @Test
  void gradientOfWhatIsNoScalar() {
    refused(
        "org.wengert.Primals.step(double, double[], double[]) returns void: a gradient is of a double"
            + " or float result; use jvp or vjp",
        () -> of("step").gradient(1, new double[1], new double[1]));
  }

  @Test
  void partialOfWhatIsNoIndependent() {
    Gradient g = of("price").gradient(1, 2, new double[1], 3);
    refused(
        "parameter 3 (steps) of org.wengert.Primals.price(double, float, double[], int) is no"
            + " independent: it is int, not floating-point",
        () -> g.of("steps"));
    refused(
        "org.wengert.Primals.price(double, float, double[], int) has no parameter named rate: its"
            + " parameters are spot, vol, curve, steps",
        () -> g.of("rate"));
    refused(
        "org.wengert.Primals.price(double, float, double[], int) has parameters 0 to 3, but 4 was"
            + " asked for",
        () -> g.of(4));
    try (Vjp vjp = of("step").vjp(1, new double[1], new double[1])) {
      Adjoints a = vjp.pullback().applyAtExit(null, null, null, null);
      refused(
          "parameter 2 (out) of org.wengert.Primals.step(double, double[], double[]) is no"
              + " independent: it is @Inactive",
          () -> a.of("out"));
    }
    Jvp jvp = of("product").jvp(new Object[] {1, 2}, new Object[] {1, 2});
    refused(
        "parameter 0 (x) of org.wengert.Primals.product(double, double) has no tangent on exit: only"
            + " floating-point arrays that are not @Inactive have (of methods without floating-point"
            + " result, all floating-point arrays)",
        () -> jvp.exitTangent("x"));
  }

  @Test
  void unknownName() {
    refused(
        "org.wengert.BadInputTest$Few declares no method h; it declares f(double), g(int[], String)",
        () -> Derivatives.of(Few.class, "h"));
    refused(
        "org.wengert.BadInputTest$None declares no method h; it declares none",
        () -> Derivatives.of(None.class, "h"));
  }

  @Test
  void ambiguousName() {
    refused(
        "org.wengert.Primals declares 2 methods named overloaded: overloaded(double),"
            + " overloaded(double, double[]); say which, for instance Derivatives.of(Primals.class,"
            + " \"overloaded(double)\")",
        () -> of("overloaded"));
  }

  @Test
  void nothingGiven() {
    refused("the class is null: say what to differentiate", () -> Derivatives.of(null, "f"));
    refused(
        "the method name is null: say what to differentiate",
        () -> Derivatives.of(Primals.class, null));
    refused("the method is null: say what to differentiate", () -> Derivatives.of(null));
    refused("the function is null: say what to differentiate", () -> Derivatives.gradient(null));
    refused("the function is null: say what to differentiate", () -> Derivatives.derivative(null));
  }

  @Test
  void methodWithoutIndependent() {
    refused(
        "org.wengert.Primals.noNumbers(int, String) has no floating-point parameter: independents are"
            + " double, float, and arrays of these",
        () -> of("noNumbers"));
    refused(
        "org.wengert.Primals.allInactive(double) has only @Inactive floating-point parameters: remove"
            + " @Inactive from those to differentiate with respect to",
        () -> of("allInactive"));
  }

  @Test
  void methodWithoutDependent() {
    refused(
        "org.wengert.Primals.nothingDepends(double) returns int and takes no floating-point array:"
            + " nothing in it can depend on its parameters; return double, float or an array of"
            + " these, or write into an array",
        () -> of("nothingDepends"));
  }

  @Test
  void receiver() {
    refused(
        "the receiver of org.wengert.Primals.instance(Primals, double) is null: pass the object that"
            + " the method is called on",
        () -> of("instance").gradient(null, 1.0));
    refused(
        "org.wengert.Primals.instance(Primals, double) takes 2 arguments, but 1 were given",
        () -> of("instance").gradient(1.0));
  }

  @Test
  void parametersThatCannotBeIndependents() {
    refused(
        "parameter 1 (n) of org.wengert.Primals.count(double[], int) is int, which holds no"
            + " floating-point number: name others",
        () -> of("count").withRespectTo("x", "n"));
    refused(
        "no parameter is named: name some of x, n", () -> of("count").withRespectTo(new int[0]));
    refused(
        "org.wengert.Primals.count(double[], int) has no parameter named y: its parameters are x, n",
        () -> of("count").withRespectTo("y"));
  }

  @Test
  void functionWithABoxedParameter() {
    ToDoubleFunction<double[]> boxed =
        (ToDoubleFunction<double[]> & Serializable) BadInputTest::ofBox;
    refused(
        "the function is implemented by org.wengert.BadInputTest.ofBox(double[]) returning Double:"
            + " its parameter must be double[] and its result double or float, not a box or a"
            + " supertype; write a lambda that converts",
        () -> Derivatives.gradient(boxed));
  }

  private static Double ofBox(double[] x) {
    x[0]++;
    return x[0];
  }

  @Test
  void bufferThatIsTheArgument() {
    VectorGradient g =
        Derivatives.gradient((ToDoubleFunction<double[]> & Serializable) Primals::sumOfSquares);
    double[] x = {1, 2};
    refused(
        "the array passed as point or as its buffer is both an argument and a buffer: pass a separate"
            + " array",
        () -> g.valueAndGradient(x, x));
    refused(
        "buffer of point is double[1], but point is double[2]: pass a buffer of the same shape",
        () -> g.valueAndGradient(x, new double[1]));
    refused(
        "argument point is null: pass an array, or mark the parameter @Inactive",
        () -> g.apply(null));
  }

  @Test
  void checkWithoutPointsOrWithABadHandDerivedGradient() {
    Derivative d = of("product");
    Object[] at = {1, 2};
    refused("no points: pass the arguments of at least one call", () -> d.check(List.of(), null));
    refused(
        "the hand-derived gradient gave 1 partials for the 2 parameters of"
            + " org.wengert.Primals.product(double, double): give one a parameter, null for what is"
            + " no independent",
        () -> d.check(List.<Object[]>of(at), x -> new Object[1]));
    refused(
        "hand-derived partial of y is null, but y is double: give a number",
        () -> d.check(List.<Object[]>of(at), x -> new Object[] {1, null}));
    refused(
        "hand-derived partial of x is double[1], but x is double[2]: pass a hand-derived partial of"
            + " the same shape",
        () ->
            of("sumOfSquares")
                .check(
                    List.<Object[]>of(new Object[] {new double[2]}),
                    x -> new Object[] {new double[1]}));
    refused(
        "org.wengert.Primals.scale(double, double[]) returns double[]: a hand-derived gradient is of"
            + " a double or float result; pass null",
        () -> of("scale").check(List.<Object[]>of(at), x -> x));
  }

  static final class Few {
    static double f(double x) {
      return x;
    }

    static void g(int[] n, String s) {}
  }

  static final class None {}
}
