package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.wengert.compiler.ir.Function;

/** What javac makes of the samples, lifted and interpreted, does what the methods do. */
class JavaSamplesTest {
  private static final int CALLS = 400;
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -2.75,
    3.25,
    1e-300,
    1e300,
    -1e10,
    2147483648.5,
    9.3e18,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE
  };
  private static final int[] INTS = {
    0,
    1,
    -1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    -2,
    -7,
    13,
    100,
    1000,
    -1000,
    32767,
    65535,
    -129,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE
  };
  private static final long[] LONGS = {
    0, 1, -1, 3, -5, 64, 1L << 40, -(1L << 33), Long.MAX_VALUE, Long.MIN_VALUE
  };

  @TestFactory
  Stream<DynamicTest> arithmetic() {
    return testsOf(ArithmeticSamples.class);
  }

  @TestFactory
  Stream<DynamicTest> controlFlow() {
    return testsOf(ControlSamples.class);
  }

  @TestFactory
  Stream<DynamicTest> arraysAndCalls() {
    return testsOf(ArraySamples.class);
  }

  private static Stream<DynamicTest> testsOf(Class<?> samples) {
    byte[] bytes = LiftCheck.bytes(samples);
    List<Method> methods = new ArrayList<>(List.of(samples.getDeclaredMethods()));
    methods.sort(Comparator.comparing(Method::getName));
    return methods.stream()
        .filter(m -> Modifier.isStatic(m.getModifiers()) && !m.isSynthetic())
        .map(m -> DynamicTest.dynamicTest(m.getName(), () -> compare(bytes, m)));
  }

  private static void compare(byte[] bytes, Method method) {
    method.setAccessible(true);
    Lifted lifted = LiftCheck.lift(bytes, method);
    assertTrue(lifted.obstacles().isEmpty());
    if (method.getName().equals("endless")) {
      assertFalse(returns(lifted.function()));
      return;
    }
    Random random = new Random(17);
    int calls = method.getParameterCount() == 0 ? 1 : CALLS;
    for (int i = 0; i < calls; i++) {
      LiftCheck.agrees(lifted.function(), method, arguments(method, random));
    }
  }

  private static boolean returns(Function function) {
    return function.blocks().stream()
        .anyMatch(b -> b.terminator() instanceof org.wengert.compiler.ir.Terminator.Return);
  }

  private static Object[] arguments(Method method, Random random) {
    Class<?>[] types = method.getParameterTypes();
    Object[] args = new Object[types.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = argument(types[i], random);
    }
    return args;
  }

  private static Object argument(Class<?> type, Random random) {
    if (type.isArray()) {
      return array(type.getComponentType(), random);
    }
    int n = INTS[random.nextInt(INTS.length)];
    double d = DOUBLES[random.nextInt(DOUBLES.length)];
    switch (type.getName()) {
      case "boolean":
        return random.nextBoolean();
      case "byte":
        return (byte) n;
      case "char":
        return (char) n;
      case "short":
        return (short) n;
      case "int":
        return n;
      case "long":
        return LONGS[random.nextInt(LONGS.length)];
      case "float":
        return random.nextBoolean() ? (float) d : (float) (d * 1.1);
      case "double":
        return random.nextBoolean() ? d : d + random.nextGaussian();
      case "java.lang.String":
        return random.nextBoolean() ? "text" : "longer text";
      default:
        return random.nextBoolean() ? array(double.class, random) : "an object";
    }
  }

  private static Object array(Class<?> element, Random random) {
    int length = random.nextInt(5);
    if (length == 4) {
      return null;
    }
    Object array = java.lang.reflect.Array.newInstance(element, length);
    for (int i = 0; i < length; i++) {
      java.lang.reflect.Array.set(array, i, argument(element, random));
    }
    return array;
  }
}
