package org.wengert.agent;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.wengert.Derivatives;
import org.wengert.NotDifferentiableException;

/**
 * Uses typed companions under the shipped agent, in a JVM of its own: prints a line for each check,
 * {@code ok NAME} or {@code FAILED NAME: why}.
 */
public final class CompanionProgram {
  private static final int CALLS = 10_000;

  private CompanionProgram() {}

  interface Check {
    void run();
  }

  public static void main(String[] args) {
    check("gradientHasValueAndNamedPartials", CompanionProgram::gradient);
    check("overloadHasTheNameGivenToIt", CompanionProgram::overload);
    check("floatsComeBackAsFloats", CompanionProgram::floats);
    check("rowsOfAMatrixHaveTheirOwnPartials", CompanionProgram::matrix);
    check("writingInPlaceHasTangentAndAdjoint", CompanionProgram::inPlace);
    check("arrayResultHasTangentAndPullback", CompanionProgram::arrayResult);
    check("hessianTimesVectorNamesBothOrders", CompanionProgram::hvp);
    check("matricesOfBothOrders", CompanionProgram::matrices);
    check("nestedClassHasItsCompanion", CompanionProgram::nested);
    check("pullbackRepeatsAfterTheArgumentsChanged", CompanionProgram::repeatable);
    check("closedPullbackIsRefused", CompanionProgram::closed);
    check("tapeBytesAreCounted", CompanionProgram::tapeBytes);
    check("fillingGradientAllocatesNothing", CompanionProgram::gradientAllocation);
    check("fillingJvpAllocatesNothing", CompanionProgram::jvpAllocation);
    check("fillingPullbackAllocatesNothing", CompanionProgram::pullbackAllocation);
    check("lambdasAndReferencesHaveDerivatives", CompanionProgram::functions);
    check("privateInterfaceIsBound", CompanionProgram::bound);
    check("refusalReachesTheCallerWithTheChainOfCalls", CompanionProgram::refusal);
  }

  private static void check(String name, Check check) {
    try {
      check.run();
      System.out.println("ok " + name);
    } catch (RuntimeException | Error e) {
      System.out.println("FAILED " + name + ": " + e);
    }
  }

  private static void gradient() {
    double[] w = {0.5, -2, 3};
    var g = CompanionPrimalsDerivatives.rateGradient(1.5, w, 2);
    same(CompanionPrimals.rate(1.5, w, 2), g.value());
    near(0.25 * Math.cos(0.75) + 4 * Math.cos(-3), g.x());
    near(Math.sin(0.75) + 0.75 * Math.cos(0.75), g.w()[0]);
    near(Math.sin(-3) - 3 * Math.cos(-3), g.w()[1]);
    same(0, g.w()[2]);
  }

  private static void overload() {
    near(2 * Math.exp(1), CompanionPrimalsDerivatives.rateOfOneGradient(0.5).x());
    near(6 * Math.exp(1), CompanionPrimalsDerivatives.rateOfOneJvp(0.5, 3).tangent());
  }

  private static void floats() {
    float[] w = {3, 4};
    CompanionPrimalsDerivatives.SingleGradient g = CompanionPrimalsDerivatives.singleGradient(2, w);
    same(22, g.value());
    same(9, g.x());
    require(Arrays.equals(new float[] {12, 1}, g.w()), Arrays.toString(g.w()));
    float tangent = CompanionPrimalsDerivatives.singleJvp(2, w, 1, new double[] {1, 1}).tangent();
    same(22, tangent);
  }

  private static void matrix() {
    double[][] a = {{1, 2}, {3, 4}};
    double[] x = {5, 6};
    var g = CompanionPrimalsDerivatives.bilinearGradient(a, x);
    same(CompanionPrimals.bilinear(a, x), g.value());
    require(Arrays.deepEquals(new double[][] {{25, 30}, {30, 36}}, g.a()), "a");
    requireEqual(new double[] {2 * 5 + 5 * 6, 5 * 5 + 8 * 6}, g.x());
  }

  private static void inPlace() {
    double[] x = {3, 4};
    double[] tangent = {1, 10};
    CompanionPrimalsDerivatives.squareInPlaceJvp(x, tangent);
    requireEqual(new double[] {9, 16}, x);
    requireEqual(new double[] {6, 80}, tangent);
    double[] y = {3, 4};
    try (var pullback = CompanionPrimalsDerivatives.squareInPlaceVjp(y)) {
      requireEqual(new double[] {9, 16}, y);
      requireEqual(new double[] {6, 80}, pullback.apply(new double[] {1, 10}).x());
    }
  }

  private static void arrayResult() {
    double[] x = {3, 4};
    var jvp = CompanionPrimalsDerivatives.scaledJvp(2, x, 1, new double[] {1, 0});
    requireEqual(new double[] {18, 32}, jvp.value());
    requireEqual(new double[] {9 + 12, 16}, jvp.tangent());
    try (var pullback = CompanionPrimalsDerivatives.scaledVjp(2, x)) {
      requireEqual(new double[] {18, 32}, pullback.value());
      var adjoints = pullback.apply(new double[] {1, 10});
      same(9 + 160, adjoints.factor());
      requireEqual(new double[] {12, 160}, adjoints.x());
    }
  }

  private static void hvp() {
    double[][] a = {{1, 2}, {3, 4}};
    double[] x = {5, 6};
    var found =
        CompanionPrimalsDerivatives.bilinearHvp(a, x, new double[2][2], new double[] {1, 0});
    same(CompanionPrimals.bilinear(a, x), found.gradient().value());
    requireEqual(new double[] {2 * 5 + 5 * 6, 5 * 5 + 8 * 6}, found.gradient().x());
    requireEqual(new double[] {2, 5}, found.x());
    require(Arrays.deepEquals(new double[][] {{10, 6}, {6, 0}}, found.a()), "a");
    float[] w = {3, 4};
    var single = CompanionPrimalsDerivatives.singleHvp(2, w, 1, new double[2]);
    same(22, single.gradient().value());
    require(Arrays.equals(new float[] {6, 0}, single.w()), Arrays.toString(single.w()));
  }

