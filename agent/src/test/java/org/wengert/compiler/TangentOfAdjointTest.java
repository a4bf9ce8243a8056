package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.DerivativeOf;
import org.wengert.DerivativeOf.Mode;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.emit.ClassEmitter;
import org.wengert.compiler.emit.EmittedMethod;
import org.wengert.compiler.emit.VariantLinkage;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.optimize.Inliner;
import org.wengert.compiler.optimize.Optimizer;
import org.wengert.runtime.Tape;
import org.wengert.testing.DirectEngine;

/**
 * An experiment that decided the architecture: the IR is closed under differentiation, so that a
 * Hessian-vector product is the tangent transform applied to the adjoint.
 */
class TangentOfAdjointTest {

  static double rootMinusOneSquared(double x) {
    double r = Math.sqrt(x) - 1;
    return r * r;
  }

  static double product(double x, double y) {
    return x * x * Math.sin(y) + Math.exp(x * y);
  }

  static double chain(double[] x) {
    double s = 0;
    double p = 1;
    for (int i = 0; i < x.length; i++) {
      if (x[i] > 0) {
        p *= Math.cos(x[i]) + s;
      }
      s += x[i] * x[i] * p;
    }
    double[] copy = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      copy[i] = s * x[i];
    }
    for (int i = 1; i < x.length; i++) {
      copy[i] = copy[i] * copy[i - 1];
    }
    return copy[x.length - 1] + s;
  }

  static double cube(double x) {
    return Double.longBitsToDouble(Double.doubleToLongBits(x * x * x) + 0);
  }

  @DerivativeOf(
      type = TangentOfAdjointTest.class,
      method = "cube",
      mode = {Mode.FORWARD, Mode.REVERSE})
  static double cubeRule(double x, double result, double seed) {
    return seed * 3 * x * x;
  }

  static double ruled(double x) {
    return cube(x) * x;
  }

  static double norm(double[] x, double y) {
    return Double.longBitsToDouble(Double.doubleToLongBits(x[0] * x[0] * x[1] * y) + 0);
  }

  @DerivativeOf(type = TangentOfAdjointTest.class, method = "norm", mode = Mode.FORWARD)
  static double normTangent(double[] x, double y, double result, double[] xt, double yt) {
    return 2 * x[0] * x[1] * y * xt[0] + x[0] * x[0] * (y * xt[1] + x[1] * yt);
  }

  @DerivativeOf(type = TangentOfAdjointTest.class, method = "norm", mode = Mode.REVERSE)
  static double normAdjoint(double[] x, double y, double result, double seed, double[] xa) {
    xa[0] += seed * 2 * x[0] * x[1] * y;
    xa[1] += seed * x[0] * x[0] * y;
    return seed * x[0] * x[0] * x[1];
  }

  static double ruledArray(double[] x) {
    double z = norm(x, x[2]);
    x[0] = 0;
    return z * z;
  }

  static double plainArray(double[] x) {
    double z = x[0] * x[0] * x[1] * x[2];
    x[0] = 0;
    return z * z;
  }

  /** A rule is plain Java: the second derivative is that of the rule. */
  @Test
  void rulesOfUsersAreDifferentiated() throws Throwable {
    new DirectEngine();
    assertEquals(12 * 1.5 * 1.5, secondDerivative("ruled", 1.5), 1e-13);
    double[] direction = {1, -0.5, 0.25};
    double[] expected = new double[3];
    double[] found = new double[3];
    double[][] gradients = {
      gradientAndProduct(
          tangentOfGradient("plainArray", "([D)D", "A"),
          new double[] {2, 3, 0.5},
          direction,
          expected),
      gradientAndProduct(
          tangentOfGradient("ruledArray", "([D)D", "A"), new double[] {2, 3, 0.5}, direction, found)
    };
    assertArrayEquals(gradients[0], gradients[1], 1e-12);
    assertArrayEquals(expected, found, 1e-12);
  }

  @Test
  void strongZeroKeepsTheSecondDerivativeAtItsZero() throws Throwable {
    assertEquals(0.5, secondDerivative("rootMinusOneSquared", 1), 1e-15);
    assertEquals(0.5 * Math.pow(2, -1.5), secondDerivative("rootMinusOneSquared", 2), 1e-15);
  }

  private static double secondDerivative(String name, double x) throws Throwable {
    MethodHandle handle = tangentOfGradient(name, "(D)D", "A");
    double[] gradient = new double[1];
    double[] tangent = new double[1];
    handle.invokeWithArguments(List.of(x, gradient, 1.0, tangent, new Tape(), new Tape()));
    return tangent[0];
  }

  @Test
  void hessianOfTwoVariablesIsSymmetricAndRight() throws Throwable {
    MethodHandle handle = tangentOfGradient("product", "(DD)D", "AA");
    double x = 0.7;
    double y = 1.1;
    double e = Math.exp(x * y);
    double[][] expected = {
      {2 * Math.sin(y) + y * y * e, 2 * x * Math.cos(y) + e + x * y * e},
      {2 * x * Math.cos(y) + e + x * y * e, -x * x * Math.sin(y) + x * x * e}
    };
    for (int k = 0; k < 2; k++) {
      double[] gradient = new double[2];
      double[] column = new double[2];
      handle.invokeWithArguments(
          List.of(
              x,
              y,
              gradient,
              k == 0 ? 1.0 : 0.0,
              k == 1 ? 1.0 : 0.0,
              column,
              new Tape(),
              new Tape()));
      assertEquals(expected[k][0], column[0], 1e-14);
      assertEquals(expected[k][1], column[1], 1e-14);
    }
  }

  @Test
  void recordedLoopsAndBranchesAreDifferentiatedAgain() throws Throwable {
    MethodHandle handle = tangentOfGradient("chain", "([D)D", "A");
    double[] x = {0.3, -0.2, 0.8, 0.5, -0.1};
    double[] direction = {1, -0.5, 0.25, 2, 0.7};
    double[] product = new double[x.length];
    double[] gradient = gradientAndProduct(handle, x, direction, product);
    double h = 1e-5;
    double[] up = gradientAndProduct(handle, moved(x, direction, h), direction, null);
    double[] down = gradientAndProduct(handle, moved(x, direction, -h), direction, null);
    for (int i = 0; i < x.length; i++) {
      double difference = (up[i] - down[i]) / (2 * h);
      assertEquals(difference, product[i], 1e-7 * (1 + Math.abs(difference)), "component " + i);
    }
    assertEquals(
        (chain(moved(x, direction, h)) - chain(moved(x, direction, -h))) / (2 * h),
        dot(gradient, direction),
        1e-7);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] moved(double[] x, double[] direction, double by) {
    double[] result = x.clone();
    for (int i = 0; i < x.length; i++) {
      result[i] += by * direction[i];
    }
    return result;
  }

  private static double[] gradientAndProduct(
      MethodHandle handle, double[] x, double[] direction, double[] product) throws Throwable {
    double[] gradient = new double[x.length];
    double[] result = product == null ? new double[x.length] : product;
    Arrays.fill(result, 0);
    Tape outer = new Tape();
    handle.invokeWithArguments(
        List.of(
            x,
            gradient,
            new double[0],
            direction.clone(),
            result,
            new double[0],
            new Tape(),
            outer));
    return gradient;
  }

  /** Inputs: the primal's, shadows, scalar adjoints; the tangents of all of these; two tapes. */
  private static MethodHandle tangentOfGradient(String name, String descriptor, String activity)
      throws Throwable {
    Primals primals = new Primals(TangentOfAdjointTest.class.getClassLoader(), Settings.NONE);
    String owner = TangentOfAdjointTest.class.getName().replace('.', '/');
    Optimizer optimizer = new Optimizer(primals, primals.facts(), Inliner.Budget.DEFAULT);
    MethodRef method = new MethodRef(owner, name, descriptor);
    Function primal = optimizer.beforeDifferentiation(primals.checked(method).function());
    Differentiation differentiation = new Differentiation(primals.effects());
    Function joint = differentiation.joint(primal, activity);
    Variant gradient = new Variant(method, VariantKind.JOINT, activity);
    Variant again = Differentiation.again(gradient, VariantKind.TANGENT);
    Function function = optimizer.afterDifferentiation(differentiation.tangent(joint, again));
    StringBuilder type = new StringBuilder("(");
    for (Value input : function.inputs()) {
      type.append(input.type());
    }
    String signature = type.append(')').append(function.result()).toString();
    byte[] bytes =
        ClassEmitter.emit(
            owner + "$Second",
            null,
            List.of(new EmittedMethod("second", signature, function)),
            VariantLinkage.NONE_LOCAL);
    MethodHandles.Lookup lookup =
        MethodHandles.lookup()
            .defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
    MethodHandle handle =
        lookup.findStatic(
            lookup.lookupClass(),
            "second",
            MethodType.fromMethodDescriptorString(
                signature, TangentOfAdjointTest.class.getClassLoader()));
    return tapesLast(handle, function);
  }

  /** Moves the inner tape, which follows the inner function's inputs, in front of the outer one. */
  private static MethodHandle tapesLast(MethodHandle handle, Function function) {
    int count = function.inputs().size();
    int inner = 0;
    while (!function.inputs().get(inner).type().descriptor().endsWith("Tape;")) {
      inner++;
    }
    int[] order = new int[count];
    List<Class<?>> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order[i] = i < inner ? i : i == inner ? count - 2 : i == count - 1 ? i : i - 1;
    }
    Class<?>[] reordered = new Class<?>[count];
    for (int i = 0; i < count; i++) {
      reordered[order[i]] = handle.type().parameterType(i);
    }
    types.addAll(Arrays.asList(reordered));
    return MethodHandles.permuteArguments(
        handle, MethodType.methodType(handle.type().returnType(), types), order);
  }
}
