package org.wengert.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wengert.testing.Case;
import org.wengert.testing.Engine;
import org.wengert.testing.EngineUnderTest;

/**
 * The worked examples of courses and textbooks, in both modes, against the formula evaluated in
 * double: scalars to 4 ulp, backpropagation to 1e-12.
 */
@Tag("engine")
class WorkedExamplesTest {

  private final Engine engine = EngineUnderTest.engine();

  private static void assertClose(double expected, double actual, String what) {
    assertEquals(expected, actual, 4 * Math.ulp(expected), what);
  }

  private double forward(String method, double[] x, double... direction) throws Throwable {
    Object[] tangents = Arrays.stream(direction).boxed().toArray();
    return (double)
        engine.jvp(Case.methodNamed(Textbook.class, method), boxed(x), tangents).tangent();
  }

  private static Object[] boxed(double... x) {
    return Arrays.stream(x).boxed().toArray();
  }

  /** Value and gradient, in forward mode by unit directions, in reverse mode and jointly. */
  private void assertGradient(String name, double[] x, double value, double... expected)
      throws Throwable {
    var method = Case.methodNamed(Textbook.class, name);
    boolean[] active = new boolean[x.length];
    Arrays.fill(active, true);
    Engine.Vjp reverse = engine.vjp(method, boxed(x), active, 1.0, new Object[x.length]);
    Engine.Vjp joint = engine.gradient(method, boxed(x), active);
    assertEquals(value, (double) reverse.value(), 0, name);
    assertEquals(value, (double) joint.value(), 0, name);
    for (int i = 0; i < x.length; i++) {
      double[] unit = new double[x.length];
      unit[i] = 1;
      String what = name + ", partial " + i + ", ";
      assertClose(expected[i], forward(name, x, unit), what + "forward");
      assertClose(expected[i], (double) reverse.argAdjoints()[i], what + "reverse");
      assertClose(expected[i], (double) joint.argAdjoints()[i], what + "joint");
    }
  }

  @Test
  void traceExample() throws Throwable {
    double value = Math.log(2) + 2.0 * 5.0 - Math.sin(5);
    assertEquals(11.652071455223084, value, 4 * Math.ulp(value));
    assertGradient("trace", new double[] {2, 5}, value, 5.5, 2 - Math.cos(5));
    assertClose(1.716337814536774, 2 - Math.cos(5), "the course's number");
    assertClose(5.5, forward("trace", new double[] {2, 5}, 1, 0), "tangent trace");
  }

  @Test
  void networkCourseExample() throws Throwable {
    double v1 = 1.2;
    double v2 = -0.7;
    double v3 = v1 * v2;
    double v5 = Math.exp(v3);
    double adjoint3 = v5 + 1;
    double adjoint4 = -1;
    double value = v5 + (v3 - Math.sin(v2));
    assertGradient(
        "networkCourse",
        new double[] {v1, v2},
        value,
        adjoint3 * v2,
        adjoint3 * v1 + adjoint4 * Math.cos(v2));
  }

  @Test
  void directionalDerivativeOfTwoOutputs() throws Throwable {
    var method = Case.methodNamed(Textbook.class, "pair");
    Engine.Jvp jvp = engine.jvp(method, boxed(1, 0), boxed(2, -1));
    double[] tangent = (double[]) jvp.tangent();
    assertClose(-1 + 2 * Math.cos(1), tangent[0], "first, forward");
    assertClose(3, tangent[1], "second, forward");
    boolean[] active = {true, true};
    Engine.Vjp first = engine.vjp(method, boxed(1, 0), active, new double[] {1, 0}, new Object[2]);
    assertClose(Math.cos(1), (double) first.argAdjoints()[0], "first by x1, reverse");
    assertClose(1, (double) first.argAdjoints()[1], "first by x2, reverse");
    Engine.Vjp second = engine.vjp(method, boxed(1, 0), active, new double[] {0, 1}, new Object[2]);
    assertClose(2, (double) second.argAdjoints()[0], "second by x1, reverse");
    assertClose(1, (double) second.argAdjoints()[1], "second by x2, reverse");
  }

  @Test
  void gradientWithFanOut() throws Throwable {
    double a = 1.0 * 2.0 + Math.sin(1);
    double byX = 4 * (2 + Math.sin(1)) + 2 * (2 + Math.sin(1)) * Math.cos(1);
    assertGradient("fanOut", new double[] {1, 2}, a * a, byX, 2 * (2 + Math.sin(1)));
  }

  @Test
  void productOfExponentialAndSine() throws Throwable {
    assertGradient("expSin", new double[] {0}, 0, 1);
  }

  @Test
  void threeInputs() throws Throwable {
    double x = 1.3;
    double y = 1.1;
    double z = -0.4;
    assertGradient(
        "threeInputs",
        new double[] {x, y, z},
        (x * y + z) * Math.sin(y),
        y * Math.sin(y),
        (x * y + z) * Math.cos(y) + x * Math.sin(y),
        Math.sin(y));
  }

  @Test
  void backpropagationThroughDenseLayers() throws Throwable {
    double[][][] weights = {
      Data.matrix(5, 4, 60), Data.matrix(6, 5, 61), Data.matrix(3, 6, 62), Data.matrix(2, 3, 63)
    };
    double[][] biases = {
      Data.signed(5, 64), Data.signed(6, 65), Data.signed(3, 66), Data.signed(2, 67)
    };
    Object[] args = {weights, biases, Data.signed(4, 68), Data.signed(2, 69)};
    Object[] byHand =
        Networks.denseBackpropagation(weights, biases, (double[]) args[2], (double[]) args[3]);
    assertBackpropagation("dense", args, byHand);
  }

