package org.wengert.testing;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.function.IntPredicate;
import org.wengert.runtime.Bridge;

/**
 * Prints how deep recursive primals get and how deep their derivatives, on threads of one stack
 * size: {@code NAME PRIMAL GRADIENT JVP}. Run under {@code -Xint}: compiled frames are smaller, and
 * depths vary from run to run.
 */
public final class RecursionDepth {
  private static final int STACK_BYTES = 1 << 20;

  private RecursionDepth() {}

  public static double plain(double x, int n) {
    return n == 0 ? x : x * plain(x + 0.001, n - 1);
  }

  public static double even(double x, int n) {
    return n == 0 ? x : x * odd(x + 0.001, n - 1);
  }

  private static double odd(double x, int n) {
    return n == 0 ? x * x : even(x * 0.999, n - 1) - x;
  }

  public static double array(double[] x, int n) {
    if (n == 0) {
      return x[0];
    }
    x[n % x.length] *= 0.999;
    return x[(n + 1) % x.length] + array(x, n - 1) * x[0];
  }

  public static double across(double x, int n) {
    return n == 0 ? x : x * Elsewhere.back(x + 0.001, n - 1);
  }

  public static double acrossArray(double[] x, int n) {
    if (n == 0) {
      return x[0];
    }
    x[n % x.length] *= 0.999;
    return x[(n + 1) % x.length] + Elsewhere.backArray(x, n - 1) * x[0];
  }

  /** The other class. */
  public static final class Elsewhere {
    private Elsewhere() {}

    public static double back(double x, int n) {
      return n == 0 ? x * x : across(x * 0.999, n - 1) - x;
    }

    public static double backArray(double[] x, int n) {
      return n == 0 ? x[0] : acrossArray(x, n - 1) - x[0];
    }
  }

  public static void main(String[] args) throws Exception {
    new DirectEngine();
    for (String name : new String[] {"plain", "even", "array", "across", "acrossArray"}) {
      Method method = Case.methodNamed(RecursionDepth.class, name);
      boolean ofArray = method.getParameterTypes()[0] == double[].class;
      String descriptor = ofArray ? "([DI)D" : "(DI)D";
      MethodHandle primal = entry(name, descriptor, "primal");
      MethodHandle gradient = entry(name, descriptor, "gradient");
      MethodHandle jvp = entry(name, descriptor, "jvp");
      double[] scalars = new double[1];
      double[] shadow = new double[2];
      Object[] results = new Object[1];
      Object tape = Bridge.newTape();
      // The first call links, which takes stack of its own.
      Call viaPrimal =
          n -> ofArray ? (double) primal.invoke(x(), n) : (double) primal.invoke(1.0, n);
      Call viaGradient =
          n ->
              ofArray
                  ? (double) gradient.invoke(x(), n, shadow, scalars, tape)
                  : (double) gradient.invoke(1.0, n, scalars, tape);
      Call viaJvp =
          n ->
              ofArray
                  ? (double) jvp.invoke(x(), n, shadow, scalars, results, tape)
                  : (double) jvp.invoke(1.0, n, 1.0, scalars, results, tape);
      System.out.println(
          name + " " + depth(viaPrimal) + " " + depth(viaGradient) + " " + depth(viaJvp));
    }
  }

  private static double[] x() {
    return new double[] {1, 2};
  }

  private interface Call {
    double at(int n) throws Throwable;
  }

  private static MethodHandle entry(String name, String descriptor, String kind) {
    return Bridge.entry(RecursionDepth.class, name, descriptor, kind, "A-");
  }

  /** The greatest depth that fits, to a quarter percent. */
  private static int depth(Call call) throws InterruptedException {
    IntPredicate fits = n -> fits(call, n);
    if (!fits.test(4)) {
      throw new AssertionError("depth 4 overflows the stack");
    }
    int low = 4;
    int high = 1 << 20;
    while (high - low > low / 400) {
      int middle = (low + high) >>> 1;
      if (fits.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean fits(Call call, int n) {
    boolean[] returned = new boolean[1];
    Throwable[] failure = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                call.at(n);
                returned[0] = true;
              } catch (StackOverflowError e) {
                returned[0] = false;
              } catch (Throwable e) {
                failure[0] = e;
              }
            },
            "depth",
            STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (failure[0] != null) {
      throw new AssertionError(failure[0]);
    }
    return returned[0];
  }
}