  private static void matrices() {
    near(4 * Math.exp(1), CompanionPrimalsDerivatives.rateOfOneHessian(0.5).matrix()[0][0]);
    var jacobian = CompanionPrimalsDerivatives.scaledJacobian(2, new double[] {3, 4});
    double[][] expected = {{9, 12, 0}, {16, 0, 16}};
    require(Arrays.deepEquals(expected, jacobian.matrix()), jacobian.toString());
    double[] x = {3, 4};
    double[][] inPlace = CompanionPrimalsDerivatives.squareInPlaceJacobian(x).matrix();
    require(Arrays.deepEquals(new double[][] {{6, 0}, {0, 8}}, inPlace), "in place");
    requireEqual(new double[] {9, 16}, x);
  }

  private static void nested() {
    same(12, CompanionPrimalsInnerDerivatives.cubeGradient(2).x());
  }

  private static void repeatable() {
    double[][] a = {{1, 2}, {3, 4}};
    double[] x = {5, 6};
    try (var pullback = CompanionPrimalsDerivatives.bilinearVjp(a, x)) {
      double[] first = pullback.apply(1).x();
      Arrays.fill(x, 1000);
      a[0] = new double[] {7, 7};
      a[1][1] = -1;
      requireEqual(first, pullback.apply(1).x());
      requireEqual(new double[] {2 * first[0], 2 * first[1]}, pullback.apply(2).x());
    }
  }

  private static void closed() {
    var pullback = CompanionPrimalsDerivatives.rateOfOneVjp(1);
    pullback.close();
    try {
      pullback.apply(1);
    } catch (IllegalStateException e) {
      require(e.getMessage().contains("this pullback is closed"), e.getMessage());
      return;
    }
    throw new AssertionError("it was applied");
  }

  private static void tapeBytes() {
    double[] w = new double[1000];
    Arrays.fill(w, 0.5);
    try (var few = CompanionPrimalsDerivatives.rateVjp(1, w, 10);
        var many = CompanionPrimalsDerivatives.rateVjp(1, w, 1000)) {
      require(few.tapeBytes() > 0, "a pullback records");
      require(many.tapeBytes() > few.tapeBytes() + 8 * 900, "each pass records");
    }
  }

  private static void gradientAllocation() {
    double[] w = {0.5, -2, 3};
    double[] adjoint = new double[3];
    double[] scalars = new double[1];
    allocatesNothing(() -> CompanionPrimalsDerivatives.rateGradient(1.5, w, 3, adjoint, scalars));
    requireEqual(CompanionPrimalsDerivatives.rateGradient(1.5, w, 3).w(), adjoint);
  }

  private static void jvpAllocation() {
    double[] w = {0.5, -2, 3};
    double[] tangents = {1, 2, 3};
    double[] tangent = new double[1];
    allocatesNothing(() -> CompanionPrimalsDerivatives.rateJvp(1.5, w, 3, 1, tangents, tangent));
  }

  private static void pullbackAllocation() {
    double[] w = {0.5, -2, 3};
    double[] adjoint = new double[3];
    double[] scalars = new double[1];
    try (var pullback = CompanionPrimalsDerivatives.rateVjp(1.5, w, 3)) {
      allocatesNothing(() -> pullback.apply(1, adjoint, scalars));
    }
  }

  private static void functions() {
    double a = 4;
    same(24, Derivatives.derivative(x -> a * x * x).applyAsDouble(3));
    same(1, Derivatives.derivative(Math::sin).applyAsDouble(0));
    double[] w = {3, 4};
    requireEqual(
        new double[] {15, 6},
        Derivatives.gradient(x -> w[0] * x[0] * x[1]).apply(new double[] {2, 5}));
  }

  private interface Rate {
    double value(double x);

    double gradient(double x);

    default double both(double x) {
      return value(x) + gradient(x);
    }
  }

  private static void bound() {
    Rate rate = Derivatives.of(CompanionPrimals.Inner.class, "cube").bind(Rate.class);
    same(8 + 12, rate.both(2));
  }

  private static void refusal() {
    try {
      Derivatives.of(CompanionPrimals.class, "calling").gradient(1.0);
    } catch (NotDifferentiableException e) {
      require(e.reason().equals("NATIVE_METHOD"), e.reason());
      require(
          e.getMessage().contains(", called from org.wengert.agent.CompanionPrimals.calling (Comp"),
          e.getMessage());
      return;
    }
    throw new AssertionError("it was differentiated");
  }

  /** Less than one byte a call, after the JIT compiler has had its time: no object fits in that. */
  private static void allocatesNothing(Check call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    repeat(call);
    repeat(call);
    repeat(call);
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    repeat(call);
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    require(allocated < CALLS, allocated + " bytes in " + CALLS + " calls");
  }

  private static void repeat(Check call) {
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
  }

  private static void same(double expected, double found) {
    require(
        Double.doubleToLongBits(expected) == Double.doubleToLongBits(found),
        "expected " + expected + ", found " + found);
  }

  private static void near(double expected, double found) {
    require(
        Math.abs(expected - found) <= 1e-14 * Math.max(1, Math.abs(expected)),
        "expected " + expected + ", found " + found);
  }

  private static void requireEqual(double[] expected, double[] found) {
    require(Arrays.equals(expected, found), Arrays.toString(found));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