  @Test
  void backpropagationThroughConvolutionalLayer() throws Throwable {
    double[][] image = Data.matrix(9, 8, 70);
    double[][][] kernels = Data.cube(3, 3, 3, 71);
    double[] biases = Data.signed(3, 72);
    assertBackpropagation(
        "convolutional",
        new Object[] {image, kernels, biases},
        Networks.convolutionalBackpropagation(image, kernels, biases));
  }

  private void assertBackpropagation(String name, Object[] args, Object[] byHand) throws Throwable {
    var method = Case.methodNamed(Networks.class, name);
    boolean[] active = new boolean[args.length];
    Arrays.fill(active, true);
    Object[] joint = engine.gradient(method, args, active).argAdjoints();
    Object[] reverse = engine.vjp(method, args, active, 1.0, new Object[args.length]).argAdjoints();
    for (int i = 0; i < args.length; i++) {
      double scale = largest(byHand[i]);
      assertNear(byHand[i], joint[i], 1e-12 * scale, name + " joint, argument " + i);
      assertNear(byHand[i], reverse[i], 1e-12 * scale, name + " reverse, argument " + i);
    }
    assertForwardAgrees(method, args, byHand, name);
  }

  /** In the direction of the gradient itself, the directional derivative is its squared norm. */
  private void assertForwardAgrees(
      java.lang.reflect.Method method, Object[] args, Object[] byHand, String name)
      throws Throwable {
    double expected = squaredNorm(byHand);
    double actual = (double) engine.jvp(method, args, (Object[]) copied(byHand)).tangent();
    assertEquals(expected, actual, 1e-12 * expected, name + " forward");
  }

  private static Object copied(Object shadow) {
    if (shadow instanceof double[] leaf) {
      return leaf.clone();
    }
    return Arrays.stream((Object[]) shadow).map(WorkedExamplesTest::copied).toArray();
  }

  private static double squaredNorm(Object shadow) {
    if (shadow instanceof double[] leaf) {
      return Arrays.stream(leaf).map(x -> x * x).sum();
    }
    return Arrays.stream((Object[]) shadow).mapToDouble(WorkedExamplesTest::squaredNorm).sum();
  }

  private static double largest(Object shadow) {
    if (shadow instanceof double[] leaf) {
      return Arrays.stream(leaf).map(Math::abs).max().orElse(0);
    }
    return Arrays.stream((Object[]) shadow)
        .mapToDouble(WorkedExamplesTest::largest)
        .max()
        .orElse(0);
  }

  private static void assertNear(Object expected, Object actual, double tolerance, String what) {
    if (expected instanceof double[] leaf) {
      org.junit.jupiter.api.Assertions.assertArrayEquals(leaf, (double[]) actual, tolerance, what);
      return;
    }
    Object[] rows = (Object[]) expected;
    assertEquals(rows.length, ((Object[]) actual).length, what);
    for (int i = 0; i < rows.length; i++) {
      assertNear(rows[i], ((Object[]) actual)[i], tolerance, what + "[" + i + "]");
    }
  }

  @Test
  void kinkOfReluIsTheDocumentedOne() throws Throwable {
    assertGradient("reluBranch", new double[] {2.5}, 2.5, 1);
    assertGradient("reluBranch", new double[] {-2.5}, 0, 0);
    assertGradient("reluBranch", new double[] {0}, 0, 0);
    assertGradient("reluMax", new double[] {2.5}, 2.5, 1);
    assertGradient("reluMax", new double[] {-2.5}, 0, 0);
    assertGradient("reluMax", new double[] {0}, 0, 0.5);
  }

  @Test
  void tripCountThatDependsOnTheDataIsFollowed() throws Throwable {
    var method = Case.methodNamed(Loops.class, "untilSmall");
    for (double x : new double[] {0.1, 1, 3, 8}) {
      double expected = Math.exp(x);
      double joint =
          (double) engine.gradient(method, boxed(x), new boolean[] {true}).argAdjoints()[0];
      double forward = (double) engine.jvp(method, boxed(x), boxed(1)).tangent();
      assertEquals(expected, joint, 1e-14 * expected);
      assertEquals(expected, forward, 1e-14 * expected);
    }
  }

  /** Differences have an error like a V over the step size; the derivative is below all of it. */
  @Test
  void errorIsAtRoundingLevelWhereDifferencesAreVShaped() throws Throwable {
    double x = 1.3;
    double expected = Math.exp(x) * (Math.sin(x) + Math.cos(x));
    double[] errors = new double[15];
    for (int k = 1; k < errors.length; k++) {
      double h = Math.pow(10, -k);
      double slope = (Textbook.expSin(x + h) - Textbook.expSin(x - h)) / (2 * h);
      errors[k] = Math.abs(slope - expected);
    }
    double best = Arrays.stream(errors, 1, errors.length).min().orElseThrow();
    assertTrue(
        errors[1] > 100 * best && errors[14] > 100 * best, "a V: " + Arrays.toString(errors));
    var method = Case.methodNamed(Textbook.class, "expSin");
    double reverse =
        (double) engine.gradient(method, boxed(x), new boolean[] {true}).argAdjoints()[0];
    double forward = forward("expSin", new double[] {x}, 1);
    assertClose(expected, reverse, "reverse");
    assertClose(expected, forward, "forward");
    assertTrue(Math.abs(reverse - expected) <= best, "below the differences' best, " + best);
  }
}
